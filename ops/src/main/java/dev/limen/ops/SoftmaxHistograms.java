package dev.limen.ops;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.List;

/**
 * Histograms to whose bins an event belongs by a softmax: of one score a bin, as a network gives them, or of the distances
 * of an observable to the bins.
 */
public final class SoftmaxHistograms {
    private static final String NAME = "softmax histogram";

    private SoftmaxHistograms() {}

    /**
     * The histogram of scores: event i adds {@code w_i s_i softmax(z_i / T)_k} to bin k. It becomes {@link #hardOfScores} as
     * the temperature goes to zero.
     *
     * <p>Source: P. de Castro and T. Dorigo, INFERNO, arXiv:1806.04743, section 3.
     *
     * @param scores      z, finite {@code [events, bins]}
     * @param weight      w, in expected events {@code [events]}; may be negative
     * @param acceptance  s, between 0 and 1 {@code [events]}
     * @param temperature T, a scalar above 0
     * @return a histogram whose edges are the bins' numbers {@code 0, 1, ..}
     * @throws IllegalArgumentException if shapes do not agree, or the temperature is no scalar above 0
     */
    public static Histogram ofScores(Expr scores, Expr weight, Expr acceptance, Expr temperature) {
        require(scores, weight, acceptance);
        Scale.require(NAME, "temperature", temperature);
        return Histograms.shared(Softmax.shares(scores, 1, temperature), weight, acceptance, numbers(scores));
    }

    /** The histogram in which an event belongs to the bin of its largest score, the first of equal ones. */
    public static Histogram hardOfScores(Expr scores, Expr weight, Expr acceptance) {
        require(scores, weight, acceptance);
        return Histograms.shared(Softmax.winner(scores, 1), weight, acceptance, numbers(scores));
    }

    /**
     * The histogram of an observable by distances: the score of bin k, of the bins between infinite limits, is
     *
     * <pre>
     *   z_k = k x - sum_(j = 1..k) e_j
     * </pre>
     *
     * <p>so that neighbours have equal shares at the edge between them, the share of the upper one there being a logistic
     * function of {@code (x - e) / T}. For bins of one width d these are the scores {@code -(x - c_k)^2 / 2d} by the distance to the
     * bins' centres. It becomes {@link Histograms#hard} as the temperature goes to zero, for bins of any widths.
     *
     * <p>Source: Y. Yang, I. G. Morillo and T. M. Hospedales, arXiv:1806.06988, section 3.1, equation (1).
     *
     * @param x           the observable {@code [events]}
     * @param weight      w, in expected events {@code [events]}; may be negative
     * @param acceptance  s, between 0 and 1 {@code [events]}
     * @param edges       e, ascending {@code [bins + 1]}, in the observable's units
     * @param temperature T, a scalar above 0 in the observable's units
     * @param overflow    what becomes of what lies outside
     * @throws IllegalArgumentException if shapes do not agree, or the temperature is no scalar above 0
     */
    public static Histogram ofDistances(
            Expr x, Expr weight, Expr acceptance, Expr edges, Expr temperature, Overflow overflow) {
        Histograms.require(x, weight, acceptance, edges);
        Scale.require(NAME, "temperature", temperature);
        int last = edges.shape().dim(0) - 1;
        Expr limits = Histograms.limits(edges, overflow);
        if (overflow == Overflow.REFLECT && last == 1) {
            Expr inside = Expr.onesLike(Columns.column(x));
            return Histograms.shared(inside, weight, acceptance, limits);
        }
        Expr between = overflow == Overflow.REFLECT ? edges.slice(0, 1, last) : edges;
        Expr offsets = Expr.concat(0, List.of(Expr.zeros(Shape.of(1)), between.cumulativeSum(0)));
        int bins = offsets.shape().dim(0);
        Expr table = Columns.repeated(x, bins);
        Expr scores = table.mul(Histograms.numbers(bins - 1).broadcastTo(table.shape()))
                .sub(offsets.broadcastTo(table.shape()));
        Expr shares = Softmax.shares(scores, 1, temperature);
        Expr kept = overflow == Overflow.DROP ? shares.slice(1, 1, bins - 1) : shares;
        return Histograms.shared(kept, weight, acceptance, limits);
    }

    private static Expr numbers(Expr scores) {
        return Histograms.numbers(scores.shape().dim(1));
    }

    private static void require(Expr scores, Expr weight, Expr acceptance) {
        Shape shape = scores.shape();
        if (shape.rank() != 2
                || shape.dim(1) < 1
                || !shape.first(1).equals(weight.shape())
                || !shape.first(1).equals(acceptance.shape())) {
            throw new IllegalArgumentException(NAME + ": scores of shape " + shape + ", weights of " + weight.shape()
                    + ", acceptance of " + acceptance.shape()
                    + "; expected a table [events, bins] and two vectors [events]");
        }
    }
}
