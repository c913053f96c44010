package dev.limen.networks;

/** Checks of what a training is told. */
final class Settings {
    private Settings() {}

    static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; expected a finite number above 0.");
        }
    }

    static void requireNotNegative(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The " + what + " is " + value + "; expected a finite number, 0 or more.");
        }
    }

    static void requireFraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; expected 0 or more, below 1.");
        }
    }
}
