package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;

/** An auxiliary measurement of one parameter theta. */
sealed interface Constraint {
    /** What was measured. */
    double measured();

    /** The distribution, or the modifier that asks for one. */
    Located at();

    /** Normal(measured | theta, sigma). */
    record Gaussian(double measured, double sigma, Located at) implements Constraint {}

    /** Poisson(measured | theta tau). */
    record Counts(double measured, double tau, Located at) implements Constraint {}
}
