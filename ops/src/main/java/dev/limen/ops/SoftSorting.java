package dev.limen.ops;

import dev.limen.autodiff.Cumulate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.autodiff.fused.Reorder;
import dev.limen.autodiff.fused.SegmentPool;
import dev.limen.autodiff.fused.Segments;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorted values, ranks, the largest k and quantiles with derivatives: projections onto the permutahedron, the convex hull of all
 * permutations of a vector.
 *
 * <pre>
 *   P(z, w) = argmin over mu in the permutahedron of w of |mu - z|^2 / 2                    (L2)
 *   P(z, w) = log argmin over mu in that of exp w of sum_i mu_i (log mu_i - 1 - z_i)        (ENTROPIC)
 * </pre>
 *
 * <p>The last axis is what is sorted; axes before it are batches. Time and memory are O(n log n) and O(n); no matrix is made. Derivatives of
 * any order are exact where no two pools of {@link Isotonic} touch; L2 is piecewise linear. As the strength goes to zero all results become
 * those of hard sorting, and they are equal to these to the last digits as soon as no neighbours are pooled. A row with a NaN is NaN; so is all
 * if a strength that is a variable is not above 0.
 *
 * <p>M. Blondel, O. Teboul, Q. Berthet and J. Djolonga, Fast Differentiable Sorting and Ranking, arXiv:2002.08871, equations 5 and 6.
 *
 * @param regularisation L2 or ENTROPIC
 * @param strength       epsilon, a scalar above 0; in units of 1/x for sorting (neighbours further apart than 1/epsilon are drawn together),
 *                       in units of x for ranks and weights (elements closer than epsilon share their ranks)
 */
public record SoftSorting(Regularisation regularisation, Expr strength) {

    /**
     * As declared.
     *
     * @throws IllegalArgumentException if the strength is no scalar, or a number that is not finite and above 0
     */
    public SoftSorting {
        Scale.require("soft sorting", "strength", strength);
        if (!(strength.node().primitive() instanceof Leaf leaf) || leaf instanceof Leaf.Variable) {
            // A negative strength would turn the order round in silence.
            strength = Expr.where(strength.gt(0), strength, Expr.fill(Shape.scalar(), strength.dtype(), Double.NaN));
        }
    }

    /** With a strength that is a number. */
    public static SoftSorting of(Regularisation regularisation, double strength) {
        return new SoftSorting(regularisation, Expr.constant(strength));
    }

    /**
     * Sorted values: {@code P(rho / epsilon, x)} with {@code rho = (n, ..., 1)} for descending order, and the negative of the negative's
     * for ascending.
     *
     * @param x {@code [..., n]}
     * @return {@code [..., n]}, in order; the sum over a row is that of x for L2
     */
    public Expr sort(Expr x, Order order) {
        int axis = requireRows("sort", x);
        // Ascending negatives, negated, are the descending values.
        boolean descending = order == Order.DESCENDING;
        Expr w = (descending ? x.neg() : x).sort().neg();
        Expr sorted = Isotonic.project(places(x, axis).div(strengthLike(x)), w, regularisation);
        return descending ? sorted : sorted.neg();
    }

    /**
     * Ranks: {@code P(-x / epsilon, rho)} with {@code rho = (n, ..., 1)} for descending order, {@code P(x / epsilon, rho)} for ascending; the
     * exponential of {@code P(., log rho)} if entropic.
     *
     * @param x {@code [..., n]}
     * @return {@code [..., n]}, between 1, the rank of the first, and n; their sum over a row is n (n + 1) / 2
     */
    public Expr rank(Expr x, Order order) {
        int axis = requireRows("rank", x);
        return project(order == Order.DESCENDING ? x.neg() : x, places(x, axis));
    }

    /**
     * The weights of the k largest: {@code P(x / epsilon, (1, ..., 1, 0, ..., 0))}, between 0 and 1.
     *
     * @param x {@code [..., n]}
     * @param k from 0 to n
     * @return {@code [..., n]}; their sum over a row is k
     */
    public Expr topWeights(Expr x, int k) {
        int axis = requireRows("top weights", x);
        requireCount("top weights", k, x, axis);
        if (k == 0) {
            return Expr.zerosLike(x);
        }
        Expr ones = rowOf(x, axis, Expr.onesLike(x));
        Expr first = cumulated(ones, false).le(k).cast(x.dtype());
        return project(x, first);
    }

    /**
     * The k largest values, the first k of those sorted in descending order.
     *
     * @param x {@code [..., n]}, of a fixed n
     * @param k from 0 to n
     * @return {@code [..., k]}
     */
    public Expr top(Expr x, int k) {
        int axis = requireRows("top", x);
        requireCount("top", k, x, axis);
        if (x.shape().openAxis() == axis) {
            throw new IllegalArgumentException(
                    "top: shape " + x.shape() + " has no fixed length to sort along; expected one, or use topWeights");
        }
        return sort(x, Order.DESCENDING).slice(axis, 0, k);
    }

    /**
     * A quantile: between the sorted values next to position {@code q (n - 1)}, counted from 0, linearly.
     *
     * @param x {@code [..., n]}, n above 0
     * @param q from 0 (the smallest) to 1 (the largest)
     * @return {@code [...]}
     */
    public Expr quantile(Expr x, double q) {
        int axis = requireRows("quantile", x);
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("quantile: q is " + q + "; expected a number from 0 to 1");
        }
        if (x.shape().dim(axis) == 0) {
            throw new IllegalArgumentException(
                    "quantile: shape " + x.shape() + "; expected one element a row at least");
        }
        Expr sorted = sort(x, Order.ASCENDING);
        Expr ones = rowOf(x, axis, Expr.onesLike(x));
        Expr position = ones.sum(ones.shape().rank() - 1).sub(1).mul(q);
        Expr along = position.reshape(position.shape().then(Shape.of(1)));
        Expr distance = cumulated(ones, false).sub(1).sub(along).abs();
        return distance.neg().add(1).max(0).mul(sorted).sum(axis);
    }

    /**
     * The value at a place of each event's own objects in descending order: element {@code place} of their {@link #sort}, every event of as many
     * objects as it has. Place 0 is the leading object, 1 the sub-leading one. Its hard limit is
     * {@code objects.at(objects.rank(x), place, x, empty)}.
     *
     * @param objects how many objects each event has
     * @param x       {@code [..., objects]}
     * @param place   0 or more
     * @param empty   the value where an event has no object at this place; it has no derivative
     * @return {@code [..., events]}
     */
    public Expr at(Segments objects, Expr x, int place, double empty) {
        requireRows("sort", x);
        return SegmentPool.value(regularisation, place, objects, x, strengthLike(x), empty);
    }

    /** The projection of {@code x / epsilon} onto the permutahedron of descending {@code w}, at the places of x. */
    private Expr project(Expr x, Expr w) {
        // Descending order of x is the ascending one of its negative.
        Expr sorted = x.neg().sort();
        Expr z = sorted.div(strengthLike(x)).neg();
        Expr projected =
                switch (regularisation) {
                    case L2 -> Isotonic.project(z, w, regularisation);
                    case ENTROPIC ->
                        Isotonic.project(z, w.log(), regularisation).exp();
                };
        return Reorder.scatter(projected, sorted.node().output(1));
    }

    private Expr strengthLike(Expr x) {
        return strength.cast(x.dtype());
    }

    private static int requireRows(String operation, Expr x) {
        if (x.shape().rank() == 0 || !x.dtype().isFloating()) {
            throw new IllegalArgumentException("soft sorting: " + operation + " of " + x.dtype() + x.shape()
                    + "; expected floating numbers with one axis at least, of which the last is sorted");
        }
        return x.shape().rank() - 1;
    }

    private static void requireCount(String operation, int k, Expr x, int axis) {
        int n = x.shape().dim(axis);
        if (k < 0 || n >= 0 && k > n) {
            throw new IllegalArgumentException("soft sorting: " + operation + " of k = " + k + " for shape " + x.shape()
                    + "; expected k from 0 to the length of the last axis");
        }
    }

    /** {@code (n, ..., 1)}; at run time where the row is as long as there are events. */
    private static Expr places(Expr x, int axis) {
        return cumulated(rowOf(x, axis, Expr.onesLike(x)), true);
    }

    /** One row of ones: of fixed length where possible, so that rows share it. */
    private static Expr rowOf(Expr x, int axis, Expr ones) {
        int n = x.shape().dim(axis);
        return n < 0 ? ones : Expr.fill(Shape.of(n), x.dtype(), 1);
    }

    private static Expr cumulated(Expr ones, boolean reverse) {
        int n = ones.shape().dim(ones.shape().rank() - 1);
        if (n >= 0) {
            double[] places = IntStream.range(0, n)
                    .mapToDouble(i -> reverse ? n - i : i + 1)
                    .toArray();
            return Expr.constant(Tensor.of(places)).cast(ones.dtype());
        }
        return Node.apply(new Cumulate(ones.shape().rank() - 1, reverse), List.of(ones))
                .output(0);
    }
}
