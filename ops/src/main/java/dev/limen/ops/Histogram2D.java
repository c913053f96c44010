package dev.limen.ops;

import dev.limen.autodiff.Expr;

/**
 * Bin contents in the plane of two observables, as expressions.
 *
 * @param sumw   the sums of weights {@code [x bins, y bins]}, in expected events
 * @param sumw2  the sums of squared weights {@code [x bins, y bins]}, of the hard histogram: sum of w^2 s k, as in
 *               {@link Histogram}
 * @param xEdges the first axis' limits {@code [x bins + 1]}, ascending, in its observable's units
 * @param yEdges the second axis' limits {@code [y bins + 1]}
 */
public record Histogram2D(Expr sumw, Expr sumw2, Expr xEdges, Expr yEdges) {

    /** Number of bins along x. */
    public int xBins() {
        return sumw.shape().dim(0);
    }

    /** Number of bins along y. */
    public int yBins() {
        return sumw.shape().dim(1);
    }

    /**
     * All bins in one row, those of the first x bin first, as a channel of a model wants them. The edges are the bins'
     * numbers {@code 0, 1, ..}.
     */
    public Histogram flat() {
        int bins = xBins() * yBins();
        return new Histogram(sumw.reshape(bins), sumw2.reshape(bins), Histograms.numbers(bins));
    }

    /** The sums over y: the histogram of x. */
    public Histogram alongX() {
        return new Histogram(sumw.sum(1), sumw2.sum(1), xEdges);
    }

    /** The sums over x: the histogram of y. */
    public Histogram alongY() {
        return new Histogram(sumw.sum(0), sumw2.sum(0), yEdges);
    }
}
