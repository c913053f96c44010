package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.RowWise;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Isotonic regression: the pools in which neighbours share one value of the best descending fit.
 *
 * <pre>
 *   v = argmin over v_1 >= ... >= v_n of   L2: sum_i (v_i - (z_i - w_i))^2
 *                                    ENTROPIC: sum_i exp(z_i - v_i) + exp(w_i) v_i
 * </pre>
 *
 * <p>Inputs z [n] and w [n]; output p [n], INT32: the number of the pool, from 0; elements of equal v are in one. In a pool B, v is the mean
 * of z less that of w (L2), or {@code log sum_B exp z - log sum_B exp w} (ENTROPIC): with the pools at hand, everything else is smooth and
 * made by {@link Pools}, so that the pools are the active set of {@link #project} and carry no derivative themselves. Found by
 * pooling adjacent violators, in a time linear in n; the expansion is the min-max formula. Any input may have leading batch axes. One NaN
 * makes one pool of its row.
 *
 * <p>M. Blondel et al., arXiv:2002.08871, section 5 and appendix B; R. E. Barlow et al., Statistical Inference under Order Restrictions,
 * theorem 1.4 (min-max formula).
 *
 * @param regularisation which fit
 */
public record Isotonic(Regularisation regularisation) implements FusedKernel, RowWise {

    /** What keeps a projection smooth. */
    public enum Regularisation {
        /** Half the square: piecewise linear. */
        L2,
        /** The negative entropy: smooth within a pool. */
        ENTROPIC
    }

    /**
     * The projection of z onto the permutahedron of w, both descending: the point of the convex hull of all permutations of w that is
     * nearest to z (L2), or, for exponentials, whose relative entropy to z is least (ENTROPIC).
     *
     * <pre>
     *   out = z - v = z - mean_B z + mean_B w, or z - log sum_B exp z + log sum_B exp w
     * </pre>
     *
     * <p>An element alone in its pool is {@code w} to the last bit.
     *
     * @param z {@code [..., n]}, each row descending
     * @param w {@code [..., n]}, each row descending
     * @return {@code [..., n]}
     */
    public static Expr project(Expr z, Expr w, Regularisation regularisation) {
        Expr pools = Node.apply(new Isotonic(regularisation), List.of(z, w)).output(0);
        Pools.Role role = regularisation == Regularisation.L2 ? Pools.Role.MEAN : Pools.Role.LOG_SUM_EXP;
        return z.sub(Pools.of(role, z, pools)).add(Pools.of(role, w, pools));
    }

    @Override
    public String name() {
        return "isotonic_" + regularisation.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(Rows.of(name(), inputs).shape());
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        if (!inputs.get(0).isFloating() || inputs.get(0) != inputs.get(1)) {
            throw new IllegalArgumentException(
                    name() + ": types " + inputs + "; expected two equal floating ones; cast first");
        }
        return List.of(DType.INT32);
    }

    @Override
    public int coreRank(int index) {
        return 1;
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        Rows rows = Rows.ofExpressions(name(), inputs);
        Expr z = inputs.get(0).cast(DType.FLOAT64);
        Expr w = inputs.get(1).cast(DType.FLOAT64);
        int n = rows.length();
        if (n < 2) {
            return List.of(Expr.fill(rows.shape(), DType.INT32, 0));
        }
        Expr level =
                switch (regularisation) {
                    case L2 -> means(rows, z).sub(means(rows, w));
                    case ENTROPIC -> logSums(rows, z).sub(logSums(rows, w));
                };
        // By i, j, k: the least over j <= i of the greatest over k >= i.
        Expr below = limited(rows, level, (i, j, k) -> k >= i, Double.NEGATIVE_INFINITY)
                .maximum(rows.axis(2));
        Expr limited = Expr.where(
                mask(rows.square(), rows.axis(0), n, (i, j, k) -> j <= i),
                below,
                Expr.fill(rows.square(), DType.FLOAT64, Double.POSITIVE_INFINITY));
        Expr v = limited.minimum(rows.axis(1));
        int along = rows.axis(0);
        Expr drops = v.slice(along, 1, n).lt(v.slice(along, 0, n - 1)).cast(DType.FLOAT64);
        return List.of(drops.pad(along, 1, 0).cumulativeSum(along).cast(DType.INT32));
    }

    private interface Triple {
        boolean holds(int i, int j, int k);
    }

    private static Shape cube(Rows rows) {
        return rows.square().then(Shape.of(rows.length()));
    }

    /** A BOOL of the last two or three axes of {@code shape}. */
    private static Expr mask(Shape shape, int batch, int n, Triple triple) {
        int axes = shape.rank() - batch;
        boolean[] holds = new boolean[axes == 2 ? n * n : n * n * n];
        for (int at = 0; at < holds.length; at++) {
            holds[at] = axes == 2 ? triple.holds(at / n, at % n, 0) : triple.holds(at / n / n, at / n % n, at % n);
        }
        return Expr.constant(Tensor.wrap(shape.last(axes), holds)).broadcastTo(shape);
    }

    private static Expr limited(Rows rows, Expr square, Triple triple, double otherwise) {
        Shape cube = cube(rows);
        Shape lead = square.shape().first(square.shape().rank() - 2);
        Expr table = square.reshape(lead.then(Shape.of(1)).then(square.shape().last(2)))
                .broadcastTo(cube);
        return Expr.where(
                mask(cube, rows.axis(0), rows.length(), triple), table, Expr.fill(cube, DType.FLOAT64, otherwise));
    }

    /** By j, k, l: elements l from j to k, else {@code otherwise}. */
    private static Expr stretches(Rows rows, Expr x, double otherwise) {
        Shape lead = x.shape().first(x.shape().rank() - 1);
        Expr table = x.reshape(lead.then(Shape.of(1, 1, rows.length()))).broadcastTo(cube(rows));
        return Expr.where(
                mask(cube(rows), rows.axis(0), rows.length(), (j, k, l) -> j <= l && l <= k),
                table,
                Expr.fill(cube(rows), DType.FLOAT64, otherwise));
    }

    private static Expr means(Rows rows, Expr x) {
        int n = rows.length();
        double[] counts = IntStream.range(0, n * n)
                .mapToDouble(at -> Math.max(1, at % n - at / n + 1))
                .toArray();
        return stretches(rows, x, 0).sum(rows.axis(2)).div(Expr.constant(Tensor.wrap(Shape.of(n, n), counts)));
    }

    private static Expr logSums(Rows rows, Expr x) {
        Expr stretches = stretches(rows, x, Double.NEGATIVE_INFINITY);
        Expr largest = stretches.maximum(rows.axis(2));
        // A stretch that ends before it begins has no elements; it is never looked at.
        Expr finite = Expr.where(
                largest.gt(Double.NEGATIVE_INFINITY).or(largest.eq(largest).not()), largest, Expr.zerosLike(largest));
        Expr shift = finite.reshape(finite.shape().then(Shape.of(1))).broadcastTo(cube(rows));
        return stretches.sub(shift).exp().sum(rows.axis(2)).log().add(finite);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return node.inputs().stream().map(Expr::zerosLike).toList();
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        Rows rows = Rows.of(name(), inputs);
        PoolAdjacentViolators search = new PoolAdjacentViolators(regularisation, rows.length());
        return Optional.of((in, out) -> {
            for (int row = 0; row < rows.count(); row++) {
                int pools = search.pools(in[0], rows.start(0, row), in[1], rows.start(1, row), rows.length());
                int to = row * rows.length();
                for (int pool = 0; pool < pools; pool++) {
                    Arrays.fill(out[0], to + search.start(pool), to + search.start(pool + 1), pool);
                }
            }
        });
    }
}
