package dev.limen.inference;

import dev.limen.autodiff.Expr;
import java.util.Optional;

/** The test of no signal: q0, its p-value and significance (arXiv:1007.1727, eqs. 12, 52 and 53), as expressions. */
public final class Discovery {
    private final Optional<TestStatistics> observed;
    private final Asimov signal;

    private Discovery(Optional<TestStatistics> observed, Asimov signal) {
        this.observed = observed;
        this.signal = signal;
    }

    /** The test of observed data; expected results are those of the Asimov set at the conditional fit with mu = 1. */
    public static Discovery of(LogLikelihood model, Data data) {
        return of(model.compiled().fitter(), data);
    }

    static Discovery of(Fitter fitter, Data data) {
        TestStatistics observed = new TestStatistics(fitter, data);
        return new Discovery(Optional.of(observed), Asimov.conditional(fitter, data, observed.free(), 1));
    }

    /** The blind test: expected results only, of the Asimov set at nominal parameters with signal strength {@code mu}. */
    public static Discovery blind(LogLikelihood model, double mu) {
        return blind(model.compiled().fitter(), mu);
    }

    static Discovery blind(Fitter fitter, double mu) {
        return new Discovery(Optional.empty(), Asimov.nominal(fitter, mu));
    }

    /** q0 of the observed data. */
    public Expr q0() {
        return observed.orElseThrow(
                        () -> new IllegalStateException(
                                "this test is blind: it has expected results only. Make it with observed data to get observed ones."))
                .q0();
    }

    /** q0 of the Asimov set with signal. */
    public Expr expectedQ0() {
        return signal.t(Expr.constant(0));
    }

    /** Z = sqrt(q0), observed; 0 where the fitted POI is not above 0. */
    public Expr significance() {
        return Asymptotics.sqrt(q0());
    }

    /** log of the p-value of no signal, observed. */
    public Expr logP0() {
        return significance().neg().logNormalCdf();
    }

    /** The median significance with signal. */
    public Expr expectedSignificance() {
        return Asymptotics.sqrt(expectedQ0());
    }

    /** log of the p-value of no signal expected with signal, where the data fluctuate by {@code n} standard deviations. */
    public Expr expectedLogP0(double n) {
        return expectedSignificance().add(n).neg().logNormalCdf();
    }
}
