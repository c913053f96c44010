package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.List;

/** Shares between 0 and 1 that add up to one along an axis, the largest score having the largest; and their hard limit. */
public final class Softmax {
    private static final String NAME = "softmax";

    private Softmax() {}

    /**
     * The shares {@code exp(x_j / T) / sum_k exp(x_k / T)} of the elements along an axis, computed from differences to
     * the largest so that no score is too large. They become {@link #winner} as the temperature goes to zero.
     *
     * @param scores      x, finite; any shape
     * @param axis        along which shares add up to one
     * @param temperature T, a scalar above 0 in the scores' units
     * @return shares, of the shape of the scores
     * @throws IllegalArgumentException if there is no such axis, or the temperature is no scalar above 0
     */
    public static Expr shares(Expr scores, int axis, Expr temperature) {
        requireAxis(NAME, scores, axis);
        Scale.require(NAME, "temperature", temperature);
        Expr largest = along(scores.maximum(axis).detach(), scores, axis);
        Expr terms = scores.sub(largest).div(temperature).exp();
        return terms.div(along(terms.sum(axis), scores, axis));
    }

    /**
     * One for the largest score along an axis, the first of equal ones, and zero for all others. It has no derivative.
     *
     * @param scores any shape
     * @param axis   along which there is one winner; not the event axis
     * @return zeros and ones, of the shape of the scores
     * @throws IllegalArgumentException if there is no such axis
     */
    public static Expr winner(Expr scores, int axis) {
        requireAxis(NAME, scores, axis);
        Expr largest = scores.eq(along(scores.maximum(axis), scores, axis));
        Expr position = largest.cast(DType.FLOAT64).cumulativeSum(axis);
        return largest.and(position.eq(1)).cast(DType.FLOAT64);
    }

    /** A result without an axis, repeated along it. */
    static Expr along(Expr reduced, Expr like, int axis) {
        return reduced.reshape(like.shape().replace(axis, 1)).broadcastTo(like.shape());
    }

    static void requireAxis(String operator, Expr x, int axis) {
        if (axis < 0 || axis >= x.shape().rank()) {
            List<Integer> axes = new ArrayList<>();
            for (int a = 0; a < x.shape().rank(); a++) {
                axes.add(a);
            }
            throw new IllegalArgumentException(
                    operator + ": axis " + axis + " of shape " + x.shape() + "; expected one of " + axes);
        }
    }
}
