package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.Logarithm;

/**
 * Finds the pools of {@link Isotonic} along a row: each element begins one, and as long as the last is not below the one before, both become
 * one.
 */
final class PoolAdjacentViolators {
    private static final double LOG_2 = Math.log(2);

    private final Isotonic.Regularisation regularisation;
    private int[] starts;
    /** The sum of z - w, or log sum exp z. */
    private double[] first;
    /** log sum exp w. */
    private double[] second;
    /** What is compared: the pool's value of the fit. */
    private double[] levels;

    /** For rows up to some length; longer ones make room for themselves. */
    PoolAdjacentViolators(Isotonic.Regularisation regularisation, int length) {
        this.regularisation = regularisation;
        makeRoom(length);
    }

    private void makeRoom(int length) {
        starts = new int[length + 1];
        first = new double[length];
        second = new double[regularisation == Isotonic.Regularisation.ENTROPIC ? length : 0];
        levels = new double[length];
    }

    /** The number of pools of a row; {@link #start} tells where they begin. One NaN makes it one pool. */
    int pools(double[] z, int zFrom, double[] w, int wFrom, int length) {
        if (length > first.length) {
            makeRoom(2 * length);
        }
        int pools =
                switch (regularisation) {
                    case L2 -> means(z, zFrom, w, wFrom, length);
                    case ENTROPIC -> logSums(z, zFrom, w, wFrom, length);
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
            double level = sum;
            int start = i;
            while (top >= 0 && levels[top] <= level) {
                sum += first[top];
                start = starts[top--];
                level = sum / (i + 1 - start);
            }
            top++;
            starts[top] = start;
            first[top] = sum;
            levels[top] = level;
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
