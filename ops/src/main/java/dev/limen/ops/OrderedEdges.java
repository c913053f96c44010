package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.List;

/**
 * Bin edges made of free numbers, so that an optimiser may move them and they stay ordered: they increase between fixed ends,
 * and no bin is narrower than a smallest width d.
 *
 * <pre>
 *   e_k = lower + k d + (upper - lower - bins d) (sum_(j &lt; k) exp(z_j)) / (sum_(j &lt; bins) exp(z_j)),   z_(bins - 1) = 0
 * </pre>
 *
 * <p>There are as many free numbers as edges between the ends. Zeros make bins of one width; a change by one multiplies what
 * a bin has above the smallest width by e, beside the last bin's.
 *
 * @param lower    the first edge
 * @param upper    the last edge
 * @param bins     2 at least
 * @param smallest d, 0 or above, in the observable's units
 */
public record OrderedEdges(double lower, double upper, int bins, double smallest) {
    private static final String NAME = "ordered edges";

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the ends are not finite and ascending, there are fewer than two bins, or the bins
     *     do not fit between the ends
     */
    public OrderedEdges {
        if (!(lower < upper) || !Double.isFinite(upper - lower)) {
            throw new IllegalArgumentException(
                    NAME + ": from " + lower + " to " + upper + "; expected finite numbers in ascending order");
        }
        if (bins < 2) {
            throw new IllegalArgumentException(
                    NAME + ": " + bins + " bins; expected two at least, or there is no edge to move");
        }
        if (!(smallest >= 0 && bins * smallest < upper - lower)) {
            throw new IllegalArgumentException(NAME + ": " + bins + " bins of width " + smallest
                    + " or more do not fit between " + lower + " and " + upper + "; expected a width from 0 to below "
                    + (upper - lower) / bins);
        }
    }

    /**
     * The edges.
     *
     * @param free z {@code [bins - 1]}, any finite numbers
     * @return increasing numbers {@code [bins + 1]}
     * @throws IllegalArgumentException if the shape is another
     */
    public Expr edges(Expr free) {
        if (!free.shape().equals(Shape.of(bins - 1))) {
            throw new IllegalArgumentException(
                    NAME + ": free numbers of shape " + free.shape() + "; expected [" + (bins - 1) + "]");
        }
        Expr scores = Expr.concat(0, List.of(free, Expr.zeros(Shape.of(1))));
        Expr shares = Softmax.shares(scores, 0, Expr.constant(1));
        Expr widths = shares.mul(upper - lower - bins * smallest).add(smallest);
        Expr between = widths.slice(0, 0, bins - 1).cumulativeSum(0).add(lower);
        return Expr.concat(0, List.of(end(lower), between, end(upper)));
    }

    /**
     * The free numbers that give these edges.
     *
     * @param edges {@code [bins + 1]}
     * @throws IllegalArgumentException if their number or ends are others, or a bin is not wider than the smallest width
     */
    public double[] free(double... edges) {
        if (edges.length != bins + 1 || edges[0] != lower || edges[bins] != upper) {
            throw new IllegalArgumentException(NAME + ": " + edges.length + " edges"
                    + (edges.length == 0 ? "" : " from " + edges[0] + " to " + edges[edges.length - 1]) + "; expected "
                    + (bins + 1) + " from " + lower + " to " + upper);
        }
        double[] free = new double[bins - 1];
        double last = above(edges, bins - 1);
        for (int k = 0; k < free.length; k++) {
            free[k] = Math.log(above(edges, k) / last);
        }
        return free;
    }

    private double above(double[] edges, int bin) {
        double above = edges[bin + 1] - edges[bin] - smallest;
        if (!(above > 0)) {
            throw new IllegalArgumentException(NAME + ": bin " + bin + " from " + edges[bin] + " to " + edges[bin + 1]
                    + "; expected it wider than " + smallest);
        }
        return above;
    }

    private static Expr end(double value) {
        return Expr.fill(Shape.of(1), DType.FLOAT64, value);
    }
}
