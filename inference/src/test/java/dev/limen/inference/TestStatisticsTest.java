package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import org.junit.jupiter.api.Test;

/** Kinks have the values of the definitions, exactly, and tails stay finite. */
final class TestStatisticsTest {
    private static final CountingModel MODEL =
            CountingModel.poisson(Expr.constant(10, 4), Expr.constant(50, 30), Expr.constant(7, 5));
    private static final CountingModel SIGNED = MODEL.with(CountingModel.poi(-3, 1000));

    private static double value(Expr expr) {
        return Program.evaluate(expr).item();
    }

    @Test
    void qIsZeroWhereTheFittedSignalIsNotBelowTheTestedOne() {
        TestStatistics statistics = new TestStatistics(new Fitter(MODEL), MODEL.observed(75, 38));
        double muHat = value(statistics.muHat());
        assertTrue(muHat > 2 && muHat < 3, "fitted " + muHat);
        Expr below = Expr.constant(new double[] {muHat - 0.01}).get(0);
        assertEquals(0, value(statistics.q(below)));
        assertTrue(value(statistics.t(below)) > 0);
        assertEquals(0, value(Derivatives.gradient(statistics.q(below), below)));
        assertTrue(value(statistics.q(Expr.constant(muHat + 0.01))) > 0);
    }

    @Test
    void q0IsZeroAndP0OneHalfWhereTheFittedSignalIsNotAbove0() {
        for (CountingModel model : new CountingModel[] {MODEL, SIGNED}) {
            Data deficit = model.observed(40, 25);
            Significance significance = Significance.of(model, deficit);
            assertEquals(0, significance.observed());
            assertEquals(0.5, significance.p0());
            assertEquals(0, value(Discovery.of(model, deficit).q0()));
        }
        assertTrue(value(new TestStatistics(new Fitter(SIGNED), SIGNED.observed(40, 25)).muHat()) < 0);
    }

    @Test
    void qAndQTildeAgreeWhereTheFittedSignalIsAbove0() {
        Data excess = MODEL.observed(55, 31);
        Expr mu = Expr.constant(2);
        assertEquals(
                value(HypothesisTest.of(SIGNED, excess, TestStatistic.Q).q(mu)),
                value(HypothesisTest.of(MODEL, excess, TestStatistic.QTILDE).q(mu)),
                1e-11);
    }

    @Test
    void qGrowsBeyondQTildeWhereTheFittedSignalIsBelow0() {
        Data deficit = SIGNED.observed(40, 25);
        Expr mu = Expr.constant(2);
        double q = value(HypothesisTest.of(SIGNED, deficit, TestStatistic.Q).q(mu));
        double qTilde = value(HypothesisTest.of(MODEL, MODEL.observed(40, 25), TestStatistic.QTILDE)
                .q(mu));
        assertTrue(q > qTilde + 0.1, q + " against " + qTilde);
        // Both tend to the same asymptotic p-value: eq. 65 makes up for the difference.
        double cls = value(HypothesisTest.of(SIGNED, deficit, TestStatistic.Q).logCls(mu));
        double clsTilde = value(HypothesisTest.of(MODEL, MODEL.observed(40, 25), TestStatistic.QTILDE)
                .logCls(mu));
        assertEquals(cls, clsTilde, 0.1);
    }

    @Test
    void logarithmsOfPValuesReachFarTails() {
        CountingModel model = CountingModel.without(Expr.constant(1000, 1000), Expr.constant(50, 30));
        HypothesisTest test = HypothesisTest.of(model, model.observed(50, 30), TestStatistic.QTILDE);
        Expr mu = Expr.constant(2);
        double q = value(test.qAsimov(mu));
        double logCls = value(test.expectedLogCls(mu, 0));
        assertTrue(q > 5000, "q = " + q);
        // log Phi(-x) = -x^2/2 - log(x sqrt(2 pi)) + O(x^-2), and log Phi(0) = log 1/2.
        double tail = -q / 2 - Math.log(Math.sqrt(2 * Math.PI * q)) - Math.log(0.5);
        assertEquals(tail, logCls, 2 / q);
        assertEquals(tail, value(test.logCls(mu)), 1e-3);
        Discovery discovery = Discovery.blind(model, 2);
        double q0 = value(discovery.expectedQ0());
        assertEquals(-q0 / 2 - Math.log(Math.sqrt(2 * Math.PI * q0)), value(discovery.expectedLogP0(0)), 2 / q0);
    }

    @Test
    void bandsAreOrderedAndConsistent() {
        Data data = MODEL.observed(52, 29);
        Cls cls = Cls.of(MODEL, data, 1.3, TestStatistic.QTILDE);
        Significance significance = Significance.of(MODEL, data);
        UpperLimit limit = UpperLimit.of(MODEL, data, 0.95);
        for (Band band : new Band[] {cls.expected(), significance.expectedP0(), limit.expected()}) {
            for (int i = 1; i < 5; i++) {
                assertTrue(band.values().get(i) > band.values().get(i - 1), band.toString());
            }
        }
        assertEquals(cls.observed(), cls.clsb() / cls.clb(), 1e-15);
        assertEquals("conditional-fit", cls.asimov());
        assertEquals("conditional-fit", limit.asimov());
        // CLs at the limit is the level's.
        HypothesisTest test = HypothesisTest.of(MODEL, data, TestStatistic.QTILDE);
        assertEquals(0.05, value(test.logCls(Expr.constant(limit.observed())).exp()), 1e-10);
        for (int i = 0; i < 5; i++) {
            Expr mu = Expr.constant(limit.expected().values().get(i));
            assertEquals(0.05, value(test.expectedLogCls(mu, Band.N[i]).exp()), 1e-10);
        }
        assertTrue(limit.note().isEmpty());
        assertTrue(limit.certificates().stream().allMatch(c -> c.converged()));
        assertTrue(cls.certificates().stream().allMatch(c -> c.converged()));
        assertTrue(significance.certificates().stream().allMatch(c -> c.converged()));
    }

    @Test
    void blindLimitsAreThoseOfTheNominalSet() {
        UpperLimit blind = UpperLimit.blind(MODEL, 0.9);
        UpperLimit observed = UpperLimit.of(MODEL, MODEL.observed(50, 30), 0.9);
        // Data that equal the expectation are fitted by the nominal parameters.
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    observed.expected().values().get(i),
                    blind.expected().values().get(i),
                    1e-7);
        }
        assertEquals("nominal", blind.asimov());
        assertEquals(blind.expected().median(), value(Objectives.expectedLimit(MODEL, 0.9)), 1e-12);
        double limit = blind.expected().median();
        assertEquals(Math.log(0.1), value(Objectives.expectedLogCls(MODEL, limit)), 1e-9);
    }

    @Test
    void limitsBeyondTheBoundWidenIt() {
        CountingModel narrow = MODEL.with(CountingModel.poi(0, 1));
        Data data = MODEL.observed(52, 29);
        UpperLimit wide = UpperLimit.of(MODEL, data, 0.95);
        UpperLimit widened = UpperLimit.of(narrow, data, 0.95);
        assertEquals(wide.observed(), widened.observed(), 1e-9);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    wide.expected().values().get(i), widened.expected().values().get(i), 1e-9);
        }
        String note = widened.note().orElseThrow();
        assertTrue(note.contains("lies beyond the upper bound 1.0 of POI 'mu': the bound was widened to "), note);
    }
}
