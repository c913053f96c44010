package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;

/**
 * The positions of numbers in ascending order, equal ones in the order they came: long rows by their digits, others by merging. NaN comes
 * last, and zeros of either sign are equal.
 */
public final class Ascending {
    /** Elements put in order one by one, before runs of them are merged. */
    private static final int RUN = 16;
    /** Elements from which counting digits is faster than merging. */
    private static final int LONG = 1024;

    private RadixSort radix = new RadixSort(0);
    private int[] order = new int[RUN];
    private int[] other = new int[RUN];

    /** A kernel that sorts so many rows of one length, and gives positions too. */
    static Kernel kernel(int rows, int length) {
        Ascending ascending = new Ascending();
        return (in, out) -> {
            for (int row = 0; row < rows; row++) {
                int from = row * length;
                int[] sorted = ascending.positions(in[0], from, length);
                for (int i = 0; i < length; i++) {
                    out[0][from + i] = in[0][from + sorted[i]];
                    out[1][from + i] = sorted[i];
                }
            }
        };
    }

    /** Positions, counted from {@code from}, of {@code length} numbers in their order; valid until the next call. */
    public int[] positions(double[] x, int from, int length) {
        if (length >= LONG) {
            if (radix.length() != length) {
                radix = new RadixSort(length);
            }
            return radix.positions(x, from);
        }
        if (order.length < length) {
            order = new int[Math.min(LONG, 2 * length)];
            other = new int[order.length];
        }
        for (int start = 0; start < length; start += RUN) {
            insert(x, from, start, Math.min(start + RUN, length));
        }
        for (int width = RUN; width < length; width *= 2) {
            for (int start = 0; start < length; start += 2 * width) {
                merge(x, from, start, Math.min(start + width, length), Math.min(start + 2 * width, length));
            }
            int[] swap = order;
            order = other;
            other = swap;
        }
        return order;
    }

    private void insert(double[] x, int from, int start, int end) {
        for (int i = start; i < end; i++) {
            double value = x[from + i];
            int k = i;
            while (k > start && below(value, x[from + order[k - 1]])) {
                order[k] = order[k - 1];
                k--;
            }
            order[k] = i;
        }
    }

    private void merge(double[] x, int from, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int k = start; k < end; k++) {
            boolean takeRight = left == middle || right < end && below(x[from + order[right]], x[from + order[left]]);
            other[k] = takeRight ? order[right++] : order[left++];
        }
    }

    private static boolean below(double a, double b) {
        return a < b || Double.isNaN(b) && !Double.isNaN(a);
    }
}
