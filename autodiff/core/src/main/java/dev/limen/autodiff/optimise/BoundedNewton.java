package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricMatrix;
import java.util.Objects;

/**
 * Minimises a twice differentiable function on a box by damped Newton steps.
 *
 * <p>Each step minimises the quadratic model on the box, g'p + 1/2 p'(H + shift D) p with D the absolute diagonal of H,
 * so that several bounds may become active or inactive at once; the shift is 0 unless H is indefinite or singular on the
 * free parameters, or earlier steps had to be cut short. Where the curvature along single free parameters is negative, its
 * sign is changed first, and all are shifted only where that is not enough. The step is shortened until the objective falls (Armijo); near
 * the minimum, where rounding hides that fall, steps are judged by the estimated distance instead, and of many parameters
 * the Hessian is not computed again while steps with the one at hand shorten the distance (chord steps). At a saddle the
 * step follows a direction of negative curvature. Convergence is quadratic; the result does not depend on the scales of the
 * parameters but for the unit of the objective, in which distances are measured.
 *
 * @param edmTolerance converged where the estimated distance to the minimum, 1/2 g' H^-1 g, is not larger; in units of
 *     the objective
 * @param maximumIterations steps after which the run ends without convergence
 * @param polishingSteps further Newton steps after convergence, taken while they shorten the distance; if there are
 *     any, chord steps are not counted
 */
public record BoundedNewton(double edmTolerance, int maximumIterations, int polishingSteps) {

    /** A function with first and second derivatives. */
    public interface Objective {
        /**
         * The value at x [n]; +infinity or NaN outside the domain, where no step will end.
         *
         * @param x not to be changed or kept
         */
        double value(double[] x);

        /**
         * The value at x [n]; writes the gradient [n] and the symmetric Hessian [n, n], row-major, all entries.
         *
         * @param x not to be changed or kept
         */
        double evaluate(double[] x, double[] gradient, double[] hessian);

        /**
         * The value at x [n]; writes the gradient [n] and the Hessian in the pattern of the workspace. To be overridden
         * where entries are known to be zero; otherwise that pattern must be dense.
         *
         * @param x not to be changed or kept
         */
        default double evaluate(double[] x, double[] gradient, SymmetricMatrix hessian) {
            double[] rowMajor = new double[x.length * x.length];
            double value = evaluate(x, gradient, rowMajor);
            hessian.set(rowMajor);
            return value;
        }

        /**
         * The value at x [n]; writes the gradient [n]. To be overridden where that costs less than with the Hessian.
         *
         * @param x not to be changed or kept
         */
        default double evaluate(double[] x, double[] gradient) {
            return evaluate(x, gradient, new double[x.length * x.length]);
        }
    }

    public BoundedNewton {
        if (!(edmTolerance > 0)) {
            throw new IllegalArgumentException("The tolerance must be positive; got " + edmTolerance + ".");
        }
        if (maximumIterations < 1 || polishingSteps < 0) {
            throw new IllegalArgumentException(
                    "There must be at least one iteration and no negative number of polishing steps; got %d and %d."
                            .formatted(maximumIterations, polishingSteps));
        }
    }

    /** Distance below 1e-12, at most 500 iterations, two polishing steps. */
    public static BoundedNewton standard() {
        return new BoundedNewton(1e-12, 500, 2);
    }

    /** The same with another tolerance. */
    public BoundedNewton withEdmTolerance(double tolerance) {
        return new BoundedNewton(tolerance, maximumIterations, polishingSteps);
    }

    /** The same with another limit. */
    public BoundedNewton withMaximumIterations(int iterations) {
        return new BoundedNewton(edmTolerance, iterations, polishingSteps);
    }

    /**
     * Minimises from a start.
     *
     * @param start [n], within the bounds
     * @param lower [n], -infinity where there is no bound
     * @param upper [n], +infinity where there is no bound; equal to lower where the parameter is fixed
     * @return where the run ended; failure is in the certificate
     * @throws IllegalArgumentException if lengths differ, bounds are crossed, or the start is not finite or outside
     */
    public Minimum minimise(Objective objective, double[] start, double[] lower, double[] upper) {
        return minimise(objective, start, lower, upper, new NewtonWorkspace(start.length));
    }

    /**
     * As {@link #minimise(Objective, double[], double[], double[])}, in arrays that are there already.
     *
     * @throws IllegalArgumentException if the workspace is for another number of parameters, too
     */
    public Minimum minimise(
            Objective objective, double[] start, double[] lower, double[] upper, NewtonWorkspace workspace) {
        Objects.requireNonNull(objective, "objective");
        Box.require(start, lower, upper);
        if (workspace.n != start.length) {
            throw new IllegalArgumentException(
                    "The workspace is for %d parameters; got %d.".formatted(workspace.n, start.length));
        }
        return new NewtonRun(workspace, this, objective, start, lower, upper).run();
    }
}
