package dev.limen.autodiff.fused;

import dev.limen.autodiff.fused.KernelFactor.Place;
import java.util.List;

/**
 * The values of some factors along one axis for one point after the other, within reach of the bandwidth.
 *
 * <p>Scratch of one kernel, used by one thread at a time.
 */
final class KernelFactorValues {
    private final KernelShape kernel;
    private final int[] orders;
    private final int[] powers;
    private final double[] limits;
    private final boolean[] differs;
    private final int highest;
    private final double reach;
    private final KernelWindows windows;
    private final double[] derivatives;
    private final double[][] values;
    private int from;
    private int to;

    KernelFactorValues(KernelShape kernel, List<KernelFactor> factors, int edges) {
        this.kernel = kernel;
        this.orders = factors.stream().mapToInt(KernelFactor::order).toArray();
        this.powers = factors.stream().mapToInt(KernelFactor::power).toArray();
        this.limits = factors.stream().mapToDouble(KernelFactor::limit).toArray();
        this.differs = new boolean[orders.length];
        for (int f = 0; f < differs.length; f++) {
            differs[f] = factors.get(f).place() == Place.CELL;
        }
        int top = 0;
        double farthest = 0;
        for (KernelFactor factor : factors) {
            top = Math.max(top, factor.order());
            farthest = Math.max(farthest, kernel.reach(factor.order(), factor.power()));
        }
        this.highest = top;
        this.reach = farthest;
        this.windows = new KernelWindows(edges, reach);
        this.derivatives = new double[Math.max(top, 1) + 1];
        this.values = new double[factors.size()][edges + 1];
    }

    /** Sets edges {@code [offset, offset + count)} and bandwidth. */
    void set(double[] edges, int offset, double h) {
        windows.set(edges, offset, h);
    }

    /** As {@link #set}, but every point reaches all edges. */
    void setDense(double[] edges, int offset, double h) {
        windows.setDense(edges, offset, h);
    }

    /**
     * Computes the values for a point, in all cells where {@code weight} is not finite.
     */
    void at(double x, double weight) {
        int step = KernelWindows.step(x, weight, windows.lowest(), windows.scale(), windows.above());
        from = windows.spans()[2 * step];
        to = windows.spans()[2 * step + 1];
        double[] edges = windows.edges();
        double inverse = windows.inverse();
        for (int k = from; k < to; k++) {
            // Beyond the reach nothing changes, but powers of t overflow.
            double t = Math.max(-reach, Math.min(reach, (edges[k] - x) * inverse));
            kernel.fill(t, highest, derivatives);
            for (int f = 0; f < values.length; f++) {
                double g = derivatives[orders[f]];
                for (int p = 0; p < powers[f]; p++) {
                    g *= t;
                }
                values[f][k] = g;
            }
        }
        for (int f = 0; f < values.length; f++) {
            if (differs[f]) {
                difference(values[f], limits[f]);
            }
        }
    }

    private void difference(double[] g, double limit) {
        double before = 0;
        for (int k = from; k < to; k++) {
            double here = g[k];
            g[k] = here - before;
            before = here;
        }
        g[to] = limit - before;
    }

    /** Number of factors. */
    int count() {
        return values.length;
    }

    /** The values of a factor. */
    double[] of(int factor) {
        return values[factor];
    }

    /** The first position that is not zero. */
    int begin() {
        return from;
    }

    /** Behind the last position that is not zero. */
    int end(int factor) {
        return differs[factor] ? to + 1 : to;
    }
}
