package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * A maximum-likelihood fit, as expressions.
 *
 * @param parameters the fitted parameters {@code [parameters]}
 * @param nll        the negative log-likelihood at the minimum
 * @param sides      -1, 0 or 1 for each parameter: at the lower bound (or fixed), free, at the upper bound
 * @param path       how the free parameters follow the POI, per unit of it, to begin other fits with; without
 *                   derivatives, and 0 in a model without POI
 */
public record Fit(Expr parameters, Expr nll, Expr sides, Expr path) {

    /** Twice the negative log-likelihood at the minimum. */
    public Expr twiceNll() {
        return nll.mul(2);
    }
}
