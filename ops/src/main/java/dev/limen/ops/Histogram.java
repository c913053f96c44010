package dev.limen.ops;

import dev.limen.autodiff.Expr;

/**
 * Bin contents, as expressions.
 *
 * @param sumw  the sums of weights {@code [bins]}, in expected events
 * @param sumw2 the sums of squared weights {@code [bins]}, the variance of the hard histogram: sum of w^2 s k, with the
 *              first power of the acceptance s and the share k of an event in the bin (a relaxed selection must not
 *              change the statistics that events carry)
 * @param edges the bins' limits {@code [bins + 1]}, ascending, in the observable's units
 */
public record Histogram(Expr sumw, Expr sumw2, Expr edges) {

    /** Number of bins. */
    public int bins() {
        return sumw.shape().dim(0);
    }

    /** The effective number of events in each bin: sumw^2 / sumw2; NaN where the bin is empty. */
    public Expr effectiveEvents() {
        return sumw.square().div(sumw2);
    }
}
