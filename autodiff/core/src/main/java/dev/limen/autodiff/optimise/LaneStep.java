package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;

/** The Newton step of one lane of {@link NewtonLanes}, in units in which the Hessian's diagonal is 1 in absolute value. */
final class LaneStep {
    /** Pivots below this, for a diagonal of 1, are rounding. */
    private static final double FLAT = 1e-12;

    private static final double FIRST_SHIFT = 1e-3;
    private static final double LARGEST_SHIFT = 1e6;

    private final int n;
    private final double tolerance;
    private final SymmetricFactor factor;
    private final double[] scale;
    private final double[] matrix;
    private final double[] slopes;
    private final double[] step;
    private final double[] right;
    private final double[] target;
    private final int[] free;
    private final boolean[] bound;
    private int count;
    private double distance;
    private double slope;
    private boolean arranged;

    /** What a point is. */
    enum Outcome {
        /** The distance to the minimum is within the tolerance. */
        MINIMUM,
        /** A step leads on from here. */
        STEP,
        /** No step that is known does. */
        STUCK
    }

    LaneStep(int n, double tolerance) {
        this.n = n;
        this.tolerance = tolerance;
        factor = new SymmetricFactor(n);
        scale = new double[n];
        matrix = new double[n * n];
        slopes = new double[n];
        step = new double[n];
        right = new double[n];
        target = new double[n];
        free = new int[n];
        bound = new boolean[n];
    }

    /** The estimated distance to the minimum, of {@link Outcome#MINIMUM}. */
    double distance() {
        return distance;
    }

    /** Where the step leads, on bounds exactly. */
    double[] target() {
        return target;
    }

    /** The change of the objective along the whole step to first order. */
    double slope() {
        return slope;
    }

    /** Looks at the lane's point, in arrays of all lanes. */
    Outcome from(double[] x, double[] lower, double[] upper, double[] gradient, double[] hessian, int lane) {
        int at = lane * n;
        rescale(gradient, hessian, at);
        count = 0;
        for (int i = 0; i < n; i++) {
            double g = gradient[at + i];
            boolean held = x[at + i] <= lower[at + i] && g >= 0 || x[at + i] >= upper[at + i] && g <= 0;
            boolean idle = g == 0 && matrix[i * n + i] == 0;
            if (!held && !idle && lower[at + i] < upper[at + i]) {
                free[count++] = i;
            }
            target[i] = x[at + i];
            step[i] = 0;
            bound[i] = false;
        }
        double shift = 0;
        if (solve(0)) {
            distance = 0;
            for (int k = 0; k < count; k++) {
                distance -= 0.5 * slopes[free[k]] * step[free[k]];
            }
            if (distance <= tolerance) {
                return Outcome.MINIMUM;
            }
        } else {
            shift = FIRST_SHIFT;
            while (!solve(shift)) {
                shift *= 10;
                if (!(shift <= LARGEST_SHIFT)) {
                    return Outcome.STUCK;
                }
            }
        }
        return bend(x, lower, upper, at, shift) && fall(x, gradient, at) ? Outcome.STEP : Outcome.STUCK;
    }

    private void rescale(double[] gradient, double[] hessian, int at) {
        int from = at * n;
        for (int i = 0; i < n; i++) {
            double square = Math.abs(hessian[from + i * n + i]);
            if (!(square >= Double.MIN_NORMAL)) {
                for (int j = 0; j < n; j++) {
                    square = Math.max(square, Math.abs(hessian[from + i * n + j]));
                }
                square = square >= Double.MIN_NORMAL ? square : Math.abs(gradient[at + i]);
                square = square >= Double.MIN_NORMAL ? square : 1;
            }
            scale[i] = 1 / Math.sqrt(square);
            slopes[i] = gradient[at + i] * scale[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = hessian[from + i * n + j] * (scale[i] * scale[j]);
                matrix[i * n + j] = entry;
                matrix[j * n + i] = entry;
            }
        }
        if (!arranged) {
            factor.arrange(matrix, n);
            arranged = true;
        }
    }

    /** Minimises the model over the free parameters, the others' steps given; returns whether it is convex. */
    private boolean solve(double shift) {
        if (!factor.factor(matrix, n, free, count, shift) || !(factor.smallestPivot() > FLAT || count == 0)) {
            return false;
        }
        for (int k = 0; k < count; k++) {
            right[k] = -slopes[free[k]];
        }
        for (int j = 0; j < n; j++) {
            if (bound[j]) {
                for (int k = 0; k < count; k++) {
                    right[k] -= matrix[free[k] * n + j] * step[j];
                }
            }
        }
        factor.solve(right);
        for (int k = 0; k < count; k++) {
            step[free[k]] = right[k];
        }
        return true;
    }

    /** Puts parameters that would leave the box on its bounds and solves for the others, until none leaves. */
    private boolean bend(double[] x, double[] lower, double[] upper, int at, double shift) {
        while (true) {
            int kept = 0;
            for (int k = 0; k < count; k++) {
                int i = free[k];
                double to = x[at + i] + step[i] * scale[i];
                double inside = Math.min(upper[at + i], Math.max(lower[at + i], to));
                target[i] = inside;
                if (inside == to) {
                    free[kept++] = i;
                } else {
                    bound[i] = true;
                    step[i] = (inside - x[at + i]) / scale[i];
                }
            }
            if (kept == count) {
                return true;
            }
            count = kept;
            if (!solve(shift)) {
                return false;
            }
        }
    }

    private boolean fall(double[] x, double[] gradient, int at) {
        slope = 0;
        for (int i = 0; i < n; i++) {
            slope += gradient[at + i] * (target[i] - x[at + i]);
        }
        return slope < 0;
    }
}
