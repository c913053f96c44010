package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;

/** A stable merge sort of positions; NaN comes last, and zeros of either sign are equal. */
record SortKernel(int size) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] x = inputs[0];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        int[] other = new int[size];
        for (int width = 1; width < size; width *= 2) {
            for (int from = 0; from < size; from += 2 * width) {
                merge(x, order, other, from, Math.min(from + width, size), Math.min(from + 2 * width, size));
            }
            int[] swap = order;
            order = other;
            other = swap;
        }
        for (int i = 0; i < size; i++) {
            outputs[0][i] = x[order[i]];
            outputs[1][i] = order[i];
        }
    }

    private static void merge(double[] x, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int k = start; k < end; k++) {
            boolean takeRight = left == middle || right < end && below(x[from[right]], x[from[left]]);
            to[k] = takeRight ? from[right++] : from[left++];
        }
    }

    private static boolean below(double a, double b) {
        return a < b || Double.isNaN(b) && !Double.isNaN(a);
    }
}
