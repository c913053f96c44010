package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelProduct;
import dev.limen.autodiff.fused.KernelShape;
import dev.limen.autodiff.fused.KernelSum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Histograms of weighted events: by kernel density, with derivatives by everything, and ordinary ones. */
public final class Histograms {
    private Histograms() {}

    /**
     * The histogram of a kernel-density estimate: event i adds {@code w_i s_i (Phi((e_{k+1} - x_i)/h) - Phi((e_k -
     * x_i)/h))} to bin k. It has derivatives by events, weights, acceptance, edges and bandwidth, and becomes
     * {@link #hard} as the bandwidth goes to zero.
     *
     * <p>Kernel of the standard normal distribution, as in N. Simpson and L. Heinrich, arXiv:2203.05570.
     *
     * @param x          the observable {@code [events]}
     * @param weight     w, in expected events {@code [events]}; may be negative
     * @param acceptance s, between 0 and 1 {@code [events]}
     * @param edges      e, ascending {@code [bins + 1]}, in the observable's units
     * @param bandwidth  h, a scalar above 0 in the observable's units
     * @param overflow   what becomes of what lies outside
     */
    public static Histogram kde(Expr x, Expr weight, Expr acceptance, Expr edges, Expr bandwidth, Overflow overflow) {
        require(x, weight, acceptance, edges);
        if (bandwidth.shape().rank() != 0) {
            throw new IllegalArgumentException(
                    "histogram: bandwidth of shape " + bandwidth.shape() + "; expected a scalar");
        }
        Expr accepted = weight.mul(acceptance);
        return new Histogram(
                kernelSums(x, accepted, edges, bandwidth, overflow),
                kernelSums(x, accepted.mul(weight), edges, bandwidth, overflow),
                limits(edges, overflow));
    }

    /**
     * The histogram of a kernel-density estimate with a kernel of choice: event i adds {@code w_i s_i (K((e_{k+1} -
     * x_i)/h) - K((e_k - x_i)/h))} to bin k. With the Gaussian it is {@link #kde(Expr, Expr, Expr, Expr, Expr, Overflow)}.
     *
     * @param axis       observable {@code [events]}, edges {@code [bins + 1]}, bandwidth, overflow and kernel
     * @param weight     w, in expected events {@code [events]}; may be negative
     * @param acceptance s, between 0 and 1 {@code [events]}
     */
    public static Histogram kde(Axis axis, Expr weight, Expr acceptance) {
        if (axis.kernel() == KernelShape.GAUSSIAN) {
            return kde(axis.x(), weight, acceptance, axis.edges(), axis.bandwidth(), axis.overflow());
        }
        require(axis.x(), weight, acceptance, axis.edges());
        Expr accepted = weight.mul(acceptance);
        Expr sums = axis.bins(KernelProduct.cells(Expr.stack(accepted, accepted.mul(weight)), axis.product()), 1);
        return new Histogram(sums.get(0), sums.get(1), axis.limits());
    }

    /** The histogram of events whose shares in the bins {@code [events, bins]} are known. */
    static Histogram shared(Expr shares, Expr weight, Expr acceptance, Expr limits) {
        Expr accepted = weight.mul(acceptance);
        Expr sums = Expr.stack(accepted, accepted.mul(weight)).matmul(shares);
        return new Histogram(sums.get(0), sums.get(1), limits);
    }

    private static Expr kernelSums(Expr x, Expr weight, Expr edges, Expr bandwidth, Overflow overflow) {
        Expr below = KernelSum.sum(0, x, weight, edges, bandwidth);
        int last = edges.shape().dim(0) - 1;
        return differences(
                switch (overflow) {
                    case DROP -> below;
                    case KEEP -> Expr.concat(0, List.of(zero(), below, total(weight)));
                    case REFLECT -> Expr.concat(0, List.of(zero(), below.slice(0, 1, last), total(weight)));
                });
    }

    private static Expr differences(Expr below) {
        int n = below.shape().dim(0);
        return below.slice(0, 1, n).sub(below.slice(0, 0, n - 1));
    }

    private static Expr zero() {
        return infinite(0);
    }

    private static Expr total(Expr weight) {
        return weight.sum().reshape(1);
    }

    private static Expr infinite(double value) {
        return Expr.fill(Shape.of(1), DType.FLOAT64, value);
    }

    /** The limits of all bins, given those of the bins between. */
    static Expr limits(Expr edges, Overflow overflow) {
        Expr low = infinite(Double.NEGATIVE_INFINITY);
        Expr high = infinite(Double.POSITIVE_INFINITY);
        int last = edges.shape().dim(0) - 1;
        return switch (overflow) {
            case DROP -> edges;
            case KEEP -> Expr.concat(0, List.of(low, edges, high));
            case REFLECT -> Expr.concat(0, List.of(low, edges.slice(0, 1, last), high));
        };
    }

    /**
     * The ordinary histogram: an event belongs to the bin with {@code e_k <= x < e_{k+1}}. Its only derivatives are
     * those by weights and acceptance.
     *
     * @param x          the observable {@code [events]}
     * @param weight     in expected events {@code [events]}; may be negative
     * @param acceptance between 0 and 1 {@code [events]}
     * @param edges      ascending {@code [bins + 1]}, in the observable's units
     * @param overflow   what becomes of what lies outside
     */
    public static Histogram hard(Expr x, Expr weight, Expr acceptance, Expr edges, Overflow overflow) {
        require(x, weight, acceptance, edges);
        Expr limits = limits(edges, overflow);
        Expr accepted = weight.mul(acceptance);
        List<Expr> sumw = new ArrayList<>();
        List<Expr> sumw2 = new ArrayList<>();
        for (int bin = 0; bin + 1 < limits.shape().dim(0); bin++) {
            Expr inside = x.ge(limits.get(bin)).and(x.lt(limits.get(bin + 1))).cast(DType.FLOAT64);
            Expr here = accepted.mul(inside);
            sumw.add(here.sum());
            sumw2.add(here.mul(weight).sum());
        }
        return new Histogram(Expr.stack(sumw), Expr.stack(sumw2), limits);
    }

    /** The numbers {@code 0, 1, .., last}, as edges of numbered bins. */
    static Expr numbers(int last) {
        return Expr.constant(
                Tensor.of(IntStream.rangeClosed(0, last).asDoubleStream().toArray()));
    }

    static void require(Expr x, Expr weight, Expr acceptance, Expr edges) {
        if (x.shape().rank() != 1
                || !x.shape().equals(weight.shape())
                || !x.shape().equals(acceptance.shape())) {
            throw new IllegalArgumentException(
                    "histogram: events of shape " + x.shape() + ", weights of " + weight.shape() + ", acceptance of "
                            + acceptance.shape() + "; expected three vectors of one length");
        }
        requireEdges(edges);
    }

    static void requireEdges(Expr edges) {
        if (edges.shape().rank() != 1 || edges.shape().dim(0) < 2) {
            throw new IllegalArgumentException(
                    "histogram: edges of shape " + edges.shape() + "; expected a vector of two at least");
        }
        if (edges.node().primitive() instanceof Leaf.Constant constant) {
            requireIncreasing(constant.value().toDoubles());
        }
    }

    /**
     * Checks bin edges.
     *
     * @throws IllegalArgumentException if they do not increase, naming the first that does not
     */
    public static void requireIncreasing(double[] edges) {
        requireIncreasing("histogram", "edge", edges);
    }

    static void requireIncreasing(String operator, String noun, double[] values) {
        for (int k = 1; k < values.length; k++) {
            if (!(values[k] > values[k - 1])) {
                throw new IllegalArgumentException(
                        operator + ": " + noun + "s do not increase: " + noun + " " + k + " is " + values[k]
                                + " behind " + values[k - 1] + "; put them in ascending order without repetition");
            }
        }
    }
}
