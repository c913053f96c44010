package dev.limen.autodiff.optimise;

/** A function of the parameters with its gradient. */
@FunctionalInterface
public interface GradientObjective {
    /**
     * The value at x, one entry for each parameter; writes the gradient.
     *
     * @param x not to be changed or kept
     * @return NaN or infinite where the function is undefined: optimisers halve steps that end there
     */
    double evaluate(double[] x, double[] gradient);

    /** Why the function was undefined at the point evaluated last, for messages; empty if it cannot say. */
    default String defect() {
        return "";
    }
}
