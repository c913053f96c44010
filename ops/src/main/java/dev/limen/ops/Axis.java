package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.KernelProduct;
import dev.limen.autodiff.fused.KernelShape;

/**
 * One axis of a histogram: an observable, its bins, and how an event is spread over them.
 *
 * @param x         the observable {@code [events]}
 * @param edges     e, ascending {@code [bins + 1]}, in the observable's units
 * @param bandwidth h, the standard deviation of the kernel: a scalar above 0 in the observable's units
 * @param overflow  what becomes of what lies outside
 * @param kernel    by which events are smeared
 */
public record Axis(Expr x, Expr edges, Expr bandwidth, Overflow overflow, KernelShape kernel) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the observable is no vector, the edges are not two at least or, being constant, do
     *     not increase, or the bandwidth is no scalar above 0
     */
    public Axis {
        if (x.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "histogram: events of shape " + x.shape() + "; expected a vector, one number an event");
        }
        Histograms.requireEdges(edges);
        Scale.require("histogram", "bandwidth", bandwidth);
    }

    /** An axis with the Gaussian kernel. */
    public Axis(Expr x, Expr edges, Expr bandwidth, Overflow overflow) {
        this(x, edges, bandwidth, overflow, KernelShape.GAUSSIAN);
    }

    /** Number of bins, those of under- and overflow included. */
    public int bins() {
        int between = edges.shape().dim(0) - 1;
        return overflow == Overflow.KEEP ? between + 2 : between;
    }

    /** The limits of all bins {@code [bins + 1]}; the outermost are infinite unless what lies outside is dropped. */
    public Expr limits() {
        return Histograms.limits(edges, overflow);
    }

    /** This axis for a sum over events, with the edges that cut off bins. */
    KernelProduct.Axis product() {
        int last = edges.shape().dim(0) - 1;
        return new KernelProduct.Axis(
                kernel, x, overflow == Overflow.REFLECT && last > 1 ? edges.slice(0, 1, last) : edges, bandwidth);
    }

    /** The bins along an axis of sums over the cells that the {@link #product product's} edges make. */
    Expr bins(Expr cells, int axis) {
        int count = cells.shape().dim(axis);
        if (overflow == Overflow.DROP) {
            return cells.slice(axis, 1, count - 1);
        }
        boolean oneBin = overflow == Overflow.REFLECT && edges.shape().dim(0) == 2;
        return oneBin ? cells.sum(axis).reshape(cells.shape().replace(axis, 1)) : cells;
    }

    /** One for the bin with {@code e_k <= x < e_(k+1)}, zero for all others {@code [events, bins]}. */
    Expr hardShares() {
        Expr limits = limits();
        Expr table = Columns.repeated(x, bins());
        Expr lower = limits.slice(0, 0, bins()).broadcastTo(table.shape());
        Expr upper = limits.slice(0, 1, bins() + 1).broadcastTo(table.shape());
        return table.ge(lower).and(table.lt(upper)).cast(DType.FLOAT64);
    }
}
