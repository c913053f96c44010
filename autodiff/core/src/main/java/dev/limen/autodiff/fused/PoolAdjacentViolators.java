package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.Logarithm;
import java.util.Arrays;

/** Finds the pools of {@link Isotonic}: each element begins one, and as long as the last is not below the one before, both become one. */
final class PoolAdjacentViolators implements Kernel {
    private static final double LOG_2 = Math.log(2);

    private final Isotonic.Regularisation regularisation;
    private final Rows rows;
    private final int[] starts;
    /** The sum of z - w, or log sum exp z. */
    private final double[] first;
    /** log sum exp w. */
    private final double[] second;
    /** What is compared: the pool's value of the fit. */
    private final double[] levels;

    PoolAdjacentViolators(Isotonic.Regularisation regularisation, Rows rows) {
        this.regularisation = regularisation;
        this.rows = rows;
        this.starts = new int[rows.length() + 1];
        this.first = new double[rows.length()];
        this.second = new double[rows.length()];
        this.levels = new double[rows.length()];
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            int z = rows.start(0, row);
            int w = rows.start(1, row);
            int to = row * n;
            int pools =
                    switch (regularisation) {
                        case L2 -> means(inputs[0], z, inputs[1], w);
                        case ENTROPIC -> logSums(inputs[0], z, inputs[1], w);
                    };
            starts[pools] = n;
            for (int pool = 0; pool < pools; pool++) {
                Arrays.fill(outputs[0], to + starts[pool], to + starts[pool + 1], pool);
            }
        }
    }

    private int means(double[] z, int zFrom, double[] w, int wFrom) {
        int top = -1;
        for (int i = 0; i < rows.length(); i++) {
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

    private int logSums(double[] z, int zFrom, double[] w, int wFrom) {
        int top = -1;
        for (int i = 0; i < rows.length(); i++) {
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
