package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;

/** A direction of negative curvature of a symmetric matrix, whatever its diagonal. */
final class NegativeCurvature {
    /** Curvature above the negative of this, in units of the diagonal, is taken for rounding. */
    static final double LEAST = 1e-9;

    private static final double LARGEST_SHIFT = 0.3;

    private NegativeCurvature() {}

    /**
     * Looks for a direction on the {@code count} indices that are free in the model.
     *
     * @param z receives {@code count} components, of unit length
     * @return the curvature along it, below -{@link #LEAST}; 0 if there is none
     */
    static double find(ScaledModel model, int count, SymmetricFactor factor, double[] z) {
        factor.factor(model.hessian, model.free, count, 0);
        if (!factor.singular()) {
            double curvature = factor.negativeEigenvalues() == 0 ? 0 : factor.negativeCurvature(z);
            return curvature < -LEAST ? curvature : 0;
        }
        // A zero on the diagonal stops a factorisation without pivoting; a shift passes it, and still shows what is
        // more negative than the shift.
        for (double shift = LARGEST_SHIFT; shift > LEAST; shift /= 3) {
            factor.factor(model.hessian, model.free, count, shift);
            if (!factor.singular() && factor.negativeEigenvalues() > 0) {
                return factor.negativeCurvature(z) - shift;
            }
        }
        return 0;
    }
}
