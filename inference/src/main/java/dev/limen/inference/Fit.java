package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * A maximum-likelihood fit, as expressions.
 *
 * @param parameters the fitted parameters {@code [parameters]}
 * @param nll        the negative log-likelihood at the minimum
 * @param sides      -1, 0 or 1 for each parameter: at the lower bound (or fixed), free, at the upper bound
 */
public record Fit(Expr parameters, Expr nll, Expr sides) {

    /** Twice the negative log-likelihood at the minimum. */
    public Expr twiceNll() {
        return nll.mul(2);
    }
}
