package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.EventSum;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sums over points of products of kernels along one or two axes: histograms of smeared points in the plane, or along a line with kernels of compact
 * support, and all their derivatives.
 *
 * <pre>
 *   SUM:    out[a, b] = sum_i w_i F_a(x_i) G_b(y_i)          inputs w [n], then x [n], e [edges], h [] for each axis
 *   GATHER: out[i] = sum_ab c[a, b] F_a(x_i) G_b(y_i)        inputs c, then the same  -> [n]
 * </pre>
 *
 * <p>where F and G are {@link KernelFactor}s: shares of the point in the cells between edges ({@code [edges + 1]}, the two outer ones reaching
 * to infinity), or their derivatives, in cells or at edges. One output for each term. Any input may have leading batch axes. Edges may be in
 * any order; increasing ones are fast, since a point then visits the edges within reach of the bandwidth alone.
 *
 * <p>The family is closed under differentiation by every input: one by x or e takes the derivative of a factor, one by h that times
 * {@code -t / h}, one by w or c changes the role.
 *
 * <p>The kernel leaves out what is below 1e-16 of one unit of weight; with that, and rounding, outputs agree with {@link #expand} to 1e-14 of
 * {@code sum_i |w_i|} (or {@code sum_ab |c|}) times the largest {@code |F G|}.
 *
 * @param role    which sum
 * @param kernels one for each axis
 * @param terms   for each output a factor for each axis
 */
public record KernelProduct(Role role, List<KernelShape> kernels, List<List<KernelFactor>> terms)
        implements FusedKernel, EventSum {

    /** Over what is summed. */
    public enum Role {
        /** Over points: values by cell or edge. */
        SUM,
        /** Over cells or edges: a value by point. */
        GATHER
    }

    /**
     * An axis.
     *
     * @param kernel by which points are smeared
     * @param x      points {@code [n]}
     * @param edges  one at least {@code [edges]}
     * @param h      bandwidth, a scalar: the standard deviation of the kernel
     */
    public record Axis(KernelShape kernel, Expr x, Expr edges, Expr h) {}

    public KernelProduct {
        kernels = List.copyOf(kernels);
        terms = terms.stream().map(List::copyOf).toList();
        int axes = kernels.size();
        if (axes < 1 || axes > 2 || terms.isEmpty() || terms.stream().anyMatch(term -> term.size() != axes)) {
            throw new IllegalArgumentException("kernel product: kernels " + kernels + ", terms " + terms
                    + "; expected one or two kernels, and a factor for each in every term");
        }
        List<KernelFactor.Place> places = places(terms.get(0));
        if (role == Role.GATHER && terms.stream().anyMatch(term -> !places(term).equals(places))) {
            throw new IllegalArgumentException(
                    "kernel product: terms " + terms + "; expected all in cells or at edges alike, to be gathered");
        }
    }

    private static List<KernelFactor.Place> places(List<KernelFactor> term) {
        return term.stream().map(KernelFactor::place).toList();
    }

    /**
     * The sums of weights by cell, {@code out[a, ..] = sum_i w_i share_a(x_i) ..}.
     *
     * @param w    weights {@code [.., n]}
     * @param axes one or two
     * @return {@code [.., edges + 1, ..]}
     * @throws IllegalArgumentException if shapes or types do not suit
     */
    public static Expr cells(Expr w, Axis... axes) {
        List<KernelShape> kernels = new ArrayList<>();
        List<KernelFactor> shares = new ArrayList<>();
        List<Expr> inputs = new ArrayList<>(List.of(w));
        for (Axis axis : axes) {
            kernels.add(axis.kernel());
            shares.add(KernelFactor.SHARE);
            inputs.addAll(List.of(axis.x(), axis.edges(), axis.h()));
        }
        return Node.apply(new KernelProduct(Role.SUM, kernels, List.of(shares)), inputs)
                .output(0);
    }

    int axes() {
        return kernels.size();
    }

    @Override
    public String name() {
        StringBuilder name = new StringBuilder("kernel_product_" + role.name().toLowerCase(Locale.ROOT));
        for (int d = 0; d < axes(); d++) {
            name.append('_').append(kernels.get(d).name().toLowerCase(Locale.ROOT));
        }
        for (List<KernelFactor> term : terms) {
            name.append('[');
            for (KernelFactor factor : term) {
                name.append(factor.place() == KernelFactor.Place.CELL ? "c" : "e")
                        .append(factor.order())
                        .append(factor.power() == 0 ? "" : "t" + factor.power());
            }
            name.append(']');
        }
        return name.toString();
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        KernelProductShapes shapes = KernelProductShapes.of(this, inputs);
        return terms.stream().map(shapes::output).toList();
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        DType type = inputs.get(0);
        if (!type.isFloating() || inputs.stream().anyMatch(t -> t != type)) {
            throw new IllegalArgumentException(
                    name() + ": types " + inputs + "; expected equal floating ones; cast first");
        }
        return terms.stream().map(term -> type).toList();
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        KernelProductShapes shapes =
                KernelProductShapes.of(this, inputs.stream().map(Expr::shape).toList());
        int highest = terms.stream()
                .flatMap(List::stream)
                .mapToInt(KernelFactor::order)
                .max()
                .orElseThrow();
        List<Expr> distances = new ArrayList<>();
        List<List<Expr>> kernelsAt = new ArrayList<>();
        for (int d = 0; d < axes(); d++) {
            Expr t = shapes.distance(inputs.get(1 + 3 * d), inputs.get(2 + 3 * d), inputs.get(3 + 3 * d));
            distances.add(t);
            kernelsAt.add(kernels.get(d).derivatives(highest, t));
        }
        return terms.stream()
                .map(term -> {
                    List<Expr> factors = new ArrayList<>();
                    for (int d = 0; d < axes(); d++) {
                        factors.add(values(term.get(d), distances.get(d), kernelsAt.get(d)));
                    }
                    return shapes.contract(inputs.get(0), factors);
                })
                .toList();
    }

    /** A factor {@code [batch, n, cells or edges]}. */
    private static Expr values(KernelFactor factor, Expr t, List<Expr> kernels) {
        Expr g = kernels.get(factor.order());
        for (int p = 0; p < factor.power(); p++) {
            g = g.mul(t);
        }
        if (factor.place() == KernelFactor.Place.EDGE) {
            return g;
        }
        int axis = g.shape().rank() - 1;
        Shape outer = g.shape().replace(axis, 1);
        Expr padded = Expr.concat(
                axis, List.of(Expr.fill(outer, g.dtype(), 0), g, Expr.fill(outer, g.dtype(), factor.limit())));
        int count = padded.shape().dim(axis);
        return padded.slice(axis, 1, count).sub(padded.slice(axis, 0, count - 1));
    }

    @Override
    public int coreRank(int index) {
        return index == 0 ? role == Role.SUM ? 1 : axes() : index % 3 == 0 ? 0 : 1;
    }

    @Override
    public Fused giving(List<Integer> outputs) {
        return new KernelProduct(role, kernels, outputs.stream().map(terms::get).toList());
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return new KernelProductRule(this, node).vjp(cotangents);
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        return Optional.of(new KernelProductLanes(this, KernelProductShapes.of(this, inputs)));
    }
}
