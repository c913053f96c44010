package dev.limen.inference;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.math.Normal;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The discovery p-value and significance by pseudo-experiments, observed and expected with a signal: for few expected
 * events, where asymptotic formulae lie.
 *
 * <pre>p0 = #(q0 of a background toy is q0 or more) / #toys,   Z = Phi^-1(1 - p0)</pre>
 *
 * <p>q0 is that of arXiv:1007.1727, eq. 12. Toys are made, drawn and fitted as in {@link ToyCls}; statistics that agree
 * within 1e-8 (1 + q) are ties and count. Expected results are read at quantiles of the signal toys' q0. Toys reach to
 * about Phi^-1(1 - 1/toys): 3.1 for a thousand, 4.3 for 100 000.
 */
public final class ToyDiscovery {
    private final ToyDistribution signal;
    private final ToyDistribution background;
    private final OptionalDouble q;

    private ToyDiscovery(ToyDistribution signal, ToyDistribution background, OptionalDouble q) {
        this.signal = signal;
        this.background = background;
        this.q = q;
    }

    /**
     * Tests the absence of a signal in observed data; toys are made at the parameters fitted with the POI held at 0, and at
     * {@code mu}.
     *
     * @param mu signal strength of the signal toys, above 0
     * @throws IllegalArgumentException if {@code mu} is not positive, or a bin expects fewer than 0 events
     * @throws IllegalStateException if no toy's fits converged
     * @throws dev.limen.autodiff.NotConvergedException if a fit to the data did not converge
     */
    public static ToyDiscovery of(LogLikelihood model, Data data, double mu, Toys toys) {
        return of(model, Optional.of(data), mu, toys);
    }

    /**
     * Expected results of toys made at nominal parameters.
     *
     * @param mu signal strength of the signal toys, above 0
     * @throws IllegalArgumentException if {@code mu} is not positive, or a bin expects fewer than 0 events
     * @throws IllegalStateException if no toy's fits converged
     */
    public static ToyDiscovery blind(LogLikelihood model, double mu, Toys toys) {
        return of(model, Optional.empty(), mu, toys);
    }

    private static ToyDiscovery of(LogLikelihood model, Optional<Data> data, double mu, Toys toys) {
        if (!(mu > 0 && mu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("toys: signal strength " + mu + "; expected a positive number");
        }
        double upper = model.parameters().get(model.requirePoi()).upper();
        LogLikelihood wide = mu > upper ? new WidenedPoi(model, 2 * mu) : model;
        Fitter fitter = wide.compiled().fitter();
        Optional<TestStatistics> observed = data.map(given -> new TestStatistics(fitter, given));
        List<Expr> outputs = new ArrayList<>();
        for (double at : new double[] {mu, 0}) {
            Expr poi = Expr.constant(at);
            Expr parameters = observed.map(fits -> fitter.conditional(
                                    fits.data(), poi, fits.free().parameters())
                            .parameters())
                    .orElseGet(() -> fitter.startsAt(poi));
            Data expected = wide.expected(parameters);
            outputs.addAll(List.of(parameters, expected.main(), expected.auxiliary(), wide.auxiliarySigma()));
        }
        observed.ifPresent(fits -> outputs.add(fits.q0()));
        Result result =
                Program.compile(List.of(), outputs, Execution.preferred()).run(List.of());
        // One start each, as for CLs.
        ToyStatistic statistic = new ToyStatistic(new Fitter(wide, Implicit.Settings.MINIMUM), ToyQuantity.Q0);
        List<ToyDistribution> made = new ArrayList<>();
        for (String name : List.of("signal plus background", "background")) {
            ToyEnsemble ensemble = ensemble(name, result, 4 * made.size(), wide, toys);
            made.add(ToyDistribution.of(name, statistic.of(name, ensemble, mu, toys)));
        }
        OptionalDouble q =
                observed.isPresent() ? OptionalDouble.of(result.output(8).item()) : OptionalDouble.empty();
        return new ToyDiscovery(made.get(0), made.get(1), q);
    }

    private static ToyEnsemble ensemble(String name, Result result, int first, LogLikelihood model, Toys toys) {
        return new ToyEnsemble(
                result.output(first).toDoubles(),
                result.output(first + 1).toDoubles(),
                result.output(first + 2).toDoubles(),
                result.output(first + 3).toDoubles(),
                model.auxiliaryScatter(),
                new RandomSource(toys.seed(), "toys: " + name));
    }

    /**
     * q0 of the observed data.
     *
     * @throws IllegalStateException if this is a blind result
     */
    public double q0() {
        return q.orElseThrow(() -> new IllegalStateException("these toys are blind: they have expected results only."
                + " Make them with observed data to get observed ones."));
    }

    /** How many background toys have the observed q0 or more. */
    public int observedBeyond() {
        return background.atOrAbove(q0());
    }

    /** The observed p-value of no signal; where no toy lies beyond, that of one toy, which is more than it. */
    public double observedP0() {
        return p0(observedBeyond());
    }

    /** The binomial standard error of {@link #observedP0}. */
    public double observedP0Error() {
        return observedP0() * ToyDistribution.relativeError(observedBeyond(), background.size());
    }

    /** The observed significance, not below 0; where no toy lies beyond, that of one toy, which is less than it. */
    public double observedSignificance() {
        return significance(observedBeyond());
    }

    /** The binomial standard error of {@link #observedSignificance}; infinite where all toys lie beyond. */
    public double observedError() {
        double z = -Normal.quantile(observedP0());
        return observedP0Error() / Normal.density(z);
    }

    /** The p-values of no signal at the quantiles Phi(-2) to Phi(2) of the signal toys, smallest first; as {@link #p0()}. */
    public Band expectedP0() {
        return new Band(Arrays.stream(ToyDistribution.QUANTILES)
                .map(quantile -> p0(beyond(1 - quantile)))
                .boxed()
                .toList());
    }

    /** The standard errors of {@link #expectedP0}: binomial, and that of the quantile's place among the toys. */
    public Band expectedP0Errors() {
        return new Band(Arrays.stream(ToyDistribution.QUANTILES)
                .map(quantile -> p0Error(1 - quantile))
                .boxed()
                .toList());
    }

    private double p0Error(double quantile) {
        double place = Math.sqrt(quantile * (1 - quantile) / signal.size());
        double spread = (p0(beyond(quantile - place)) - p0(beyond(quantile + place))) / 2;
        int beyond = beyond(quantile);
        return Math.hypot(p0(beyond) * ToyDistribution.relativeError(beyond, background.size()), spread);
    }

    /** How many background toys have the median q0 of the signal toys or more. */
    public int beyond() {
        return beyond(0.5);
    }

    private int beyond(double quantile) {
        int index = (int) (Math.min(1, Math.max(0, quantile)) * (signal.size() - 1));
        return background.atOrAbove(signal.get(index));
    }

    /** The median p-value of no signal; where no toy lies beyond, that of one toy, which is more than it. */
    public double p0() {
        return p0(beyond());
    }

    private double p0(int beyond) {
        return Math.max(1, beyond) / (double) background.size();
    }

    /** The median significance, not below 0; where no toy lies beyond, that of one toy, which is less than it. */
    public double significance() {
        return significance(beyond());
    }

    private double significance(int beyond) {
        return Math.max(0, -Normal.quantile(p0(beyond)));
    }

    /** The standard error of the significance: binomial, and that of the median's place among the toys. */
    public double error() {
        double place = 0.5 / Math.sqrt(signal.size());
        double spread = (significance(beyond(0.5 + place)) - significance(beyond(0.5 - place))) / 2;
        double binomial = p0() * ToyDistribution.relativeError(beyond(), background.size());
        double density = Normal.density(significance());
        return Math.hypot(binomial / density, spread);
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
