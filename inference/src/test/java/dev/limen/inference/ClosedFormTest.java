package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.math.Normal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** b = 50 +- 7, s = 10: everything by hand. */
final class ClosedFormTest {
    private static final double S = 10;
    private static final double B = 50;
    private static final double SIGMA = 7;

    /** A model and its formula at so many counts. */
    record Case(String name, CountingModel model, OneBin formula, double n) {
        @Override
        public String toString() {
            return name + ", n = " + n;
        }
    }

    static Stream<Case> cases() {
        Expr s = Expr.constant(new double[] {S});
        Expr b = Expr.constant(new double[] {B});
        Expr sigma = Expr.constant(new double[] {SIGMA});
        double tau = B / (SIGMA * SIGMA);
        return Stream.of(35.0, 50.0, 57.0, 60.0, 88.0)
                .flatMap(n -> Stream.of(
                        new Case("known", CountingModel.without(s, b), new OneBin.Known(B), n),
                        new Case("gaussian", CountingModel.gaussian(s, b, sigma), new OneBin.Gaussian(B, SIGMA), n),
                        new Case("on-off", CountingModel.poisson(s, b, sigma), new OneBin.OnOff(tau * B, tau), n)));
    }

    private static double value(Expr expr) {
        return Program.evaluate(expr).item();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fits(Case c) {
        Data data = c.model().observed(c.n());
        double signal = c.formula().signal(c.n());
        MaximumLikelihood free = MaximumLikelihood.free(c.model(), data);
        // A minimum found to 1e-13 in the objective is found to sigma sqrt(2e-13), some 1e-6 events, at worst.
        assertEquals(signal / S, free.values().get(0), 1e-6);
        MaximumLikelihood conditional = MaximumLikelihood.conditional(c.model(), data, 1.5);
        assertEquals(1.5, conditional.values().get(0));
        assertEquals(c.formula().t(c.n(), 1.5 * S), conditional.twiceNll() - free.twiceNll(), 1e-11);
        if (conditional.values().size() > 1) {
            assertEquals(
                    c.formula().background(c.n(), 1.5 * S) / B,
                    conditional.values().get(1),
                    1e-7);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statisticsAndPValues(Case c) {
        Data data = c.model().observed(c.n());
        OneBin formula = c.formula();
        double signal = formula.signal(c.n());
        Discovery discovery = Discovery.of(c.model(), data);
        double q0 = signal > 0 ? formula.t(c.n(), 0) : 0;
        assertEquals(q0, value(discovery.q0()), 1e-11);
        assertEquals(Math.sqrt(q0), value(discovery.significance()), 1e-10);
        HypothesisTest test = HypothesisTest.of(c.model(), data, TestStatistic.QTILDE);
        for (double mu : new double[] {0.3, 1, 2.5, 6}) {
            double q = signal < mu * S ? formula.t(c.n(), mu * S) : 0;
            assertEquals(q, value(test.q(Expr.constant(mu))), 1e-11, "mu = " + mu);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void significances(Case c) {
        Significance significance = Significance.of(c.model(), c.model().observed(c.n()));
        double z = c.formula().signal(c.n()) > 0 ? Math.sqrt(c.formula().t(c.n(), 0)) : 0;
        assertEquals(z, significance.observed(), 1e-10);
        assertEquals(Normal.cdf(-z), significance.p0(), 1e-10);
        assertEquals(significance.expectedP0().values().get(2), Normal.cdf(-significance.expected()), 1e-12);
        assertFalse(significance.certificates().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void blindTestsAreThoseOfTheExpectedCounts(Case c) {
        HypothesisTest test = HypothesisTest.blind(c.model(), TestStatistic.QTILDE);
        for (double mu : List.of(0.5, 1.0, 3.0)) {
            assertEquals(c.formula().t(B, mu * S), value(test.qAsimov(Expr.constant(mu))), 1e-11);
        }
        double z = Math.sqrt(c.formula().t(B + S, 0));
        assertEquals(z, value(Discovery.blind(c.model(), 1).expectedSignificance()), 1e-11);
        assertEquals(z, value(Objectives.expectedSignificance(c.model(), 1)), 1e-11);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void uncertaintiesAddInQuadrature(Case c) {
        // The Fisher information of counts at their expectation: b's variance adds to that of the counts.
        double variance = B + S + (c.formula() instanceof OneBin.Known ? 0 : SIGMA * SIGMA);
        assertEquals(Math.sqrt(variance) / S, value(Objectives.poiUncertainty(c.model(), 1)), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void intervalsEndWhereTheRatioSays(Case c) {
        double signal = 2.5 * S;
        for (double z : new double[] {0.5, 1, 1.96}) {
            DoubleUnaryOperator residual = s -> c.formula().t(B + signal, s) - z * z;
            double low = new BrentSolver(1e-13, 1e-13).solve(1000, residual::applyAsDouble, 0, signal);
            double high = new BrentSolver(1e-13, 1e-13).solve(1000, residual::applyAsDouble, signal, 10 * signal);
            // The two ends of a root found to 1e-12 of itself.
            assertEquals((high - low) / 2 / S, value(Objectives.intervalHalfWidth(c.model(), 2.5, z)), 1e-10);
        }
    }
}
