package dev.limen.inference;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.math.Normal;
import dev.limen.autodiff.random.RandomSource;
import java.util.List;

/**
 * The significance expected with a signal by pseudo-experiments: for few expected events, where asymptotic formulae lie.
 *
 * <pre>p0 = #(q0 of a background toy is the median q0 of signal toys or more) / #toys,   Z = Phi^-1(1 - p0)</pre>
 *
 * <p>q0 is that of arXiv:1007.1727, eq. 12. Toys are made, drawn and fitted as in {@link ToyCls}; statistics that agree
 * within 1e-8 (1 + q) are ties and count. Toys reach to about Phi^-1(1 - 1/toys): 3.1 for a thousand, 4.3 for 100 000.
 */
public final class ToyDiscovery {
    private final ToyDistribution signal;
    private final ToyDistribution background;

    private ToyDiscovery(ToyDistribution signal, ToyDistribution background) {
        this.signal = signal;
        this.background = background;
    }

    /**
     * Expected results of toys made at nominal parameters.
     *
     * @param mu signal strength of the signal toys, above 0
     * @throws IllegalArgumentException if {@code mu} is not positive, or a bin expects fewer than 0 events
     * @throws IllegalStateException if no toy's fits converged
     */
    public static ToyDiscovery blind(LogLikelihood model, double mu, Toys toys) {
        if (!(mu > 0 && mu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("toys: signal strength " + mu + "; expected a positive number");
        }
        double upper = model.parameters().get(model.requirePoi()).upper();
        LogLikelihood wide = mu > upper ? new WidenedPoi(model, 2 * mu) : model;
        // One start each, as for CLs.
        Fitter fitter = new Fitter(wide, Implicit.Settings.MINIMUM);
        ToyEnsemble signal = ensemble("signal plus background", fitter, mu, toys);
        ToyEnsemble background = ensemble("background", fitter, 0, toys);
        ToyStatistic statistic = new ToyStatistic(fitter, ToyQuantity.Q0);
        return new ToyDiscovery(
                ToyDistribution.of("signal plus background", statistic.of(signal, mu, toys.count(), toys.threads())),
                ToyDistribution.of("background", statistic.of(background, mu, toys.count(), toys.threads())));
    }

    private static ToyEnsemble ensemble(String name, Fitter fitter, double mu, Toys toys) {
        LogLikelihood model = fitter.model();
        Expr parameters = fitter.startsAt(Expr.constant(mu));
        Data expected = model.expected(parameters);
        List<Expr> outputs = List.of(parameters, expected.main(), expected.auxiliary(), model.auxiliarySigma());
        Result result =
                Program.compile(List.of(), outputs, Execution.preferred()).run(List.of());
        return new ToyEnsemble(
                result.output(0).toDoubles(),
                result.output(1).toDoubles(),
                result.output(2).toDoubles(),
                result.output(3).toDoubles(),
                model.auxiliaryScatter(),
                new RandomSource(toys.seed(), "toys: " + name));
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

    /** How many toys of both ensembles were left out because a fit failed. */
    public int failed() {
        return signal.failed() + background.failed();
    }
}
