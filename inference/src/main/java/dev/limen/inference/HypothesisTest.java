package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The test of a signal strength mu against no signal, as expressions with derivatives: CLs, its bands and upper limits
 * (A. Read, J. Phys. G 28 (2002) 2693; asymptotic distributions of arXiv:1007.1727).
 */
public final class HypothesisTest {
    private final TestStatistic statistic;
    private final Optional<TestStatistics> observed;
    private final Asimov background;

    private HypothesisTest(TestStatistic statistic, Optional<TestStatistics> observed, Asimov background) {
        this.statistic = statistic;
        this.observed = observed;
        this.background = background;
    }

    /** The test of observed data; expected results are those of the Asimov set at the conditional fit with mu = 0. */
    public static HypothesisTest of(LogLikelihood model, Data data, TestStatistic statistic) {
        Fitter fitter = new Fitter(model);
        TestStatistics observed = new TestStatistics(fitter, data);
        Asimov background = Asimov.conditional(fitter, data, observed.free().parameters(), 0);
        return new HypothesisTest(statistic, Optional.of(observed), background);
    }

    /** The blind test: expected results only, of the Asimov set at nominal parameters without signal. */
    public static HypothesisTest blind(LogLikelihood model, TestStatistic statistic) {
        return new HypothesisTest(statistic, Optional.empty(), Asimov.nominal(new Fitter(model), 0));
    }

    /** The statistics of the observed data. */
    public TestStatistics observed() {
        return observed.orElseThrow(() -> new IllegalStateException(
                "this test is blind: it has expected results only. Make it with observed data to get observed ones."));
    }

    /** q_mu of the observed data. */
    public Expr q(Expr mu) {
        return observed().q(mu);
    }

    /** q_mu of the background's Asimov set, whose fitted POI is 0. */
    public Expr qAsimov(Expr mu) {
        Expr t = background.t(mu);
        return Expr.where(mu.gt(0), t, Expr.zerosLike(t));
    }

    /** log of the p-value of signal plus background, observed. */
    public Expr logClsb(Expr mu) {
        Expr qAsimov = qAsimov(mu);
        return Asymptotics.logClsb(shifted(mu, qAsimov), qAsimov);
    }

    /** log of the p-value of background alone, observed. */
    public Expr logClb(Expr mu) {
        return Asymptotics.logClb(shifted(mu, qAsimov(mu)));
    }

    /** log CLs, observed. */
    public Expr logCls(Expr mu) {
        Expr qAsimov = qAsimov(mu);
        Expr shifted = shifted(mu, qAsimov);
        return Asymptotics.logClsb(shifted, qAsimov).sub(Asymptotics.logClb(shifted));
    }

    private Expr shifted(Expr mu, Expr qAsimov) {
        return switch (statistic) {
            case Q -> Asymptotics.shiftedQ(q(mu), qAsimov);
            case QTILDE -> Asymptotics.shiftedQTilde(q(mu), qAsimov);
        };
    }

    /** log CLs expected where the background fluctuates by {@code n} standard deviations. */
    public Expr expectedLogCls(Expr mu, double n) {
        return Asymptotics.expectedLogCls(qAsimov(mu), n);
    }

    /**
     * The observed upper limit: where CLs is 1 - {@code level}.
     *
     * @param level confidence level in (0, 1), say 0.95
     */
    public Expr limit(double level) {
        double alpha = Level.alpha(level);
        Expr guess = observed().muHat().max(0).add(expectedGuess(alpha, 0));
        return limitRoot(guess, mu -> logCls(mu).sub(Math.log(alpha)));
    }

    /**
     * The expected upper limit where the background fluctuates by {@code n} standard deviations: sqrt(q_A) is
     * Phi^-1(1 - alpha Phi(-n)) - n there.
     */
    public Expr expectedLimit(double level, double n) {
        double alpha = Level.alpha(level);
        Expr z = rootOfQ(alpha, n);
        return limitRoot(
                expectedGuess(alpha, n), mu -> Asymptotics.sqrt(qAsimov(mu)).sub(z));
    }

    private Expr expectedGuess(double alpha, double n) {
        return background.poiSigma().mul(rootOfQ(alpha, n));
    }

    private static Expr rootOfQ(double alpha, double n) {
        return Expr.constant(-n).normalCdf().mul(alpha).normalQuantile().neg().sub(n);
    }

    private static Expr limitRoot(Expr guess, UnaryOperator<Expr> residual) {
        Expr start = guess.detach();
        return Implicit.root(start, Expr.constant(0), Expr.constant(Double.POSITIVE_INFINITY), residual);
    }

    /** How the Asimov set of expected results is made: {@code nominal} or {@code conditional-fit}. */
    public String asimov() {
        return (observed.isPresent() ? Asimov.Kind.CONDITIONAL_FIT : Asimov.Kind.NOMINAL).toString();
    }
}
