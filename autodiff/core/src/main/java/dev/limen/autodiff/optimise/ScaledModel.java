package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricMatrix;
import dev.limen.autodiff.linear.SymmetricPattern;

/** The quadratic model at a point in units in which the Hessian's diagonal is 1 in absolute value. */
final class ScaledModel {
    private static final int EQUILIBRATIONS = 4;

    private final int n;
    private final double[] inverse;
    private final double[] shrinking;
    private final boolean[] folded;
    final double[] scale;
    final double[] gradient;
    final SymmetricMatrix hessian;
    final double[] lower;
    final double[] upper;
    final int[] free;

    ScaledModel(SymmetricPattern pattern) {
        n = pattern.rows();
        shrinking = new double[n];
        folded = new boolean[n];
        inverse = new double[n];
        scale = new double[n];
        gradient = new double[n];
        hessian = new SymmetricMatrix(pattern);
        lower = new double[n];
        upper = new double[n];
        free = new int[n];
    }

    void set(NewtonPoint point, double[] rawLower, double[] rawUpper) {
        scales(point, scale);
        for (int i = 0; i < n; i++) {
            inverse[i] = 1 / scale[i];
        }
        move(point, rawLower, rawUpper);
        hessian.setScaled(point.hessian, inverse);
    }

    /** Takes the gradient and the bounds of another point, and keeps units and Hessian. */
    void move(NewtonPoint point, double[] rawLower, double[] rawUpper) {
        for (int i = 0; i < n; i++) {
            gradient[i] = point.gradient[i] * inverse[i];
            lower[i] = (rawLower[i] - point.x[i]) * scale[i];
            upper[i] = (rawUpper[i] - point.x[i]) * scale[i];
        }
    }

    /**
     * Makes the diagonal positive if a parameter that no bound holds has negative curvature, so that the others need no
     * shift; {@link #unfold} takes it back.
     *
     * @return whether there is one
     */
    boolean fold() {
        boolean any = false;
        for (int i = 0; i < n; i++) {
            folded[i] = hessian.diagonal(i) < 0;
            boolean held = lower[i] >= 0 && gradient[i] >= 0 || upper[i] <= 0 && gradient[i] <= 0;
            any |= folded[i] && !held && lower[i] < upper[i];
        }
        if (any) {
            flip();
        }
        return any;
    }

    /** Makes the diagonal what it was before {@link #fold}. */
    void unfold() {
        flip();
    }

    private void flip() {
        for (int i = 0; i < n; i++) {
            if (folded[i]) {
                hessian.flip(i);
            }
        }
    }

    /** By how much folding raised the model at the end of a step. */
    double foldedRise(double[] step) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += folded[i] ? Math.abs(hessian.diagonal(i)) * step[i] * step[i] : 0;
        }
        return sum;
    }

    /**
     * Coarser units for an indefinite Hessian, in which hardly an entry is larger than 1: a diagonal that happens to be
     * small says nothing of a parameter's scale then (D. Ruiz, RAL-TR-2001-034). A positive definite one is not changed.
     */
    void equilibrate() {
        for (int pass = 0; pass < EQUILIBRATIONS; pass++) {
            hessian.largest(shrinking);
            boolean any = false;
            for (int i = 0; i < n; i++) {
                any |= shrinking[i] > 1;
                shrinking[i] = shrinking[i] > 1 ? 1 / Math.sqrt(shrinking[i]) : 1;
            }
            if (!any) {
                return;
            }
            hessian.setScaled(hessian, shrinking);
            for (int i = 0; i < n; i++) {
                shrink(i, shrinking[i]);
            }
        }
    }

    private void shrink(int i, double by) {
        scale[i] /= by;
        inverse[i] *= by;
        gradient[i] *= by;
        lower[i] /= by;
        upper[i] /= by;
    }

    /** Writes sqrt(|H_ii|), or where that vanishes the largest root of |H_ij|, of |g_i|, or 1. */
    static void scales(NewtonPoint point, double[] scale) {
        int n = scale.length;
        for (int i = 0; i < n; i++) {
            double square = Math.abs(point.hessian.diagonal(i));
            if (square < Double.MIN_NORMAL) {
                for (int j = 0; j < n; j++) {
                    square = Math.max(square, Math.abs(point.hessian.get(i, j)));
                }
            }
            if (square < Double.MIN_NORMAL) {
                square = Math.abs(point.gradient[i]);
            }
            scale[i] = square < Double.MIN_NORMAL ? 1 : Math.sqrt(square);
        }
    }

    double slope(double[] step) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += gradient[i] * step[i];
        }
        return sum;
    }

    /** The largest change of an unbounded parameter by a step, relative to max(1, |x|). */
    double relativeLength(double[] step, double[] x) {
        double largest = Double.MIN_NORMAL;
        for (int i = 0; i < n; i++) {
            if (Double.isInfinite(step[i] < 0 ? lower[i] : upper[i])) {
                largest = Math.max(largest, Math.abs(step[i] / scale[i]) / Math.max(1, Math.abs(x[i])));
            }
        }
        return largest;
    }

    /** Writes the parameters that no bound holds, weakly held ones included, to {@link #free}; returns their number. */
    int unheld() {
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean below = lower[i] >= 0 && gradient[i] > NewtonReport.WEAK;
            boolean above = upper[i] <= 0 && gradient[i] < -NewtonReport.WEAK;
            if (!below && !above && lower[i] < upper[i]) {
                free[count++] = i;
            }
        }
        return count;
    }
}
