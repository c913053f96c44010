package dev.limen.autodiff.fused;

import static dev.limen.autodiff.fused.KernelSeries.TERMS;

/** The loops over events of {@link KernelSeries}; those whose x or weight is not finite are left to the caller. */
final class SeriesLoops {

    private SeriesLoops() {}

    /** Adds the moments of events {@code [from, from + n)}; returns how many it left out. */
    static int moments(KernelSeries series, double[] x, int xFrom, double[] w, int wFrom, int n, double[] moments) {
        double lowest = series.lowest();
        double scale = series.scale();
        int above = series.above();
        double[] centres = series.centres();
        double[] stretches = series.stretches();
        int left = 0;
        for (int i = 0; i < n; i++) {
            double xi = x[xFrom + i];
            double wi = w[wFrom + i];
            int step = KernelWindows.step(xi, wi, lowest, scale, above);
            if (step > above) {
                left++;
                continue;
            }
            double u = (xi - centres[step]) * stretches[step];
            double u2 = u * u;
            double even = wi;
            double odd = wi * u;
            int m = step * TERMS;
            moments[m] += even;
            moments[m + 1] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 2] += even;
            moments[m + 3] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 4] += even;
            moments[m + 5] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 6] += even;
            moments[m + 7] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 8] += even;
            moments[m + 9] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 10] += even;
            moments[m + 11] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 12] += even;
            moments[m + 13] += odd;
            even *= u2;
            odd *= u2;
            moments[m + 14] += even;
            moments[m + 15] += odd;
        }
        return left;
    }

    /** Sets {@code out[outFrom + i]} to the polynomial of its step; returns how many events it left out. */
    static int values(KernelSeries series, double[] p, double[] x, int xFrom, int n, double[] out, int outFrom) {
        double lowest = series.lowest();
        double scale = series.scale();
        int above = series.above();
        double[] centres = series.centres();
        double[] stretches = series.stretches();
        int left = 0;
        for (int i = 0; i < n; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            if (step > above) {
                left++;
                continue;
            }
            double u = (xi - centres[step]) * stretches[step];
            int m = step * TERMS;
            double value = p[m + TERMS - 1];
            for (int d = TERMS - 2; d >= 0; d--) {
                value = Math.fma(value, u, p[m + d]);
            }
            out[outFrom + i] = value;
        }
        return left;
    }

    /** As {@link #values}, and {@code slopes} the order above. */
    static int valuesAndSlopes(
            KernelSeries series, double[] p, double[] x, int xFrom, int n, double[] out, double[] slopes, int outFrom) {
        double lowest = series.lowest();
        double scale = series.scale();
        int above = series.above();
        double[] centres = series.centres();
        double[] stretches = series.stretches();
        double factor = series.slope();
        int left = 0;
        for (int i = 0; i < n; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            if (step > above) {
                left++;
                continue;
            }
            double u = (xi - centres[step]) * stretches[step];
            int m = step * TERMS;
            double value = p[m + TERMS - 1];
            double slope = 0;
            for (int d = TERMS - 2; d >= 0; d--) {
                slope = Math.fma(slope, u, value);
                value = Math.fma(value, u, p[m + d]);
            }
            out[outFrom + i] = value;
            slopes[outFrom + i] = factor * slope;
        }
        return left;
    }
}
