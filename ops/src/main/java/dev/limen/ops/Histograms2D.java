package dev.limen.ops;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.KernelProduct;
import java.util.List;

/**
 * Histograms of weighted events in the plane of two observables: by kernel density, with derivatives by everything, and
 * ordinary ones.
 */
public final class Histograms2D {
    private Histograms2D() {}

    /**
     * The histogram of a kernel-density estimate with a product of kernels: event i adds {@code w_i s_i k_a(x_i) k_b(y_i)} to bin
     * (a, b), where {@code k_a(x) = K((e_{a+1} - x)/h) - K((e_a - x)/h)} is its share along an axis. It has derivatives by
     * events, weights, acceptance, edges and bandwidths, and becomes {@link #hard} as both bandwidths go to zero.
     *
     * <p>Source: D. W. Scott, Multivariate Density Estimation (1992), section 6.3 (product kernels).
     *
     * @param x          the first axis, whose observable is {@code [events]}
     * @param y          the second axis
     * @param weight     w, in expected events {@code [events]}; may be negative
     * @param acceptance s, between 0 and 1 {@code [events]}
     * @throws IllegalArgumentException if the lengths of the events differ
     */
    public static Histogram2D kde(Axis x, Axis y, Expr weight, Expr acceptance) {
        require(x, y, weight, acceptance);
        Expr accepted = weight.mul(acceptance);
        Expr cells = KernelProduct.cells(Expr.stack(accepted, accepted.mul(weight)), x.product(), y.product());
        Expr sums = y.bins(x.bins(cells, 1), 2);
        return new Histogram2D(sums.get(0), sums.get(1), x.limits(), y.limits());
    }

    /**
     * The ordinary histogram: an event belongs to the bin with {@code e_a <= x < e_{a+1}} along both axes. Its only
     * derivatives are those by weights and acceptance; bandwidths and kernels are not used.
     *
     * @param x          the first axis, whose observable is {@code [events]}
     * @param y          the second axis
     * @param weight     in expected events {@code [events]}; may be negative
     * @param acceptance between 0 and 1 {@code [events]}
     * @throws IllegalArgumentException if the lengths of the events differ
     */
    public static Histogram2D hard(Axis x, Axis y, Expr weight, Expr acceptance) {
        require(x, y, weight, acceptance);
        Expr inX = x.hardShares();
        Expr inY = y.hardShares();
        Expr accepted = weight.mul(acceptance);
        return new Histogram2D(sums(inX, inY, accepted), sums(inX, inY, accepted.mul(weight)), x.limits(), y.limits());
    }

    private static Expr sums(Expr inX, Expr inY, Expr weight) {
        return inX.mul(Columns.column(weight)).transpose().matmul(inY);
    }

    private static void require(Axis x, Axis y, Expr weight, Expr acceptance) {
        for (Expr other : List.of(y.x(), weight, acceptance)) {
            if (!other.shape().equals(x.x().shape())) {
                throw new IllegalArgumentException("histogram: events of shapes " + x.x().shape() + " and "
                        + y.x().shape() + ", weights of " + weight.shape() + ", acceptance of " + acceptance.shape()
                        + "; expected four vectors of one length");
            }
        }
    }
}
