package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import java.util.ArrayList;
import java.util.List;

/**
 * Membership of events in categories, as weights that add up to one: by ordered thresholds, or by the scores of a
 * network.
 *
 * <p>Category c of {@code k} is the column c of the result {@code [.., k]}; with {@link #weight} it is the acceptance of
 * a region. Thresholds that are trained stay ordered as {@link OrderedEdges}.
 */
public final class Categories {
    private static final String NAME = "categories";

    private Categories() {}

    /**
     * Categories between ordered thresholds: {@code s_c - s_(c+1)}, where {@code s_0 = 1}, {@code s_k = 0} and between
     * {@code s_c = 1/(1 + exp(-(x - t_c)/width))}, the weight of {@link Cut#above}. Category 0 lies below the first
     * threshold. They become {@link #hardByCuts} as the width goes to zero.
     *
     * @param x          the observable, any shape
     * @param thresholds t, ascending {@code [k - 1]}, in the observable's units
     * @param width      a scalar above 0, in the observable's units
     * @return the weights, with a last axis of length k
     * @throws IllegalArgumentException if the thresholds are no vector or, being constant, do not increase, or the width is
     *     no scalar above 0
     */
    public static Expr byCuts(Expr x, Expr thresholds, Expr width) {
        Scale.require(NAME, "width", width);
        Expr table = table(x, thresholds);
        Expr distance = table.sub(thresholds.broadcastTo(table.shape())).div(width);
        // Of two complementary logistics the smaller one keeps its digits in the difference.
        Expr above = distance.sigmoid();
        Expr below = distance.neg().sigmoid();
        int axis = x.shape().rank();
        int last = thresholds.shape().dim(0) - 1;
        List<Expr> parts = new ArrayList<>();
        parts.add(below.slice(axis, 0, 1));
        if (last > 0) {
            Expr upwards = above.slice(axis, 0, last).sub(above.slice(axis, 1, last + 1));
            Expr downwards = below.slice(axis, 1, last + 1).sub(below.slice(axis, 0, last));
            parts.add(Expr.where(above.slice(axis, 0, last).lt(0.5), upwards, downwards));
        }
        parts.add(above.slice(axis, last, last + 1));
        return Expr.concat(axis, parts);
    }

    /**
     * One for the category with {@code t_(c-1) <= x < t_c}, and zero for all others.
     *
     * @param x          the observable, any shape; in no category where it is NaN
     * @param thresholds ascending {@code [k - 1]}, in the observable's units
     * @return zeros and ones, with a last axis of length k
     * @throws IllegalArgumentException if the thresholds are no vector or, being constant, do not increase
     */
    public static Expr hardByCuts(Expr x, Expr thresholds) {
        Expr table = table(x, thresholds);
        Expr cuts = thresholds.broadcastTo(table.shape());
        Expr above = table.ge(cuts).cast(DType.FLOAT64);
        Expr below = table.lt(cuts).cast(DType.FLOAT64);
        int axis = x.shape().rank();
        int last = thresholds.shape().dim(0) - 1;
        List<Expr> parts = new ArrayList<>();
        parts.add(below.slice(axis, 0, 1));
        if (last > 0) {
            parts.add(above.slice(axis, 0, last).mul(below.slice(axis, 1, last + 1)));
        }
        parts.add(above.slice(axis, last, last + 1));
        return Expr.concat(axis, parts);
    }

    /**
     * Categories by score: the {@link Softmax#shares} of the last axis. They become {@link #hardByScores} as the
     * temperature goes to zero.
     *
     * @param scores      {@code [.., k]}, finite
     * @param temperature a scalar above 0; 1 for a network that was trained with a softmax
     * @return the weights {@code [.., k]}
     * @throws IllegalArgumentException if the scores have no axis, or the temperature is no scalar above 0
     */
    public static Expr byScores(Expr scores, Expr temperature) {
        return Softmax.shares(scores, scores.shape().rank() - 1, temperature);
    }

    /** One for the category with the largest score, the first of equal ones, and zero for all others. */
    public static Expr hardByScores(Expr scores) {
        return Softmax.winner(scores, scores.shape().rank() - 1);
    }

    /**
     * The weights {@code [..]} in one category.
     *
     * @param weights  {@code [.., k]}
     * @param category from 0 to k - 1
     * @throws IllegalArgumentException if there is no such category
     */
    public static Expr weight(Expr weights, int category) {
        int axis = weights.shape().rank() - 1;
        if (axis < 0 || category < 0 || category >= weights.shape().dim(axis)) {
            throw new IllegalArgumentException(NAME + ": category " + category + " of weights " + weights.shape()
                    + "; expected one of the last axis");
        }
        return weights.slice(axis, category, category + 1)
                .reshape(weights.shape().first(axis));
    }

    /** The observable repeated along a new last axis, one column a threshold. */
    private static Expr table(Expr x, Expr thresholds) {
        if (thresholds.shape().rank() != 1 || thresholds.shape().dim(0) < 1) {
            throw new IllegalArgumentException(
                    NAME + ": thresholds of shape " + thresholds.shape() + "; expected a vector of one at least");
        }
        if (thresholds.node().primitive() instanceof Leaf.Constant constant) {
            Histograms.requireIncreasing(NAME, "threshold", constant.value().toDoubles());
        }
        return Columns.repeated(x, thresholds.shape().dim(0));
    }
}
