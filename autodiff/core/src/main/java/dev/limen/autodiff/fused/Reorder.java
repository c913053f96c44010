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
 * Elements of rows at positions that are each row's own.
 *
 * <pre>
 *   GATHER:  out[i] = x[p_i]                     inputs x [n], p [n] (INT32)  -> [n]
 *   SCATTER: out[i] = sum_j x[j] where p_j = i   inputs x [n], p [n] (INT32)  -> [n]
 * </pre>
 *
 * <p>Each is the other's derivative rule. Any input may have leading batch axes. A position outside the row is an error when the program
 * runs.
 *
 * @param role which
 */
public record Reorder(Role role) implements FusedKernel, RowWise {

    /** Which way elements move. */
    public enum Role {
        /** From positions. */
        GATHER,
        /** To positions, where they are added up. */
        SCATTER
    }

    /** The elements of rows at positions. */
    public static Expr gather(Expr x, Expr positions) {
        return Node.apply(new Reorder(Role.GATHER), List.of(x, positions)).output(0);
    }

    /** The elements of rows added up at positions. */
    public static Expr scatter(Expr x, Expr positions) {
        return Node.apply(new Reorder(Role.SCATTER), List.of(x, positions)).output(0);
    }

    @Override
    public String name() {
        return "reorder_" + role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(Rows.of(name(), inputs).shape());
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        Pools.requireIntegers(name(), "positions", inputs.get(1));
        return List.of(inputs.get(0));
    }

    @Override
    public int coreRank(int index) {
        return 1;
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        Rows rows = Rows.ofExpressions(name(), inputs);
        Expr places = Expr.constant(
                Tensor.of(IntStream.range(0, rows.length()).asDoubleStream().toArray()));
        Expr positions = inputs.get(1).cast(DType.FLOAT64);
        Expr here = role == Role.GATHER
                ? rows.down(positions).eq(rows.across(places))
                : rows.across(positions).eq(rows.down(places));
        Expr x = rows.across(inputs.get(0));
        return List.of(Expr.where(here, x, Expr.zerosLike(x)).sum(rows.axis(1)));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr positions = node.input(1);
        Expr moved = role == Role.GATHER ? scatter(cotangents.get(0), positions) : gather(cotangents.get(0), positions);
        return List.of(Pools.sumLeading(moved, node.input(0)), Expr.zerosLike(positions));
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        Rows rows = Rows.of(name(), inputs);
        return Optional.of((in, out) -> {
            for (int row = 0; row < rows.count(); row++) {
                run(in, out[0], rows.start(0, row), rows.start(1, row), row * rows.length(), rows.length());
            }
        });
    }

    private void run(double[][] in, double[] out, int x, int positions, int to, int length) {
        if (role == Role.SCATTER) {
            Arrays.fill(out, to, to + length, 0);
        }
        for (int i = 0; i < length; i++) {
            int position = (int) in[1][positions + i];
            if (position < 0 || position >= length) {
                throw new IndexOutOfBoundsException(
                        name() + ": position " + position + " is outside a row of length " + length);
            }
            if (role == Role.SCATTER) {
                out[to + position] += in[0][x + i];
            } else {
                out[to + i] = in[0][x + position];
            }
        }
    }
}
