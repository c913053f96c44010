package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.LuFactor;
import dev.limen.autodiff.linear.SymmetricFactor;
import java.util.Arrays;

/**
 * The directions that leave a stationary point without a slope: any of the free parameters, and those into the box for
 * parameters at a bound with a vanishing multiplier.
 *
 * <p>With the free parameters minimised over, the curvature of a direction d >= 0 of the others is d'Sd, S the Schur
 * complement. Some d has a negative one if and only if a principal submatrix of S has a solution z >= 0 of S z = -1
 * (R. W. Cottle, G. J. Habetler and C. E. Lemke, Linear Algebra Appl. 3 (1970) 295).
 */
final class CriticalCone {
    /** Subsets of so many parameters are looked through; of more, singles and pairs. */
    private static final int MANY = 12;

    private final ScaledModel model;
    private final SymmetricFactor factor;
    private final int n;
    private final int[] free;
    private final int[] weak;
    private final double[] sign;
    private final double[][] follow;
    private final double[][] schur;
    private final boolean defined;
    private double curvature;
    private boolean decided = true;

    /** The cone at a model whose {@code count} unheld parameters are given, its free ones convex with {@code shift}. */
    CriticalCone(ScaledModel model, int count, SymmetricFactor factor, double shift) {
        this.model = model;
        this.factor = factor;
        n = model.scale.length;
        int[] unheld = Arrays.copyOf(model.free, count);
        weak = Arrays.stream(unheld).filter(this::atBound).toArray();
        free = Arrays.stream(unheld).filter(i -> !atBound(i)).toArray();
        sign = Arrays.stream(weak)
                .mapToDouble(i -> model.lower[i] >= 0 ? 1 : -1)
                .toArray();
        follow = new double[weak.length][free.length];
        schur = new double[weak.length][weak.length];
        defined = weak.length > 0 && factor.factor(model.hessian, free, free.length, shift);
        if (defined) {
            eliminate();
        }
    }

    private boolean atBound(int i) {
        return model.lower[i] >= 0 || model.upper[i] <= 0;
    }

    private void eliminate() {
        for (int a = 0; a < weak.length; a++) {
            for (int k = 0; k < free.length; k++) {
                follow[a][k] = -sign[a] * model.hessian.get(free[k], weak[a]);
            }
            factor.solve(follow[a]);
        }
        for (int a = 0; a < weak.length; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = sign[a] * sign[b] * model.hessian.get(weak[a], weak[b]);
                for (int k = 0; k < free.length; k++) {
                    sum += sign[a] * model.hessian.get(weak[a], free[k]) * follow[b][k];
                }
                schur[a][b] = sum;
                schur[b][a] = sum;
            }
        }
    }

    /**
     * Looks for a direction into the box along which the curvature is negative.
     *
     * @param direction receives n components, of unit length
     * @return whether there is one; then {@link #curvature} tells how negative
     */
    boolean find(double[] direction) {
        if (!defined) {
            return false;
        }
        int[] candidates = candidates();
        int m = candidates.length;
        decided = m <= MANY || convex(candidates);
        for (int size = 1; size <= (m <= MANY ? m : 2); size++) {
            if (search(candidates, new int[size], 0, 0, direction)) {
                return true;
            }
        }
        return false;
    }

    /** The curvature along the direction found, in units of the diagonal. */
    double curvature() {
        return curvature;
    }

    /** Whether not finding a direction means that there is none. */
    boolean decided() {
        return decided;
    }

    /** The weak parameters but those whose row is nowhere negative, which never lower the curvature of the others. */
    private int[] candidates() {
        boolean[] out = new boolean[weak.length];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int a = 0; a < weak.length; a++) {
                if (!out[a] && neverNegative(a, out)) {
                    out[a] = true;
                    changed = true;
                }
            }
        }
        int[] kept = new int[weak.length];
        int count = 0;
        for (int a = 0; a < weak.length; a++) {
            if (!out[a]) {
                kept[count++] = a;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean neverNegative(int a, boolean[] out) {
        for (int b = 0; b < weak.length; b++) {
            if (!out[b] && schur[a][b] < -NegativeCurvature.LEAST) {
                return false;
            }
        }
        return true;
    }

    private boolean convex(int[] candidates) {
        int m = candidates.length;
        return new SymmetricFactor(m).factor(matrix(candidates), m, identity(m), m, NegativeCurvature.LEAST);
    }

    private double[] matrix(int[] indices) {
        int m = indices.length;
        double[] matrix = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                matrix[i * m + j] = schur[indices[i]][indices[j]];
            }
        }
        return matrix;
    }

    private static int[] identity(int m) {
        int[] all = new int[m];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private boolean search(int[] candidates, int[] subset, int depth, int from, double[] direction) {
        if (depth == subset.length) {
            return points(subset, direction);
        }
        for (int i = from; i <= candidates.length - (subset.length - depth); i++) {
            subset[depth] = candidates[i];
            if (search(candidates, subset, depth + 1, i + 1, direction)) {
                return true;
            }
        }
        return false;
    }

    private boolean points(int[] subset, double[] direction) {
        int m = subset.length;
        LuFactor lu = new LuFactor(m);
        if (!lu.factor(matrix(subset), 0, m)) {
            return false;
        }
        double[] z = new double[m];
        Arrays.fill(z, -1);
        lu.solve(z, 0);
        Arrays.fill(direction, 0, n, 0);
        double fall = 0;
        for (int i = 0; i < m; i++) {
            if (!(z[i] >= 0)) {
                return false;
            }
            fall += z[i];
            direction[weak[subset[i]]] = sign[subset[i]] * z[i];
            for (int k = 0; k < free.length; k++) {
                direction[free[k]] += z[i] * follow[subset[i]][k];
            }
        }
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += direction[i] * direction[i];
        }
        // d'Hd = z'Sz = -sum z.
        curvature = -fall / square;
        double length = Math.sqrt(square);
        for (int i = 0; i < n; i++) {
            direction[i] /= length;
        }
        return curvature < -NegativeCurvature.LEAST;
    }
}
