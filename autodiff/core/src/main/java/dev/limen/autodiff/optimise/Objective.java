package dev.limen.autodiff.optimise;

/** A function of the parameters, without derivative. */
@FunctionalInterface
public interface Objective {
    /**
     * The value at x, one entry for each parameter; NaN or infinite where it is undefined.
     *
     * @param x not to be changed or kept
     */
    double value(double[] x);
}
