package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Compass search: each parameter in turn is moved up and down by a step, what lowers the objective is kept, and the step
 * is halved when nothing does (Kolda, Lewis and Torczon, SIAM Review 45 (2003) 385). Needs no derivative and no
 * randomness.
 *
 * @param evaluations how many at most, the start included
 * @param firstStep first step, in units of upper - lower
 * @param lastStep the search ends when the step falls below this, in the same units
 */
public record PatternSearch(int evaluations, double firstStep, double lastStep) {

    public PatternSearch {
        Setting.requireSteps(evaluations);
        Setting.require("first step", firstStep);
        Setting.require("last step", lastStep);
    }

    /** Steps from a quarter of the range down to a thousandth. */
    public static PatternSearch evaluations(int evaluations) {
        return new PatternSearch(evaluations, 0.25, 1e-3);
    }

    /** The same with other steps, in units of upper - lower. */
    public PatternSearch steps(double first, double last) {
        return new PatternSearch(evaluations, first, last);
    }

    /**
     * Searches from the start downwards; points where the objective is NaN or infinite are not taken.
     *
     * @param listener is told of each improvement
     */
    public Optimum minimise(Objective objective, Parameters parameters, StepListener listener) {
        return new Compass(this, objective, parameters, listener).run();
    }

    static Certificate certificate(boolean converged, int evaluations, double step, String message) {
        return new Certificate(
                Certificate.Kind.MINIMUM,
                converged,
                evaluations,
                evaluations,
                step,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                Double.NaN,
                List.of(),
                message);
    }

    private static final class Compass {
        private final PatternSearch options;
        private final Objective objective;
        private final Parameters parameters;
        private final StepListener listener;
        private final ScaledBox box;
        private final List<Step> improvements = new ArrayList<>();
        private double[] x;
        private double best = Double.POSITIVE_INFINITY;
        private int used;
        private boolean stopped;

        Compass(PatternSearch options, Objective objective, Parameters parameters, StepListener listener) {
            this.options = options;
            this.objective = objective;
            this.parameters = parameters;
            this.listener = listener;
            box = new ScaledBox(parameters);
            x = parameters.start();
        }

        Optimum run() {
            if (!improves(x)) {
                return end(false, options.firstStep, "the objective is not finite at the start");
            }
            double step = options.firstStep;
            while (step >= options.lastStep && going()) {
                if (!sweep(step)) {
                    step *= 0.5;
                }
            }
            if (stopped) {
                return end(false, step, "stopped by its listener");
            }
            return step < options.lastStep
                    ? end(true, step, "no step of %.3g of a range lowers the objective".formatted(2 * step))
                    : end(false, step, "all " + used + " evaluations are used");
        }

        private boolean going() {
            return used < options.evaluations && !stopped;
        }

        private boolean sweep(double step) {
            boolean improved = false;
            for (int i = 0; i < x.length && going(); i++) {
                improved |= tried(i, step) || going() && tried(i, -step);
            }
            return improved;
        }

        private boolean tried(int i, double step) {
            double[] direction = new double[x.length];
            direction[i] = step;
            double[] to = x.clone();
            box.move(x, direction, 1, to);
            return to[i] != x[i] && improves(to);
        }

        private boolean improves(double[] to) {
            listener.before(used);
            double value = objective.value(to.clone());
            used++;
            if (!(value < best) || Double.isInfinite(value)) {
                return false;
            }
            best = value;
            x = to;
            Step reached = new Step(used - 1, to, value, Double.NaN, 0);
            improvements.add(reached);
            stopped = !listener.reached(reached);
            return true;
        }

        private Optimum end(boolean converged, double step, String message) {
            return new Optimum(parameters.names(), x, best, improvements, certificate(converged, used, step, message));
        }
    }
}
