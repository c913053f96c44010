package dev.limen.autodiff.optimise;

/**
 * The last steps and changes of the gradient, which approximate the inverse Hessian (J. Nocedal, Math. Comput. 35 (1980)
 * 773).
 */
public final class CurvaturePairs {
    private final int n;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] weights;
    private int count;

    CurvaturePairs(int n, int memory) {
        this(n, new double[memory][n], new double[memory][n], 0);
    }

    /**
     * Pairs of a run that goes on.
     *
     * @param n       parameters
     * @param steps   {@code [memory][n]}; pair k is in row k modulo memory; written by {@link #add}
     * @param changes of the gradient, likewise
     * @param count   how many pairs have been kept so far
     */
    public CurvaturePairs(int n, double[][] steps, double[][] changes, int count) {
        this.n = n;
        this.steps = steps;
        this.changes = changes;
        this.count = count;
        weights = new double[steps.length];
    }

    /** How many pairs have been kept so far, those that newer ones replaced included. */
    public int count() {
        return count;
    }

    /** Keeps a pair if the curvature along it is positive. */
    public void add(double[] step, double[] change) {
        double curvature = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            curvature += step[i] * change[i];
            square += change[i] * change[i];
        }
        if (curvature > 1e-14 * square) {
            int slot = count++ % steps.length;
            System.arraycopy(step, 0, steps[slot], 0, n);
            System.arraycopy(change, 0, changes[slot], 0, n);
        }
    }

    /**
     * Writes minus the inverse Hessian times the gradient, on the free parameters.
     *
     * @return false if there is no pair with positive curvature on them, or the direction does not descend
     */
    public boolean direction(double[] gradient, boolean[] free, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = free[i] ? -gradient[i] : 0;
        }
        double scale = 0;
        int oldest = Math.max(0, count - steps.length);
        for (int k = count - 1; k >= oldest; k--) {
            int slot = k % steps.length;
            double curvature = dot(steps[slot], changes[slot], free);
            double square = dot(changes[slot], changes[slot], free);
            if (!(curvature > 1e-14 * square)) {
                weights[slot] = Double.NaN;
                continue;
            }
            weights[slot] = dot(steps[slot], out, free) / curvature;
            subtract(out, weights[slot], changes[slot], free);
            scale = scale == 0 ? curvature / square : scale;
        }
        if (scale == 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            out[i] *= scale;
        }
        for (int k = oldest; k < count; k++) {
            int slot = k % steps.length;
            if (!Double.isNaN(weights[slot])) {
                double curvature = dot(steps[slot], changes[slot], free);
                subtract(out, dot(changes[slot], out, free) / curvature - weights[slot], steps[slot], free);
            }
        }
        return dot(out, gradient, free) < 0;
    }

    private double dot(double[] a, double[] b, boolean[] free) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (free[i]) {
                sum += a[i] * b[i];
            }
        }
        return sum;
    }

    private void subtract(double[] y, double factor, double[] v, boolean[] free) {
        for (int i = 0; i < n; i++) {
            if (free[i]) {
                y[i] -= factor * v[i];
            }
        }
    }
}
