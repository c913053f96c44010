package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.RowWise;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What neighbours in one pool have in common: the pool's mean, sum, or logarithm of the sum of exponentials, at each of its elements.
 *
 * <pre>
 *   SUM:         out[i] = sum_j x[j] over the j with p_j = p_i
 *   MEAN:        the same over their number
 *   LOG_SUM_EXP: out[i] = log sum_j exp x[j] over them; the element itself in a pool of one
 * </pre>
 *
 * <p>Inputs x [n] and pool numbers p [n] (INT32) that are equal in a pool and differ between neighbouring ones; output [n]; any input may
 * have leading batch axes. Sum and mean are their own derivative rules; that of LOG_SUM_EXP is the pool's softmax times a sum.
 *
 * @param role what is taken
 */
public record Pools(Role role) implements FusedKernel, RowWise {

    /** What is taken of a pool. */
    public enum Role {
        SUM,
        MEAN,
        LOG_SUM_EXP
    }

    /** At each element what its pool has. */
    public static Expr of(Role role, Expr x, Expr pools) {
        return Node.apply(new Pools(role), List.of(x, pools)).output(0);
    }

    @Override
    public String name() {
        return "pool_" + role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(Rows.of(name(), inputs).shape());
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        requireIntegers(name(), "pools", inputs.get(1));
        return List.of(inputs.get(0));
    }

    static void requireIntegers(String name, String what, DType dtype) {
        if (dtype != DType.INT32) {
            throw new IllegalArgumentException(name + ": " + what + " are " + dtype + "; expected INT32");
        }
    }

    @Override
    public int coreRank(int index) {
        return 1;
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        Rows rows = Rows.ofExpressions(name(), inputs);
        Expr pools = inputs.get(1).cast(DType.FLOAT64);
        Expr same = rows.down(pools).eq(rows.across(pools));
        Expr x = rows.across(inputs.get(0));
        int along = rows.axis(1);
        return List.of(
                switch (role) {
                    case SUM -> sum(same, x, along);
                    case MEAN -> sum(same, x, along).div(sum(same, Expr.onesLike(x), along));
                    case LOG_SUM_EXP -> {
                        Expr lowest = Expr.fill(x.shape(), x.dtype(), Double.NEGATIVE_INFINITY);
                        Expr largest =
                                Expr.where(same, x, lowest).maximum(along).detach();
                        Expr shifted = Expr.where(same, x.sub(rows.down(largest)), lowest);
                        yield shifted.exp().sum(along).log().add(largest);
                    }
                });
    }

    private static Expr sum(Expr same, Expr x, int along) {
        return Expr.where(same, x, Expr.zerosLike(x)).sum(along);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr x = node.input(0);
        Expr pools = node.input(1);
        Expr ct = cotangents.get(0);
        Expr pulled =
                switch (role) {
                    case SUM, MEAN -> of(role, ct, pools);
                    case LOG_SUM_EXP -> softmax(node).mul(of(Role.SUM, ct, pools));
                };
        return List.of(sumLeading(pulled, x), Expr.zerosLike(pools));
    }

    private static Expr softmax(Node node) {
        return node.input(0).sub(node.output(0)).exp();
    }

    /** Summed over the leading axes that {@code like} has not. */
    static Expr sumLeading(Expr e, Expr like) {
        int extra = e.shape().rank() - like.shape().rank();
        return extra == 0 ? e : e.sum(IntStream.range(0, extra).toArray());
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        Rows rows = Rows.of(name(), inputs);
        return Optional.of((in, out) -> {
            for (int row = 0; row < rows.count(); row++) {
                PoolLoops.run(
                        role, in, rows.start(0, row), rows.start(1, row), out[0], row * rows.length(), rows.length());
            }
        });
    }
}
