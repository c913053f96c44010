package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Normal;
import java.util.Arrays;

/**
 * For each position of an event the edges within reach of the bandwidth, looked up in a table over equal steps of x.
 *
 * <p>{@code K_m((e_k - x) / h)} is below 1e-16 at the edges outside a window, or for {@code m = 0} within 1e-16 of zero before it and of
 * one behind it. Edges that do not increase, or that are not finite, and a bandwidth that is not positive have windows of all edges.
 *
 * <p>Scratch of one kernel, used by one thread at a time.
 */
final class KernelWindows {

    private static final int MAX_BUCKETS = 4096;
    /** Table steps a reach: finer ones make windows tighter. */
    private static final int STEPS_PER_REACH = 8;

    private final int count;
    private final double reach;
    private final double[] edges;
    private double bandwidth = Double.NaN;
    private boolean dense;
    private double lowest;
    private double scale;
    private double inverse;
    private int above;
    private int[] spans = {};

    /**
     * Windows for {@code count} edges and kernels up to {@code order}.
     */
    KernelWindows(int count, int order) {
        this(count, reach(order));
    }

    /** Windows for {@code count} edges and kernels that end {@code reach} bandwidths from an edge. */
    KernelWindows(int count, double reach) {
        this.count = count;
        this.reach = reach;
        this.edges = new double[count];
        Arrays.fill(edges, Double.NaN);
    }

    /** Sets edges {@code [offset, offset + count)} and bandwidth. */
    void set(double[] source, int offset, double h) {
        prepare(source, offset, h, false);
    }

    /** As {@link #set}, but every window holds all edges: where a weight by edge is not finite. */
    void setDense(double[] source, int offset, double h) {
        prepare(source, offset, h, true);
    }

    /** The edges. */
    double[] edges() {
        return edges;
    }

    /** {@code 1 / h}. */
    double inverse() {
        return inverse;
    }

    /** Where the table begins. */
    double lowest() {
        return lowest;
    }

    /** Table steps by x. */
    double scale() {
        return scale;
    }

    /** The step behind the table; the one behind that is for events that are not finite, whose window holds all edges. */
    int above() {
        return above;
    }

    /** Window of step b: from {@code [2 b]} to {@code [2 b + 1]}. */
    int[] spans() {
        return spans;
    }

    /**
     * The step of an event: {@code above + 1} if {@code x} or {@code weight} is not finite.
     */
    static int step(double x, double weight, double lowest, double scale, int above) {
        if (x * 0 + weight * 0 != 0) {
            return above + 1;
        }
        int step = (int) ((x - lowest) * scale + 1);
        return step < 0 ? 0 : Math.min(step, above);
    }

    private void prepare(double[] source, int offset, double h, boolean wantsDense) {
        if (h == bandwidth && wantsDense == dense && Arrays.equals(edges, 0, count, source, offset, offset + count)) {
            return;
        }
        System.arraycopy(source, offset, edges, 0, count);
        bandwidth = h;
        dense = wantsDense;
        inverse = 1 / h;
        double radius = reach * h;
        if (wantsDense || !regular(edges, count, radius)) {
            lowest = 0;
            scale = 0;
            above = 2;
            spans = new int[2 * (above + 2)];
            for (int step = 0; step < above + 2; step++) {
                span(step, 0, count);
            }
            return;
        }
        lowest = edges[0] - radius;
        double length = edges[count - 1] + radius - lowest;
        int steps = (int) Math.max(1, Math.min(MAX_BUCKETS, STEPS_PER_REACH * Math.ceil(length / radius)));
        scale = steps / length;
        above = steps + 1;
        spans = new int[2 * (above + 2)];
        double width = length / steps;
        // Rounding may put an event into the neighbouring step: each window is taken a thousandth of a step wider.
        double slack = 0.001 * width;
        int from = 0;
        int to = 0;
        for (int step = 1; step <= steps; step++) {
            double low = lowest + (step - 1) * width - slack;
            double high = lowest + step * width + slack;
            while (from < count && edges[from] <= low - radius) {
                from++;
            }
            while (to < count && edges[to] < high + radius) {
                to++;
            }
            span(step, from, Math.max(from, to));
        }
        span(0, 0, 0);
        span(above, count, count);
        span(above + 1, 0, count);
    }

    private void span(int step, int from, int to) {
        spans[2 * step] = from;
        spans[2 * step + 1] = to;
    }

    /** Whether edges increase and, with the radius of a window, are finite. */
    static boolean regular(double[] edges, int count, double radius) {
        boolean increasing =
                radius > 0 && Double.isFinite(edges[count - 1] - edges[0] + 2 * radius) && Double.isFinite(1 / radius);
        for (int k = 1; k < count; k++) {
            increasing &= edges[k - 1] < edges[k];
        }
        return increasing;
    }

    /** Where {@code |K_order(t)|} stays below 1e-16. */
    static double reach(int order) {
        double t = 37;
        while (Math.abs(order == 0 ? Normal.cdf(-t) : KernelSum.shape(order, t)) < 1e-16) {
            t -= 1.0 / 32;
        }
        return t + 1.0 / 32;
    }
}
