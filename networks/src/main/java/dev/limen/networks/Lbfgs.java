package dev.limen.networks;

import dev.limen.autodiff.optimise.CurvaturePairs;
import java.util.Arrays;

/** See {@link UpdateRule#lbfgs}. Its vectors are {@code memory} steps, as many changes of the gradient, and the gradient at the last point. */
record Lbfgs(int memory) implements UpdateRule {
    /** Length of the first step, in scaled units. */
    private static final double FIRST = 0.1;

    Lbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("L-BFGS keeps " + memory + " pairs; expected 1 or more.");
        }
    }

    int vectors() {
        return 2 * memory + 1;
    }

    @Override
    public String description() {
        return "lbfgs(" + memory + ")";
    }

    /** The moments after the step that led to a point of this gradient; nothing is kept of the first point's. */
    Moments after(Moments moments, double[] step, double[] gradient) {
        double[][] vectors = moments.vectors().clone();
        double[] change = new double[gradient.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = gradient[i] - vectors[2 * memory][i];
        }
        int row = moments.count() % memory;
        vectors[row] = new double[change.length];
        vectors[memory + row] = new double[change.length];
        CurvaturePairs pairs = pairs(vectors, moments.count());
        pairs.add(step, change);
        if (pairs.count() == moments.count()) {
            vectors = moments.vectors().clone();
        }
        vectors[2 * memory] = gradient;
        return new Moments(vectors, pairs.count());
    }

    /** The moments at the first point. */
    Moments first(Moments empty, double[] gradient) {
        double[][] vectors = empty.vectors().clone();
        vectors[2 * memory] = gradient;
        return new Moments(vectors, 0);
    }

    /** The step to try from a point of this gradient; against the gradient where no curvature is known. */
    double[] direction(Moments moments, double[] gradient, boolean[] free) {
        double[] step = new double[gradient.length];
        if (!pairs(moments.vectors(), moments.count()).direction(gradient, free, step)) {
            double square = 0;
            for (int i = 0; i < step.length; i++) {
                step[i] = free[i] ? -gradient[i] : 0;
                square += step[i] * step[i];
            }
            double factor = square > 0 ? FIRST / Math.sqrt(square) : 0;
            for (int i = 0; i < step.length; i++) {
                step[i] *= factor;
            }
        }
        return step;
    }

    private CurvaturePairs pairs(double[][] vectors, int count) {
        return new CurvaturePairs(
                vectors[2 * memory].length,
                Arrays.copyOfRange(vectors, 0, memory),
                Arrays.copyOfRange(vectors, memory, 2 * memory),
                count);
    }
}
