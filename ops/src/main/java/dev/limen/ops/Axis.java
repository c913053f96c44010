package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import java.util.List;

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

    /** The share {@code K((e_(k+1) - x_i)/h) - K((e_k - x_i)/h)} of each event in each bin {@code [events, bins]}. */
    Expr shares() {
        Expr table = Columns.repeated(x, edges.shape().dim(0));
        Expr distance = edges.broadcastTo(table.shape()).sub(table).div(bandwidth);
        return differences(kernel.cumulative(distance));
    }

    /** One for the bin with {@code e_k <= x < e_(k+1)}, zero for all others {@code [events, bins]}. */
    Expr hardShares() {
        Expr table = Columns.repeated(x, edges.shape().dim(0));
        return differences(table.lt(edges.broadcastTo(table.shape())).cast(DType.FLOAT64));
    }

    /** Shares of events, given what of each lies below each edge {@code [events, edges]}. */
    private Expr differences(Expr below) {
        int last = below.shape().dim(1) - 1;
        Expr none = Expr.zerosLike(below.slice(1, 0, 1));
        Expr all = Expr.onesLike(none);
        Expr limited =
                switch (overflow) {
                    case DROP -> below;
                    case KEEP -> Expr.concat(1, List.of(none, below, all));
                    case REFLECT -> Expr.concat(1, List.of(none, below.slice(1, 1, last), all));
                };
        int count = limited.shape().dim(1);
        return limited.slice(1, 1, count).sub(limited.slice(1, 0, count - 1));
    }
}
