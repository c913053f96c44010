package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.optimise.BoundedNewton;
import dev.limen.autodiff.optimise.Minimum;
import dev.limen.autodiff.optimise.NewtonWorkspace;
import java.util.List;

/**
 * Starts where an objective is known to bend much within the width of a component: a minimum with that component elsewhere.
 *
 * <p>A factor exp(k x) with a large k, say, adds nothing to a rate on one side and all that is missing on the other, and
 * may make a minimum of each. As with {@link Mirror}, one value of the objective shows whether a descent is worth it.
 */
final class Trials {
    private static final double NEAR = 0.3;
    /** Of the predicted rise: a value is asked of few components, so that it may promise less than that of {@link Mirror}. */
    private static final double LOW = 0.75;

    private final List<Implicit.Trial> trials;
    private final double[] point;
    private final double[] curvatures;

    /** Of {@code n} components. */
    Trials(List<Implicit.Trial> trials, int n) {
        this.trials = trials;
        this.point = new double[n];
        this.curvatures = new double[trials.size()];
    }

    int count() {
        return trials.size();
    }

    /** Remembers the second derivatives at the minimum that a run has just found. */
    void from(NewtonWorkspace workspace) {
        for (int k = 0; k < curvatures.length; k++) {
            curvatures[k] = workspace.curvature(trials.get(k).component());
        }
    }

    /**
     * Puts the start of trial {@code k} into {@code x}.
     *
     * @param minimum the one whose second derivatives are remembered
     * @return whether it promises anything; if not, x is unchanged
     */
    boolean place(
            int k, BoundedNewton.Objective objective, Minimum minimum, double[] lower, double[] upper, double[] x) {
        int i = trials.get(k).component();
        double[] best = minimum.x();
        double elsewhere = Math.max(lower[i], Math.min(upper[i], trials.get(k).value()));
        double distance = elsewhere - best[i];
        double predicted = 0.5 * curvatures[k] * distance * distance;
        if (!(predicted > 0.5 * NEAR * NEAR)) {
            return false;
        }
        System.arraycopy(best, 0, point, 0, best.length);
        point[i] = elsewhere;
        if (!(objective.value(point) - minimum.value() < LOW * predicted)) {
            return false;
        }
        System.arraycopy(point, 0, x, 0, point.length);
        return true;
    }
}
