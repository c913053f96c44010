package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Taylor series of the kernels in equal steps of x, which make the cost of an event independent of the number of edges and of the bandwidth.
 *
 * <p>In a step around {@code y}, with {@code u = (x - y) / (s h)} from -1 to 1,
 *
 * <pre>
 *   K_m((e - x) / h) = sum_d P_d u^d,    P_d = (-s)^d / d! K_(m+d)((e - y) / h)
 * </pre>
 *
 * <p>so that a sum over events needs of each step the moments {@code sum_i w_i u_i^d}, and a sum over edges is one polynomial a step; its derivative by u
 * gives the next order. The half width s is such that the first term left out of either is below 1e-16: by H. Cramer's bound
 * {@code |K_n| < 0.44 sqrt((n-1)!)}. Moments and polynomials are combined with the table of {@code P} once for thousands of events; it holds the edges within reach of each
 * step, as {@link KernelWindows} has them.
 *
 * <p>Scratch of one kernel, used by one thread at a time.
 */
final class KernelSeries {

    static final int TERMS = 16;

    /** So many steps have moments that fit into a core's cache. */
    private static final int MAX_STEPS = 1024;

    /** Per event so many rows of the table cost what the event costs edge by edge. */
    private static final long PAIRS_PER_EVENT = 4;

    private final int count;
    private final List<Integer> orders;
    private final double halfStep;
    private final double reach;
    private final double[] edges;
    private double bandwidth = Double.NaN;
    private boolean usable;
    private double lowest;
    private double scale;
    private int above;
    private double[] centres = {};
    private double[] stretches = {};
    private int[] from = {};
    private int[] to = {};
    private int pairs;
    private int version;
    private final double[] ends;
    private final List<double[]> tables = new ArrayList<>();

    /**
     * Series of {@code orders} for {@code count} edges.
     *
     * @param withSlope whether the derivative of the series stands for the order above
     */
    static KernelSeries of(int count, List<Integer> orders, boolean withSlope) {
        int highest = orders.stream().max(Integer::compare).orElseThrow();
        int terms = withSlope ? TERMS - 1 : TERMS;
        double leftOut = 0.44;
        for (int n = 2; n < highest + TERMS; n++) {
            leftOut *= Math.sqrt(n);
        }
        for (int d = 2; d <= terms; d++) {
            leftOut /= d;
        }
        return new KernelSeries(
                count,
                orders,
                Math.pow(1e-16 / leftOut, 1.0 / terms),
                KernelWindows.reach(highest + (withSlope ? 1 : 0)));
    }

    private KernelSeries(int count, List<Integer> orders, double halfStep, double reach) {
        this.count = count;
        this.orders = orders;
        this.halfStep = halfStep;
        this.reach = reach;
        this.edges = new double[count];
        this.ends = new double[count + 1];
        Arrays.fill(edges, Double.NaN);
    }

    /**
     * Sets edges {@code [offset, offset + count)} and bandwidth for sums over {@code events} events.
     *
     * @return false where these edges, or so few events, are better served edge by edge
     */
    boolean set(double[] source, int offset, double h, int events) {
        if (h != bandwidth || !Arrays.equals(edges, 0, count, source, offset, offset + count)) {
            System.arraycopy(source, offset, edges, 0, count);
            bandwidth = h;
            usable = KernelWindows.regular(edges, count, reach * h) && steps();
            tables.clear();
            version++;
        }
        if (!usable || pairs > PAIRS_PER_EVENT * events) {
            return false;
        }
        if (tables.isEmpty()) {
            orders.forEach(order -> tables.add(table(order)));
        }
        return true;
    }

    private boolean steps() {
        double radius = reach * bandwidth;
        double length = edges[count - 1] - edges[0] + 2 * radius;
        double wanted = Math.ceil(length / (2 * halfStep * bandwidth));
        if (!(wanted <= MAX_STEPS)) {
            return false;
        }
        int steps = (int) wanted;
        lowest = edges[0] - radius;
        double width = length / steps;
        scale = steps / length;
        above = steps + 1;
        centres = new double[above + 1];
        stretches = new double[above + 1];
        from = new int[above + 1];
        to = new int[above + 1];
        from[above] = count;
        to[above] = count;
        pairs = 0;
        for (int step = 1; step <= steps; step++) {
            centres[step] = lowest + (step - 0.5) * width;
            stretches[step] = 2 / width;
            int first = from[step - 1];
            while (first < count && edges[first] <= centres[step] - width / 2 - radius) {
                first++;
            }
            int last = Math.max(first, to[step - 1]);
            while (last < count && edges[last] < centres[step] + width / 2 + radius) {
                last++;
            }
            from[step] = first;
            to[step] = last;
            pairs += last - first;
        }
        return true;
    }

    private double[] table(int order) {
        double[] table = new double[pairs * TERMS];
        int at = 0;
        for (int step = 1; step < above; step++) {
            double half = 1 / (stretches[step] * bandwidth);
            for (int k = from[step]; k < to[step]; k++) {
                double t = (edges[k] - centres[step]) / bandwidth;
                double before = order == 0 ? 0 : order == 1 ? 0 : KernelSum.shape(order - 1, t);
                double value = order == 0 ? Normal.cdf(t) : KernelSum.shape(order, t);
                double factor = 1;
                for (int d = 0; d < TERMS; d++) {
                    table[at++] = factor * value;
                    factor *= -half / (d + 1);
                    int n = order + d;
                    double next = n == 0 ? Normal.density(t) : -t * value - (n - 1) * before;
                    before = value;
                    value = next;
                }
            }
        }
        return table;
    }

    /** Changes when edges or bandwidth do. */
    int version() {
        return version;
    }

    /** Length of an array of moments or polynomials. */
    int size() {
        return (above + 1) * TERMS;
    }

    double lowest() {
        return lowest;
    }

    double scale() {
        return scale;
    }

    /** The last step; events that are not finite have the one behind it. */
    int above() {
        return above;
    }

    double[] centres() {
        return centres;
    }

    double[] stretches() {
        return stretches;
    }

    /** {@code -d u / d t}: what turns the derivative of a series by u into the kernel of the order above. */
    double slope() {
        return -stretches[1] * bandwidth;
    }

    /** Adds to {@code out[start + k]} the sums by edge that have these moments, for the order at position {@code j}. */
    void addSums(int j, double[] moments, double[] out, int start) {
        double[] table = tables.get(j);
        boolean cumulative = orders.get(j) == 0;
        Arrays.fill(ends, 0);
        ends[0] = moments[0];
        int at = 0;
        for (int step = 1; step < above; step++) {
            int m = step * TERMS;
            for (int k = from[step]; k < to[step]; k++) {
                double a = 0;
                double b = 0;
                double c = 0;
                double d = 0;
                for (int i = 0; i < TERMS; i += 4) {
                    a = Math.fma(moments[m + i], table[at + i], a);
                    b = Math.fma(moments[m + i + 1], table[at + i + 1], b);
                    c = Math.fma(moments[m + i + 2], table[at + i + 2], c);
                    d = Math.fma(moments[m + i + 3], table[at + i + 3], d);
                }
                at += TERMS;
                out[start + k] += (a + b) + (c + d);
            }
            ends[to[step]] += moments[m];
        }
        if (cumulative) {
            double before = 0;
            for (int k = 0; k < count; k++) {
                before += ends[k];
                out[start + k] += before;
            }
        }
    }

    /** For each step the sum over edges with weights {@code c[k]}, whose sums from k on are {@code behind}. */
    double[] polynomials(int j, double[] c, double[] behind) {
        double[] polynomials = new double[size()];
        double[] table = tables.get(j);
        boolean cumulative = orders.get(j) == 0;
        int at = 0;
        for (int step = 0; step <= above; step++) {
            int p = step * TERMS;
            for (int k = from[step]; k < to[step]; k++) {
                double weight = c[k];
                for (int i = 0; i < TERMS; i++) {
                    polynomials[p + i] = Math.fma(weight, table[at + i], polynomials[p + i]);
                }
                at += TERMS;
            }
            if (cumulative && to[step] < count) {
                polynomials[p] += behind[to[step]];
            }
        }
        return polynomials;
    }
}
