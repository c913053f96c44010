package dev.limen.autodiff.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One lane of a {@link KernelSum} by {@link KernelSeries}; the odd event that is not finite goes edge by edge. */
final class SeriesSums {

    /** Events whose moments are added one by one before they are turned into sums. */
    private static final int BLOCK = 8192;

    private final List<Integer> orders;
    private final boolean consecutive;
    private final KernelSeries series;
    private final List<double[]> polynomials = new ArrayList<>();
    private double[] moments = {};
    private double[] weights = {};

    SeriesSums(KernelSum sum, int edges) {
        this.orders = sum.orders();
        this.consecutive =
                sum.role() == KernelSum.Role.GATHER && orders.size() == 2 && orders.get(1) == orders.get(0) + 1;
        this.series = KernelSeries.of(edges, consecutive ? orders.subList(0, 1) : orders, consecutive);
    }

    /** Whether this way is the better one for so many events; sets edges and bandwidth. */
    boolean set(double[] edges, int offset, double h, int events) {
        int version = series.version();
        boolean usable = series.set(edges, offset, h, events);
        if (usable && version != series.version()) {
            moments = new double[series.size()];
            weights = new double[0];
        }
        return usable;
    }

    /** Adds the sums over events {@code [0, n)} to {@code outputs[j][start + k]}; returns how many events it left out. */
    int sum(double[] x, int xFrom, double[] w, int wFrom, int n, double[][] outputs, int start) {
        int left = 0;
        for (int from = 0; from < n; from += BLOCK) {
            Arrays.fill(moments, 0);
            left += SeriesLoops.moments(series, x, xFrom + from, w, wFrom + from, Math.min(BLOCK, n - from), moments);
            for (int j = 0; j < orders.size(); j++) {
                series.addSums(j, moments, outputs[j], start);
            }
        }
        return left;
    }

    /** Sets {@code outputs[j][start + i]} for events {@code [0, n)}; returns how many it left out of each. */
    int gather(double[] x, int xFrom, double[] c, double[] behind, int n, double[][] outputs, int start) {
        if (!Arrays.equals(weights, c)) { // successive blocks of events share their weights by edge
            weights = c.clone();
            polynomials.clear();
            for (int j = 0; j < (consecutive ? 1 : orders.size()); j++) {
                polynomials.add(series.polynomials(j, c, behind));
            }
        }
        if (consecutive) {
            return SeriesLoops.valuesAndSlopes(series, polynomials.get(0), x, xFrom, n, outputs[0], outputs[1], start);
        }
        int left = 0;
        for (int j = 0; j < orders.size(); j++) {
            left = SeriesLoops.values(series, polynomials.get(j), x, xFrom, n, outputs[j], start);
        }
        return left;
    }
}
