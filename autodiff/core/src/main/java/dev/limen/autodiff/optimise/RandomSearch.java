package dev.limen.autodiff.optimise;

import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Points drawn uniformly from the box; the best is kept. The start is the first of them.
 *
 * @param evaluations how many, the start included
 * @param seed the same seed gives the same points
 */
public record RandomSearch(int evaluations, long seed) {
    public RandomSearch {
        Setting.requireSteps(evaluations);
    }

    /**
     * The lowest of the points; those where the objective is NaN or infinite do not count.
     *
     * @param listener is told of each improvement
     * @throws IllegalArgumentException if a bound is infinite
     */
    public Optimum minimise(Objective objective, Parameters parameters, StepListener listener) {
        for (Parameter parameter : parameters.list()) {
            if (Double.isInfinite(parameter.upper() - parameter.lower())) {
                throw new IllegalArgumentException("A random search needs finite bounds; parameter '%s' has [%s, %s]."
                        .formatted(parameter.name(), parameter.lower(), parameter.upper()));
            }
        }
        double[] lower = parameters.lower();
        double[] upper = parameters.upper();
        RandomSource source = new RandomSource(seed, "random search");
        List<Step> improvements = new ArrayList<>();
        double[] x = parameters.start();
        double best = Double.POSITIVE_INFINITY;
        double[] where = x.clone();
        boolean going = true;
        int used = 0;
        while (used < evaluations && going) {
            listener.before(used);
            double value = objective.value(x.clone());
            used++;
            if (value < best && value > Double.NEGATIVE_INFINITY) {
                best = value;
                where = x.clone();
                Step step = new Step(used - 1, x, value, Double.NaN, 0);
                improvements.add(step);
                going = listener.reached(step);
            }
            RandomStream random = source.at(used);
            for (int i = 0; i < x.length; i++) {
                x[i] = Box.clip(lower[i] + random.uniform() * (upper[i] - lower[i]), lower[i], upper[i]);
            }
        }
        String message = improvements.isEmpty()
                ? "the objective is not finite at any of " + used + " points"
                : "the best of " + used + " points drawn; not known to be a minimum";
        return new Optimum(
                parameters.names(), where, best, improvements, PatternSearch.certificate(false, used, 1, message));
    }
}
