package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;

/**
 * The arrays of a minimisation, to be used again by the next of the same size: of several hundred parameters they are
 * megabytes. Used by one thread at a time; results do not depend on what it was used for before.
 */
public final class NewtonWorkspace {
    final int n;
    final NewtonPoint first;
    final NewtonPoint second;
    final double[] curve;
    final double[] vector;
    final SymmetricFactor factor;
    final BoxQuadratic quadratic;
    final ScaledModel model;
    NewtonPoint end;

    /** For {@code n} parameters. */
    public NewtonWorkspace(int n) {
        this.n = n;
        first = new NewtonPoint(n);
        second = new NewtonPoint(n);
        curve = new double[n];
        vector = new double[n];
        factor = new SymmetricFactor(n);
        quadratic = new BoxQuadratic(n, factor);
        model = new ScaledModel(n);
        end = first;
    }

    /** The second derivative by component {@code i} where the latest run ended. */
    public double curvature(int i) {
        return end.hessian[i * n + i];
    }
}
