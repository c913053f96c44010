package dev.limen.inference;

import dev.limen.autodiff.math.Normal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;

/**
 * One bin with a known background and no nuisance parameters: CLs, limits and significances by exact enumeration of
 * counts, where asymptotic formulae lie (few expected events).
 *
 * @param background expected background events, above or equal to 0
 */
public record CountingExperiment(double background) {

    public CountingExperiment {
        if (!(background >= 0 && background < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("counting experiment: background " + background
                    + "; expected a finite number of events, 0 or more");
        }
    }

    /** P(N <= n) for a Poisson mean. */
    static double cumulative(int n, double mean) {
        return mean == 0 ? 1 : Gamma.regularizedGammaQ(n + 1.0, mean, 1e-15, 100_000);
    }

    /** CLs = P(N <= n | s + b) / P(N <= n | b) of {@code signal} expected events where n were observed. */
    public double cls(int observed, double signal) {
        requireCount(observed);
        requireSignal(signal);
        return cumulative(observed, background + signal) / cumulative(observed, background);
    }

    /** The signal, in events, whose CLs is 1 - {@code level}. */
    public double limit(int observed, double level) {
        requireCount(observed);
        double alpha = Level.alpha(level);
        double high = 3 + observed;
        while (cls(observed, high) > alpha) {
            high *= 2;
        }
        return new BrentSolver(1e-13, 1e-13).solve(1000, s -> cls(observed, s) - alpha, 0, high);
    }

    /** The limits at the counts expected without signal: at the quantiles Phi(-2) to Phi(2), the median between. */
    public Band expectedLimit(double level) {
        List<Double> band = new ArrayList<>();
        double[] quantiles = {0.022750131948179209, 0.15865525393145705, 0.5, 0.84134474606854293, 0.97724986805182079};
        for (double quantile : quantiles) {
            band.add(limit(quantile(quantile), level));
        }
        return new Band(band);
    }

    /** CLs of {@code signal} expected events at the median count without signal. */
    public double expectedCls(double signal) {
        return cls(quantile(0.5), signal);
    }

    /**
     * The significance Phi^-1(1 - p0), p0 = P(N >= n | b), at the median count n with {@code signal} expected events.
     *
     * @return not below 0; +infinity where {@code background} is 0 and the median count is not
     */
    public double expectedSignificance(double signal) {
        requireSignal(signal);
        int median = quantile(0.5, background + signal);
        double p0 = median == 0 ? 1 : background == 0 ? 0 : Gamma.regularizedGammaP(median, background, 1e-15, 100_000);
        return Math.max(0, -Normal.quantile(p0));
    }

    private int quantile(double probability) {
        return quantile(probability, background);
    }

    private static int quantile(double probability, double mean) {
        int n = 0;
        while (cumulative(n, mean) < probability) {
            n++;
        }
        return n;
    }

    private static void requireSignal(double signal) {
        if (!(signal >= 0)) {
            throw new IllegalArgumentException("counting experiment: signal " + signal + "; expected 0 or more events");
        }
    }

    private static void requireCount(int observed) {
        if (observed < 0) {
            throw new IllegalArgumentException(
                    "counting experiment: " + observed + " events observed; expected 0 or more");
        }
    }
}
