package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;
import dev.limen.autodiff.linear.SymmetricMatrix;
import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.Arrays;

/**
 * The minimum of g'p + 1/2 p'(S + shift) p on a box that contains p = 0, by projected Newton steps.
 *
 * <p>Each step solves on the variables that no bound holds and follows the projected arc, so that many bounds become
 * active at once; a held variable is released when its multiplier has the wrong sign. The model falls with every step
 * (Bertsekas, SIAM J. Control Optim. 20 (1982) 221).
 */
final class BoxQuadratic {
    private static final int STEPS = 100;
    private static final int HALVINGS = 8;
    private static final double ROUNDING = 1e-14;
    private static final double FLAT = 1e-12;

    private final int n;
    private final SymmetricFactor factor;
    private final double[] step;
    private final double[] slope;
    private final double[] direction;
    private final double[] trial;
    private final double[] trialSlope;
    private final int[] free;
    private SymmetricMatrix matrix = new SymmetricMatrix(SymmetricPattern.dense(0));
    private double[] gradient = {};
    private double shift;
    private double curvature;
    private int freeCount;
    private boolean settled;

    BoxQuadratic(int n, SymmetricFactor factor) {
        this.n = n;
        this.factor = factor;
        step = new double[n];
        slope = new double[n];
        direction = new double[n];
        trial = new double[n];
        trialSlope = new double[n];
        free = new int[n];
    }

    /** The minimiser found by the last call that returned true. */
    double[] step() {
        return step;
    }

    /** How many variables were free at the end of the last call. */
    int free() {
        return freeCount;
    }

    /** Whether these were free at the end of the last call, and the factor is theirs. */
    boolean settledOn(int[] indices) {
        return settled && Arrays.equals(free, 0, freeCount, indices, 0, indices.length);
    }

    /** A curvature of the shifted matrix, not positive, that made the last call return false. */
    double curvature() {
        return curvature;
    }

    /**
     * Minimises the model.
     *
     * @return false if the shifted matrix is not positive definite, or without a shift is singular to rounding, on a set
     *     of variables that had to be free
     */
    boolean solve(SymmetricMatrix s, double[] g, double addedShift, double[] lower, double[] upper) {
        matrix = s;
        gradient = g;
        shift = addedShift;
        Arrays.fill(step, 0);
        System.arraycopy(g, 0, slope, 0, n);
        double tolerance = ROUNDING * largest(g);
        int solved = -1;
        settled = false;
        for (int iteration = 0; iteration < STEPS; iteration++) {
            int count = free(lower, upper, iteration == 0 ? 0 : tolerance);
            freeCount = count;
            if (count == 0 || count == solved) {
                settled = count > 0;
                return true;
            }
            if (!factor.factor(s, free, count, shift)) {
                curvature = factor.singular() ? 0 : factor.negativeCurvature(direction);
                return false;
            }
            if (shift == 0 && factor.smallestPivot() < FLAT) {
                curvature = 0;
                return false;
            }
            Advance advance = advance(count, lower, upper);
            if (advance == Advance.NONE) {
                settled = true;
                return true;
            }
            // After a whole step inside the box only a release can change the set of free variables.
            solved = advance == Advance.WHOLE ? count : -1;
        }
        return true;
    }

    /**
     * Minimises the model with another gradient and other bounds, with the factor at hand.
     *
     * @return false if the minimum has other free variables than the last one
     */
    boolean again(double[] g, double[] lower, double[] upper) {
        if (!settled) {
            return false;
        }
        gradient = g;
        for (int k = 0; k < freeCount; k++) {
            direction[k] = -g[free[k]];
        }
        factor.solve(direction);
        Arrays.fill(step, 0);
        Arrays.fill(slope, 0);
        int next = 0;
        boolean same = true;
        for (int i = 0; i < n; i++) {
            if (next < freeCount && free[next] == i) {
                step[i] = direction[next++];
                same &= lower[i] < step[i] && step[i] < upper[i];
            } else {
                same &= lower[i] == upper[i] || lower[i] >= 0 && g[i] >= 0 || upper[i] <= 0 && g[i] <= 0;
            }
        }
        return same;
    }

    private int free(double[] lower, double[] upper, double tolerance) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean heldBelow = step[i] <= lower[i] && slope[i] >= -tolerance;
            boolean heldAbove = step[i] >= upper[i] && slope[i] <= tolerance;
            if (!heldBelow && !heldAbove && lower[i] < upper[i]) {
                free[count++] = i;
            }
        }
        return count;
    }

    private enum Advance {
        WHOLE,
        PART,
        NONE
    }

    private Advance advance(int count, double[] lower, double[] upper) {
        for (int k = 0; k < count; k++) {
            direction[k] = -slope[free[k]];
        }
        factor.solve(direction);
        double value = value(step, slope);
        double unbounded = 0;
        for (int k = 0; k < count; k++) {
            unbounded += slope[free[k]] * direction[k];
        }
        if (!(unbounded < -ROUNDING * Math.abs(value))) {
            return Advance.NONE;
        }
        double fraction = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            System.arraycopy(step, 0, trial, 0, n);
            double fall = 0;
            boolean whole = halving == 0;
            for (int k = 0; k < count; k++) {
                int i = free[k];
                double wanted = step[i] + fraction * direction[k];
                trial[i] = Math.min(upper[i], Math.max(lower[i], wanted));
                whole &= trial[i] == wanted;
                fall += slope[i] * (trial[i] - step[i]);
            }
            slope(trial, trialSlope);
            if (fall < 0 && value(trial, trialSlope) <= value + 1e-4 * fall) {
                System.arraycopy(trial, 0, step, 0, n);
                System.arraycopy(trialSlope, 0, slope, 0, n);
                return whole ? Advance.WHOLE : Advance.PART;
            }
            fraction *= 0.5;
        }
        return alongRay(count, lower, upper);
    }

    /** Minimises the model on the straight line up to the first bound: it always falls, if only by little. */
    private Advance alongRay(int count, double[] lower, double[] upper) {
        Arrays.fill(trial, 0);
        double fall = 0;
        double longest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            int i = free[k];
            double room = (direction[k] < 0 ? lower[i] : upper[i]) - step[i];
            if (room != 0 && direction[k] != 0) {
                trial[i] = direction[k];
                fall += slope[i] * direction[k];
                longest = Math.min(longest, room / direction[k]);
            }
        }
        slope(trial, trialSlope);
        double curvature = 0;
        for (int i = 0; i < n; i++) {
            curvature += trial[i] * (trialSlope[i] - gradient[i]);
        }
        double length = Math.min(longest, -fall / curvature);
        if (!(fall < 0) || !(length > 0)) {
            return Advance.NONE;
        }
        for (int i = 0; i < n; i++) {
            if (trial[i] != 0) {
                double bound = trial[i] < 0 ? lower[i] : upper[i];
                boolean reached = (bound - step[i]) / trial[i] <= length;
                step[i] = reached ? bound : step[i] + length * trial[i];
            }
        }
        slope(step, slope);
        return Advance.PART;
    }

    private double value(double[] p, double[] slopeAtP) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += p[i] * (gradient[i] + slopeAtP[i]);
        }
        return 0.5 * sum;
    }

    private void slope(double[] p, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = gradient[i] + shift * p[i];
        }
        matrix.addProduct(p, out);
    }

    /** How much the last step lowers the model without its shift; the estimated distance to the minimum. */
    double decrease() {
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += step[i] * step[i];
        }
        return 0.5 * shift * square - value(step, slope);
    }

    private static double largest(double[] v) {
        double largest = 0;
        for (double e : v) {
            largest = Math.max(largest, Math.abs(e));
        }
        return largest;
    }
}
