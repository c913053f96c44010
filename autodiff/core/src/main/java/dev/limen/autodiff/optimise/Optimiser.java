package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Expr;
import java.util.Map;

/** A method that follows gradients in units of each parameter's range, {@code upper - lower}. */
public sealed interface Optimiser permits Adam, GradientDescent, LBFGS {

    /** Which way is better. */
    enum Sense {
        /** Down. */
        MINIMISE,
        /** Up. */
        MAXIMISE
    }

    /**
     * Runs to the last step, to convergence, or to where the listener stops it.
     *
     * <p>Steps that end where the objective or its gradient is not finite are halved, up to five times; then the run
     * stops with a message.
     *
     * @return the last point, with the path there; its certificate says whether it is an optimum
     */
    Optimum run(Sense sense, GradientObjective objective, Parameters parameters, StepListener listener);

    /** Follows the gradient downwards. */
    default Optimum minimise(GradientObjective objective, Parameters parameters, StepListener listener) {
        return run(Sense.MINIMISE, objective, parameters, listener);
    }

    /** Follows the gradient upwards. */
    default Optimum maximise(GradientObjective objective, Parameters parameters, StepListener listener) {
        return run(Sense.MAXIMISE, objective, parameters, listener);
    }

    /** Follows the gradient of a scalar expression of the parameters downwards. */
    default Optimum minimise(Expr objective, Parameters parameters) {
        return minimise(new ExpressionObjective(objective, parameters, Map.of()), parameters, StepListener.NONE);
    }

    /** Follows the gradient of a scalar expression of the parameters upwards. */
    default Optimum maximise(Expr objective, Parameters parameters) {
        return maximise(new ExpressionObjective(objective, parameters, Map.of()), parameters, StepListener.NONE);
    }
}
