package dev.limen.autodiff;

import java.util.List;
import java.util.Objects;

/**
 * What a solver can say about the number it returns.
 *
 * @param kind what was solved
 * @param converged whether the tolerances asked for were met
 * @param iterations steps taken
 * @param evaluations calls of the function, with or without derivatives
 * @param residualNorm largest absolute component of the projected gradient (minimum), of the residual (root, system)
 * @param edm estimated distance to the minimum in units of the objective, 1/2 g' H^-1 g on the free parameters; 0 for
 *     roots and systems; infinite where the Hessian gives no estimate
 * @param smallestEigenvalue estimate of the smallest eigenvalue of the Hessian on the free parameters (minimum), of the
 *     slope's absolute value (root), of the smallest pivot (system); infinite where no parameter is free
 * @param scaledSmallestEigenvalue the same with rows and columns divided by the square roots of the diagonal: 1 for
 *     uncorrelated parameters, near 0 where a direction is flat
 * @param activeBounds the parameters at one of their bounds or at a kink, by increasing index
 * @param message one sentence for people, empty only if there is nothing to add
 */
public record Certificate(
        Kind kind,
        boolean converged,
        int iterations,
        int evaluations,
        double residualNorm,
        double edm,
        double smallestEigenvalue,
        double scaledSmallestEigenvalue,
        List<ActiveBound> activeBounds,
        String message) {

    /** The problems a solver can certify. */
    public enum Kind {
        /** A minimum of an objective on a box. */
        MINIMUM,
        /** A root of a scalar function on a bracket. */
        ROOT,
        /** A solution of a square system of equations, linear or not. */
        SYSTEM
    }

    /** Which bound a parameter is at, or that it is at a kink. */
    public enum Side {
        /** The lower bound. */
        LOWER,
        /** The upper bound. */
        UPPER,
        /** Inside of the box, at a kink from which the objective rises on both sides. */
        KINK
    }

    /**
     * A parameter at one of its bounds, or at a kink.
     *
     * @param index the parameter
     * @param side the bound it is at
     * @param multiplier derivative of the objective towards the inside of the box, or away from the kink on the side
     *     where it rises less; not negative at a minimum up to rounding
     * @param weak whether the multiplier vanishes within 1e-6 of the parameter's own scale 1/sqrt(H_ii), so that
     *     derivatives of the solution are one-sided
     */
    public record ActiveBound(int index, Side side, double multiplier, boolean weak) {}

    public Certificate {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        activeBounds = List.copyOf(activeBounds);
    }

    /** Whether a bound is weakly active, so that the solution has one-sided derivatives only. */
    public boolean oneSided() {
        return activeBounds.stream().anyMatch(ActiveBound::weak);
    }

    /** The same with another message. */
    public Certificate withMessage(String other) {
        return new Certificate(
                kind,
                converged,
                iterations,
                evaluations,
                residualNorm,
                edm,
                smallestEigenvalue,
                scaledSmallestEigenvalue,
                activeBounds,
                other);
    }

    /**
     * Returns this certificate if the solver converged.
     *
     * @throws IllegalStateException with the message of the solver if it did not
     */
    public Certificate requireConverged() {
        if (!converged) {
            throw new IllegalStateException(
                    "%s not found after %d iterations (residual %.3g, estimated distance %.3g): %s"
                            .formatted(kind, iterations, residualNorm, edm, message));
        }
        return this;
    }
}
