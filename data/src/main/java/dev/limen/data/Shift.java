package dev.limen.data;

/** What a variation does to one column of the files. */
public sealed interface Shift {
    /**
     * Multiplies: {@code x -> factor x}; undefined values stay undefined.
     *
     * @param factor finite
     */
    record Scale(double factor) implements Shift {
        /** Checks the factor. */
        public Scale {
            requireFinite("scale", factor);
        }
    }

    /**
     * Adds: {@code x -> x + amount}; undefined values stay undefined.
     *
     * @param amount finite, in the column's unit
     */
    record Add(double amount) implements Shift {
        /** Checks the amount. */
        public Add {
            requireFinite("add", amount);
        }
    }

    /**
     * Computes anew, after all {@link Scale} and {@link Add} of the variation: plain names are the columns under the
     * variation (other recomputed ones included, in whatever order they are listed; the column's own name is its value
     * before), {@code nominal.name} is the value in the file.
     *
     * @param sql an expression of file columns
     */
    record Recompute(String sql) implements Shift {}

    /** States that the variation does not change this column. */
    record Unaffected() implements Shift {}

    /** States that the column is kept although the variation changes it: an approximation, to be reported. */
    record Frozen() implements Shift {}

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("shift: " + what + " wants a finite number; got " + value);
        }
    }
}
