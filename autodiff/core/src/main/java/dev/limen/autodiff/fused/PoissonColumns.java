package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.GammaFunction;
import dev.limen.autodiff.math.Logarithm;
import java.util.Arrays;

/** The Poisson log-probability at many points side by side and its derivatives by the rates: see {@link PoissonTerms}. */
final class PoissonColumns {
    private static final double ZERO = PoissonTerms.ZERO;

    /** By bin: the derivative by r, n/r - 1. */
    final double[][] slope;

    /** By bin: the second derivative by r, -n/r^2. */
    final double[][] curvature;

    /** Whether the log-probability is -infinity. */
    final boolean[] excluded;

    private final int bins;
    /** By place among the counts: the count, and log Gamma(n + 1), kept until it changes. */
    private final double[] known;

    private final double[] logGamma;

    /** @param counts length of the array of counts */
    PoissonColumns(int bins, int width, int counts) {
        this.bins = bins;
        slope = new double[bins][width];
        curvature = new double[bins][width];
        excluded = new boolean[width];
        known = new double[counts];
        logGamma = new double[counts];
        Arrays.fill(known, Double.NaN);
    }

    /** Finds out which of {@code n} points are excluded; the counts of point l begin at {@code at + step l}. */
    void exclude(double[][] rates, double[] counts, int at, int step, int n) {
        Arrays.fill(excluded, 0, n, false);
        for (int b = 0; b < bins; b++) {
            double[] rate = rates[b];
            for (int l = 0; l < n; l++) {
                double r = rate[l];
                excluded[l] |= r < ZERO && (r < 0 || counts[at + step * l + b] > 0) || r > Double.MAX_VALUE;
            }
        }
    }

    /** Writes the log-probabilities. */
    void value(double[][] rates, double[] counts, int at, int step, int n, double[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + n, 0);
        for (int b = 0; b < bins; b++) {
            double[] rate = rates[b];
            for (int l = 0; l < n; l++) {
                double r = rate[l];
                int place = at + step * l + b;
                double log = r < ZERO ? 0 : Logarithm.log(r);
                out[outAt + l] += counts[place] * log - r - logGamma(place, counts[place]);
            }
        }
        for (int l = 0; l < n; l++) {
            if (excluded[l]) {
                out[outAt + l] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    private double logGamma(int place, double count) {
        if (count != known[place]) {
            known[place] = count;
            logGamma[place] = GammaFunction.logGamma(count + 1);
        }
        return logGamma[place];
    }

    /** Computes {@link #slope} and {@link #curvature}. */
    void differentiate(double[][] rates, double[] counts, int at, int step, int n) {
        for (int b = 0; b < bins; b++) {
            double[] rate = rates[b];
            double[] first = slope[b];
            double[] second = curvature[b];
            for (int l = 0; l < n; l++) {
                double inverse = rate[l] < ZERO ? 0 : 1 / rate[l];
                double ratio = counts[at + step * l + b] * inverse;
                first[l] = ratio - 1;
                second[l] = -(ratio * inverse);
            }
        }
    }
}
