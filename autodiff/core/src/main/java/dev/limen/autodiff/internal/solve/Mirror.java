package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.optimise.BoundedNewton;
import dev.limen.autodiff.optimise.Minimum;
import dev.limen.autodiff.optimise.NewtonWorkspace;

/**
 * Starts on the other side: a minimum with one component moved as far beyond the start as it had come to this side of it.
 *
 * <p>Systematic variations whose two sides differ give a profile two minima, one to each side of the nominal value; which
 * one a descent ends in is decided by its first steps. A second minimum shows itself where the objective at the mirrored
 * point is far below what the curvature at the first one predicts. One value a component is enough to see that, and
 * components that came less than a third of their width, 1/sqrt(curvature), are passed over.
 */
final class Mirror {
    private static final double NEAR = 0.3;
    /** Of the predicted rise: published likelihoods with a single minimum give a half and more. */
    private static final double LOW = 0.25;

    private final double[] start;
    private final double[] point;

    /** For {@code n} components. */
    Mirror(int n) {
        start = new double[n];
        point = new double[n];
    }

    /** Remembers where the descent began. */
    void from(double[] x) {
        System.arraycopy(x, 0, start, 0, start.length);
    }

    /**
     * Puts the most promising start on the other side into {@code x}.
     *
     * @param workspace of the run that found {@code minimum}, not used since
     * @return whether there is one; if not, x is unchanged
     */
    boolean place(
            BoundedNewton.Objective objective,
            Minimum minimum,
            NewtonWorkspace workspace,
            double[] lower,
            double[] upper,
            double[] x) {
        double[] best = minimum.x();
        double least = LOW;
        int chosen = -1;
        System.arraycopy(best, 0, point, 0, best.length);
        for (int i = 0; i < best.length; i++) {
            double curvature = workspace.curvature(i);
            double came = best[i] - start[i];
            if (lower[i] == upper[i] || !(curvature * came * came > NEAR * NEAR)) {
                continue;
            }
            double opposite = opposite(best[i], i, lower, upper);
            point[i] = opposite;
            double rise = objective.value(point) - minimum.value();
            point[i] = best[i];
            double predicted = 0.5 * curvature * (opposite - best[i]) * (opposite - best[i]);
            if (rise < least * predicted) {
                least = rise / predicted;
                chosen = i;
            }
        }
        if (chosen < 0) {
            return false;
        }
        System.arraycopy(best, 0, x, 0, best.length);
        x[chosen] = opposite(best[chosen], chosen, lower, upper);
        return true;
    }

    private double opposite(double x, int i, double[] lower, double[] upper) {
        return Math.max(lower[i], Math.min(upper[i], 2 * start[i] - x));
    }
}
