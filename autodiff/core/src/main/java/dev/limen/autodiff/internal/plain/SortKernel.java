package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;

/** A stable sort of each row: long rows by their digits, others by merging; NaN comes last, and zeros of either sign are equal. */
final class SortKernel implements Kernel {
    /** Elements put in order one by one, before runs of them are merged. */
    private static final int RUN = 16;
    /** Elements from which counting digits is faster than merging. */
    private static final int LONG = 1024;

    private final int rows;
    private final int length;
    private final RadixSort radix;
    private int[] order;
    private int[] other;

    SortKernel(int rows, int length) {
        this.rows = rows;
        this.length = length;
        this.radix = new RadixSort(length < LONG ? 0 : length);
        this.order = new int[length < LONG ? length : 0];
        this.other = new int[order.length];
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] x = inputs[0];
        for (int row = 0; row < rows; row++) {
            int from = row * length;
            int[] sorted = length < LONG ? merged(x, from) : radix.positions(x, from);
            for (int i = 0; i < length; i++) {
                outputs[0][from + i] = x[from + sorted[i]];
                outputs[1][from + i] = sorted[i];
            }
        }
    }

    private int[] merged(double[] x, int from) {
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
