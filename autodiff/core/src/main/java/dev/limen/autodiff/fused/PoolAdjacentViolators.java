package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.Logarithm;

/**
 * Finds the pools of {@link Isotonic} along a row: each element begins one, and as long as the last is not below the one before, both become
 * one.
 */
final class PoolAdjacentViolators {
    /** Of exponents, so that products of two sums of exponentials keep all digits. */
    private static final double RANGE = 300;

    private static final double LOG_2 = Math.log(2);

    private final Isotonic.Regularisation regularisation;
    private int[] starts;
    /** The sum of z - w; or that of exp z, or its logarithm where exponents are far apart. */
    private double[] first;
    /** As the first, of w. */
    private double[] second;
    /** log sum exp z - log sum exp w, the pool's value of the fit. */
    private double[] levels;

    /** For rows up to some length; longer ones make room for themselves. */
    PoolAdjacentViolators(Isotonic.Regularisation regularisation, int length) {
        this.regularisation = regularisation;
        makeRoom(length);
    }

    private void makeRoom(int length) {
        starts = new int[length + 1];
        first = new double[length];
        int logarithms = regularisation == Isotonic.Regularisation.ENTROPIC ? length : 0;
        second = new double[logarithms];
        levels = new double[logarithms];
    }

    /** The number of pools of a row; {@link #start} tells where they begin. One NaN makes it one pool. */
    int pools(double[] z, int zFrom, double[] w, int wFrom, int length) {
        if (length > first.length) {
            makeRoom(2 * length);
        }
        int pools =
                switch (regularisation) {
                    case L2 -> means(z, zFrom, w, wFrom, length);
                    case ENTROPIC ->
                        range(z, zFrom, length) < RANGE && range(w, wFrom, length) < RANGE
                                ? sums(z, zFrom, w, wFrom, length)
                                : logSums(z, zFrom, w, wFrom, length);
                };
        starts[pools] = length;
        return pools;
    }

    /** Where a pool of the latest row begins; that behind the last is where the row ends. */
    int start(int pool) {
        return starts[pool];
    }

    private int means(double[] z, int zFrom, double[] w, int wFrom, int length) {
        int top = -1;
        for (int i = 0; i < length; i++) {
            double sum = z[zFrom + i] - w[wFrom + i];
            if (Double.isNaN(sum)) {
                return onePool();
            }
            int start = i;
            // Means are compared without dividing by the numbers of elements.
            while (top >= 0 && first[top] * (i + 1 - start) <= sum * (start - starts[top])) {
                sum += first[top];
                start = starts[top--];
            }
            top++;
            starts[top] = start;
            first[top] = sum;
        }
        return top + 1;
    }

    /** From the smallest to the largest; NaN if there is one. */
    private static double range(double[] x, int from, int length) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            least = Math.min(least, x[i]);
            most = Math.max(most, x[i]);
        }
        return most - least;
    }

    private int sums(double[] z, int zFrom, double[] w, int wFrom, int length) {
        int top = -1;
        for (int i = 0; i < length; i++) {
            double a = Exponential.exp(z[zFrom + i] - z[zFrom]);
            double b = Exponential.exp(w[wFrom + i] - w[wFrom]);
            int start = i;
            // Quotients are compared without dividing.
            while (top >= 0 && first[top] * b <= a * second[top]) {
                a += first[top];
                b += second[top];
                start = starts[top--];
            }
            top++;
            starts[top] = start;
            first[top] = a;
            second[top] = b;
        }
        return top + 1;
    }

    private int logSums(double[] z, int zFrom, double[] w, int wFrom, int length) {
        int top = -1;
        for (int i = 0; i < length; i++) {
            double a = z[zFrom + i];
            double b = w[wFrom + i];
            double level = a - b;
            if (Double.isNaN(level)) {
                return onePool();
            }
            int start = i;
            while (top >= 0 && levels[top] <= level) {
                a = logAddExp(first[top], a);
                b = logAddExp(second[top], b);
                start = starts[top--];
                level = a - b;
            }
            top++;
            starts[top] = start;
            first[top] = a;
            second[top] = b;
            levels[top] = level;
        }
        return top + 1;
    }

    private int onePool() {
        starts[0] = 0;
        return 1;
    }

    private static double logAddExp(double a, double b) {
        // Equal ones may be infinite, and have no difference then.
        return a == b ? a + LOG_2 : Math.max(a, b) + Logarithm.log1p(Exponential.exp(-Math.abs(a - b)));
    }
}
