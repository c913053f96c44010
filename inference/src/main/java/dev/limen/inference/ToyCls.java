package dev.limen.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * CLs of one signal strength by pseudo-experiments: for few expected events, where asymptotic formulae lie.
 *
 * <pre>CLs = p_sb / p_b,   p = #(q_mu of a toy is q_mu or more) / #toys</pre>
 *
 * <p>Toys of signal plus background are made at the parameters fitted with the POI held at mu, toys of the background
 * at those fitted with it at 0; counts and auxiliary measurements are drawn, and each toy is fitted free and with the
 * POI at mu. q_mu (arXiv:1007.1727, eq. 14) is qtilde_mu (eq. 16) where the POI's lower bound is 0. Statistics that
 * agree within 1e-8 (1 + q) are ties and count. Fits of toys begin once, where the toys are made; toys whose
 * fits fail are left out, and counted in {@link #failed}.
 */
public final class ToyCls {
    /** Phi(-2) to Phi(2): where the results of the background's toys are read, smallest first. */
    private static final double[] QUANTILES = ToyDistribution.QUANTILES;

    private final ToyDistribution signal;
    private final ToyDistribution background;
    private final OptionalDouble q;
    private final double[] expected;

    ToyCls(ToyDistribution signal, ToyDistribution background, OptionalDouble q) {
        this.signal = signal;
        this.background = background;
        this.q = q;
        this.expected = new double[background.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = ratio(background.get(i));
        }
        Arrays.sort(expected);
    }

    /**
     * Tests signal strength {@code mu} on observed data.
     *
     * @param mu above 0; beyond the POI's upper bound the bound is widened
     * @throws dev.limen.autodiff.NotConvergedException if a fit to the data did not converge
     * @throws IllegalArgumentException if a bin expects fewer than 0 events
     * @throws IllegalStateException    if no toy's fits converged
     */
    public static ToyCls of(LogLikelihood model, Data data, double mu, Toys toys) {
        return ToyTest.of(model, data, toys).at(mu);
    }

    /**
     * Expected results only, of toys made at nominal parameters.
     *
     * @param mu above 0; beyond the POI's upper bound the bound is widened
     * @throws IllegalArgumentException if a bin expects fewer than 0 events
     * @throws IllegalStateException    if no toy's fits converged
     */
    public static ToyCls blind(LogLikelihood model, double mu, Toys toys) {
        return ToyTest.blind(model, toys).at(mu);
    }

    ToyDistribution signal() {
        return signal;
    }

    ToyDistribution background() {
        return background;
    }

    private double ratio(double statistic) {
        return probability(signal, statistic) / probability(background, statistic);
    }

    private static double probability(ToyDistribution toys, double statistic) {
        return toys.atOrAbove(statistic) / (double) toys.size();
    }

    private double relativeError(double statistic) {
        return Math.hypot(
                ToyDistribution.relativeError(signal.atOrAbove(statistic), signal.size()),
                ToyDistribution.relativeError(background.atOrAbove(statistic), background.size()));
    }

    /**
     * q_mu of the observed data.
     *
     * @throws IllegalStateException if this is a blind result
     */
    public double q() {
        return q.orElseThrow(() -> new IllegalStateException("these toys are blind: they have expected results only."
                + " Make them with observed data to get observed ones."));
    }

    /** The observed p-value of signal plus background. */
    public double clsb() {
        return probability(signal, q());
    }

    /** The observed p-value of background alone. */
    public double clb() {
        return probability(background, q());
    }

    /**
     * Observed CLs.
     *
     * @throws IllegalStateException if this is a blind result, or the data lie beyond all background toys
     */
    public double observed() {
        if (clb() == 0) {
            throw new IllegalStateException("toys: the observed q of " + q() + " lies beyond all " + background.size()
                    + " background toys, so CLs is 0/0. Make more toys.");
        }
        return ratio(q());
    }

    /** The binomial standard error of {@link #observed}; where no toy lies beyond, that of one toy. */
    public double observedError() {
        double one = 1.0 / (signal.size() * clb());
        return Math.max(observed(), one) * relativeError(q());
    }

    /** The binomial standard error of {@link #clsb}; where no toy lies beyond, that of one toy. */
    public double clsbError() {
        return error(signal, q());
    }

    /** The binomial standard error of {@link #clb}; where no toy lies beyond, that of one toy. */
    public double clbError() {
        return error(background, q());
    }

    private static double error(ToyDistribution toys, double statistic) {
        int beyond = toys.atOrAbove(statistic);
        return Math.max(1, beyond) / (double) toys.size() * ToyDistribution.relativeError(beyond, toys.size());
    }

    /** CLs expected without signal: the quantiles Phi(-2) to Phi(2) of the background toys' CLs, interpolated. */
    public Band expected() {
        List<Double> band = new ArrayList<>();
        for (double quantile : QUANTILES) {
            band.add(expected(quantile));
        }
        return new Band(band);
    }

    private double expected(double quantile) {
        double position = Math.min(1, Math.max(0, quantile)) * (expected.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, expected.length - 1);
        return expected[below] + (position - below) * (expected[above] - expected[below]);
    }

    /** The standard error of the expected median: binomial, and that of the median's place among the toys. */
    public double expectedError() {
        return expectedError(0.5);
    }

    /** The standard errors of {@link #expected}, as {@link #expectedError()} has that of the median. */
    public Band expectedErrors() {
        return new Band(
                Arrays.stream(QUANTILES).map(this::expectedError).boxed().toList());
    }

    private double expectedError(double quantile) {
        double place = Math.sqrt(quantile * (1 - quantile) / expected.length);
        double spread = (expected(quantile + place) - expected(quantile - place)) / 2;
        double one = 1 / (quantile * signal.size());
        // CLs falls where q rises.
        double binomial = relativeError(background.get((int) ((1 - quantile) * (background.size() - 1))));
        return Math.hypot(Math.max(expected(quantile), one) * binomial, spread);
    }

    /**
     * How many toys of both ensembles needed the fit with the POI at mu; the q of the others is 0 by its definition, for
     * their fitted POI is not below mu.
     */
    public int conditionalFits() {
        return signal.positive() + background.positive();
    }

    /** The statistics of the toys with signal, ascending. */
    public List<Double> signalStatistics() {
        return signal.values();
    }

    /** The statistics of the background's toys, ascending. */
    public List<Double> backgroundStatistics() {
        return background.values();
    }

    /** How many toys of both ensembles were left out because a fit failed. */
    public int failed() {
        return signal.failed() + background.failed();
    }
}
