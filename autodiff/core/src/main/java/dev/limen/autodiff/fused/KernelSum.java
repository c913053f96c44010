package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.EventSum;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.math.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sums of Gaussian kernels between points and edges: kernel-density histograms and all their derivatives.
 *
 * <pre>
 *   SUM:    out_m[k] = sum_i w_i K_m((e_k - x_i) / h)     inputs x [n], w [n], e [edges], h []  -> [edges]
 *   GATHER: out_m[i] = sum_k c_k K_m((e_k - x_i) / h)     inputs x [n], c [edges], e [edges], h []  -> [n]
 * </pre>
 *
 * <p>{@code K_0 = Phi}, the normal cumulative distribution, so that the content of a bin is the difference of its two edges' sums;
 * {@code K_m} is its derivative of order m: {@code K_1 = phi}, {@code K_(m+1)(t) = -t K_m(t) - (m - 1) K_(m-1)(t)}. One output for each order. Any input may
 * have leading batch axes. Edges may be in any order; increasing ones are fast.
 *
 * <p>The family is closed under differentiation by every input: one by x or e raises the order by one; one by h multiplies {@code K_(m+1)} by
 * {@code -t / h}, and {@code -t K_(m+1) = K_(m+2) + m K_m}; one by w or c changes the role.
 *
 * <p>Kernels leave out what is below 1e-16 of one unit of weight ({@link KernelWindows}); with that, and rounding, outputs agree with
 * {@link #expand} to 1e-14 of {@code sum_i |w_i|} (or {@code sum_k |c_k|}) times the largest {@code |K_m|}.
 *
 * @param role   which sum
 * @param orders the orders m, one an output
 */
public record KernelSum(Role role, List<Integer> orders) implements FusedKernel, EventSum {

    /** The highest order: beyond, {@code K_m} has no digits left. */
    public static final int MAX_ORDER = 40;

    /** Over what is summed. */
    public enum Role {
        /** Over points: a value by edge. */
        SUM,
        /** Over edges: a value by point. */
        GATHER
    }

    public KernelSum {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.stream().anyMatch(m -> m < 0 || m > MAX_ORDER)) {
            throw new IllegalArgumentException(
                    "kernel sum: orders " + orders + "; expected one or more from 0 to " + MAX_ORDER);
        }
    }

    /**
     * {@code out[k] = sum_i w_i K_order((e_k - x_i) / h)}.
     *
     * @throws IllegalArgumentException if shapes or types do not suit
     */
    public static Expr sum(int order, Expr x, Expr w, Expr edges, Expr h) {
        return Node.apply(new KernelSum(Role.SUM, List.of(order)), List.of(x, w, edges, h))
                .output(0);
    }

    /**
     * {@code out[i] = sum_k c_k K_order((e_k - x_i) / h)}.
     *
     * @throws IllegalArgumentException if shapes or types do not suit
     */
    public static Expr gather(int order, Expr x, Expr c, Expr edges, Expr h) {
        return Node.apply(new KernelSum(Role.GATHER, List.of(order)), List.of(x, c, edges, h))
                .output(0);
    }

    /** {@code K_order(t)} for {@code order >= 1}. */
    static double shape(int order, double t) {
        double before = 0;
        double value = Normal.density(t);
        for (int m = 1; m < order; m++) {
            double next = -t * value - (m - 1) * before;
            before = value;
            value = next;
        }
        return value;
    }

    @Override
    public String name() {
        return "kernel_" + role.name().toLowerCase(Locale.ROOT) + orders;
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        KernelSumShapes shapes = KernelSumShapes.of(this, inputs);
        return orders.stream().map(m -> shapes.output()).toList();
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        DType type = inputs.get(0);
        if (!type.isFloating() || inputs.stream().anyMatch(t -> t != type)) {
            throw new IllegalArgumentException(
                    name() + ": types " + inputs + "; expected four equal floating ones; cast first");
        }
        return orders.stream().map(m -> type).toList();
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        KernelSumShapes shapes =
                KernelSumShapes.of(this, inputs.stream().map(Expr::shape).toList());
        int rank = shapes.batch().rank();
        Expr x = shapes.byPoint(inputs.get(0));
        Expr t = shapes.byEdge(inputs.get(2)).sub(x).div(shapes.bandwidth(inputs.get(3)));
        Expr weight = role == Role.SUM ? shapes.byPoint(inputs.get(1)) : shapes.byEdge(inputs.get(1));
        int summed = role == Role.SUM ? rank : rank + 1;
        int highest = orders.stream().max(Integer::compare).orElseThrow();
        List<Expr> kernels = new ArrayList<>(List.of(t.normalCdf(), t.normalPdf()));
        for (int m = 1; m < highest; m++) {
            kernels.add(t.mul(kernels.get(m)).neg().sub(kernels.get(m - 1).mul(m - 1)));
        }
        return orders.stream().map(m -> kernels.get(m).mul(weight).sum(summed)).toList();
    }

    @Override
    public int coreRank(int index) {
        return index < 3 ? 1 : 0;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return new KernelSumRule(this, node).vjp(cotangents);
    }

    /** The orders one and two above, which derivatives by x, e and h need. */
    KernelSum raised() {
        TreeSet<Integer> raised = new TreeSet<>();
        for (int m : orders) {
            raised.add(m + 1);
            raised.add(m + 2);
        }
        return new KernelSum(role, List.copyOf(raised));
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        return Optional.of(kernel(inputs, new PlainKernelSumLoops()));
    }

    /** A kernel for inputs of these shapes that runs a back end's loops. */
    public Kernel kernel(List<Shape> inputs, KernelSumLoops loops) {
        return new KernelSumLanes(this, KernelSumShapes.of(this, inputs), loops);
    }
}
