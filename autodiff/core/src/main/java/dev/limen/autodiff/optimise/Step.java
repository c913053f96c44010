package dev.limen.autodiff.optimise;

/**
 * A point of an optimiser's path.
 *
 * @param index 0 for the start
 * @param x the parameters
 * @param objective the value there, as the caller's objective gave it
 * @param gradientNorm largest absolute component of the gradient in scaled units, without components that push against
 *     an active bound; NaN for methods that use no gradient
 * @param halvings how often the step that led here was halved because the objective was not finite
 */
public record Step(int index, double[] x, double objective, double gradientNorm, int halvings) {
    public Step {
        x = x.clone();
    }

    @Override
    public double[] x() {
        return x.clone();
    }
}
