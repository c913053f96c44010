package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Shape;
import java.util.List;
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
        return of(model.compiled().fitter(), data, statistic);
    }

    static HypothesisTest of(Fitter fitter, Data data, TestStatistic statistic) {
        return of(fitter, data, statistic, fitter.starts());
    }

    /** The test whose fits begin at {@code from}. */
    static HypothesisTest of(Fitter fitter, Data data, TestStatistic statistic, Expr from) {
        TestStatistics observed = new TestStatistics(fitter, data, from);
        Asimov background = Asimov.conditional(fitter, data, observed.free(), 0);
        return new HypothesisTest(statistic, Optional.of(observed), background);
    }

    /** The blind test: expected results only, of the Asimov set at nominal parameters without signal. */
    public static HypothesisTest blind(LogLikelihood model, TestStatistic statistic) {
        return blind(model.compiled().fitter(), statistic);
    }

    static HypothesisTest blind(Fitter fitter, TestStatistic statistic) {
        return new HypothesisTest(statistic, Optional.empty(), Asimov.nominal(fitter, 0));
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
        return limit(Expr.constant(Level.alpha(level)));
    }

    Expr limit(Expr alpha) {
        Expr guess = observed().muHat().max(0).add(expectedGuess(alpha, Expr.constant(0)));
        return limitRoot(guess, mu -> logCls(mu).sub(alpha.log()));
    }

    /**
     * The expected upper limit where the background fluctuates by {@code n} standard deviations: sqrt(q_A) is
     * Phi^-1(1 - alpha Phi(-n)) - n there.
     */
    public Expr expectedLimit(double level, double n) {
        return expectedLimit(Expr.constant(Level.alpha(level)), Expr.constant(n));
    }

    private Expr expectedLimit(Expr alpha, Expr n) {
        Expr z = rootOfQ(alpha, n);
        return limitRoot(
                expectedGuess(alpha, n), mu -> Asymptotics.sqrt(qAsimov(mu)).sub(z));
    }

    /** The band of expected upper limits {@code [5]}: roots side by side. */
    Expr expectedLimits(Expr alpha) {
        Expr n = Expr.variable("n", Shape.scalar());
        return new Graph(List.of(n), List.of(expectedLimit(alpha, n)))
                .batch(List.of(Expr.constant(Band.N)))
                .get(0);
    }

    private Expr expectedGuess(Expr alpha, Expr n) {
        return background.poiLength().mul(rootOfQ(alpha, n));
    }

    private static Expr rootOfQ(Expr alpha, Expr n) {
        return n.neg().normalCdf().mul(alpha).normalQuantile().neg().sub(n);
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
