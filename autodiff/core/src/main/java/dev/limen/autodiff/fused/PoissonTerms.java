package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.GammaFunction;
import dev.limen.autodiff.math.Logarithm;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The Poisson log-probability n log r - r - log Gamma(n + 1) of each bin, and its derivatives, with the conventions
 * of {@link PoissonRates}. What depends on counts only is kept until they change.
 */
final class PoissonTerms {
    /** Rates below this count as 0, so that their reciprocal is finite. */
    static final double ZERO = Double.MIN_NORMAL;

    /** The derivative by r: n/r - 1. */
    final double[] slope;

    /** Minus the second derivative by r: n/r^2. */
    final double[] curvature;

    /** 1/r, and 0 where r is 0. */
    final double[] inverse;

    private final int bins;
    private final Remembered logGamma;
    private final Remembered digamma;
    private final Remembered trigamma;

    /** @param counts length of the array of counts, over all lanes */
    PoissonTerms(int bins, int counts) {
        this.bins = bins;
        slope = new double[bins];
        curvature = new double[bins];
        inverse = new double[bins];
        logGamma = new Remembered(counts, n -> GammaFunction.logGamma(n + 1));
        digamma = new Remembered(counts, n -> GammaFunction.digamma(n + 1));
        trigamma = new Remembered(counts, n -> GammaFunction.polygamma(1, n + 1));
    }

    /** Whether no rates like these can give these counts: the log-probability is -infinity. */
    boolean excluded(double[] rates, double[] counts, int countsAt) {
        for (int b = 0; b < bins; b++) {
            double r = rates[b];
            if (r < 0 || r < ZERO && counts[countsAt + b] > 0 || r > Double.MAX_VALUE) {
                return true;
            }
        }
        return false;
    }

    double value(double[] rates, double[] counts, int countsAt) {
        if (excluded(rates, counts, countsAt)) {
            return Double.NEGATIVE_INFINITY;
        }
        double total = 0;
        for (int b = 0; b < bins; b++) {
            double r = rates[b];
            double log = r < ZERO ? 0 : Logarithm.log(r);
            double n = counts[countsAt + b];
            total += n * log - r - logGamma.at(countsAt + b, n);
        }
        return total;
    }

    /** Computes {@link #slope}, {@link #curvature} and {@link #inverse}; the rates must not be excluded. */
    void differentiate(double[] rates, double[] counts, int countsAt) {
        for (int b = 0; b < bins; b++) {
            inverse[b] = rates[b] < ZERO ? 0 : 1 / rates[b];
            double ratio = counts[countsAt + b] * inverse[b];
            slope[b] = ratio - 1;
            curvature[b] = ratio * inverse[b];
        }
    }

    /** Writes the derivatives by the counts: log r - digamma(n + 1). */
    void byCounts(double[] rates, double[] counts, int countsAt, double[] out, int outAt) {
        for (int b = 0; b < bins; b++) {
            double log = rates[b] < ZERO ? 0 : Logarithm.log(rates[b]);
            out[outAt + b] = log - digamma.at(countsAt + b, counts[countsAt + b]);
        }
    }

    /** Writes their change along changes of rates and counts: dr/r - trigamma(n + 1) dn. */
    void byCountsAlong(
            double[] dRates, double[] counts, int countsAt, double[] dCounts, int dCountsAt, double[] out, int outAt) {
        for (int b = 0; b < bins; b++) {
            double byCount = trigamma.at(countsAt + b, counts[countsAt + b]);
            out[outAt + b] = dRates[b] * inverse[b] - byCount * dCounts[dCountsAt + b];
        }
    }

    /** A function of numbers that seldom change, by their place. */
    private static final class Remembered {
        private final double[] arguments;
        private final double[] values;
        private final DoubleUnaryOperator function;

        Remembered(int size, DoubleUnaryOperator function) {
            arguments = new double[size];
            values = new double[size];
            Arrays.fill(arguments, Double.NaN);
            this.function = function;
        }

        double at(int place, double argument) {
            if (argument != arguments[place]) {
                arguments[place] = argument;
                values[place] = function.applyAsDouble(argument);
            }
            return values[place];
        }
    }
}
