package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.math.Normal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountingExperimentTest {

    @ParameterizedTest
    @CsvSource({"0, 3.00, 1.92", "0.1, 3.00, 2.24", "1, 4.11, 3.40", "5, 6.33, 5.75"})
    void asymptoticLimitsLieAtFewCounts(double background, double exact, double asymptotic) {
        assertEquals(
                exact, new CountingExperiment(background).expectedLimit(0.95).median(), 0.005);
        if (background > 0) {
            CountingModel model =
                    CountingModel.without(Expr.constant(new double[] {1}), Expr.constant(new double[] {background}));
            assertEquals(
                    asymptotic,
                    Program.evaluate(Objectives.expectedLimit(model, 0.95)).item(),
                    0.005);
        }
    }

    @Test
    void nothingSeenExcludesMinusLogAlpha() {
        // CLs = exp(-s) whatever the background.
        for (double background : new double[] {0, 0.5, 20}) {
            assertEquals(-Math.log(0.05), new CountingExperiment(background).limit(0, 0.95), 1e-11);
            assertEquals(-Math.log(0.32), new CountingExperiment(background).limit(0, 0.68), 1e-11);
        }
    }

    @Test
    void clsIsARatioOfSums() {
        CountingExperiment three = new CountingExperiment(3);
        double both = Math.exp(-5) * (1 + 5 + 12.5);
        double background = Math.exp(-3) * (1 + 3 + 4.5);
        assertEquals(both / background, three.cls(2, 2), 1e-14);
        assertEquals(1, three.cls(2, 0));
    }

    @Test
    void expectedClsIsThatOfTheMedianCount() {
        // The median count is 0, and CLs exp(-s).
        assertEquals(Math.exp(-3), new CountingExperiment(0.1).expectedCls(3), 1e-14);
        assertEquals(new CountingExperiment(5).cls(5, 6), new CountingExperiment(5).expectedCls(6));
        assertEquals(
                0.05,
                new CountingExperiment(5)
                        .expectedCls(
                                new CountingExperiment(5).expectedLimit(0.95).median()),
                1e-12);
    }

    @Test
    void expectedSignificanceIsThatOfTheMedianCount() {
        // Three events where 0.1 are expected: 1 - exp(-0.1) (1 + 0.1 + 0.005) = 1.5465e-4.
        double p0 = -Math.expm1(-0.1 + Math.log(1.105));
        assertEquals(p0, Normal.cdf(-new CountingExperiment(0.1).expectedSignificance(3)), 1e-12);
        assertEquals(0, new CountingExperiment(3).expectedSignificance(0.1));
        assertEquals(0, new CountingExperiment(0).expectedSignificance(0.1));
        assertEquals(Double.POSITIVE_INFINITY, new CountingExperiment(0).expectedSignificance(3));
        // Far in the tail, where one minus a sum would have no digits left; by 40-digit arithmetic.
        assertEquals(15.417619201530368, new CountingExperiment(1).expectedSignificance(42), 1e-12);
    }

    @Test
    void bandsRiseWithTheQuantile() {
        Band band = new CountingExperiment(10).expectedLimit(0.95);
        for (int i = 1; i < 5; i++) {
            assertTrue(band.values().get(i) > band.values().get(i - 1));
        }
        // Counts at Phi(-2), Phi(-1), 1/2, Phi(1), Phi(2) of a Poisson distribution of mean 10.
        int[] counts = {4, 7, 10, 13, 17};
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    new CountingExperiment(10).limit(counts[i], 0.95),
                    band.values().get(i));
        }
    }

    @Test
    void messages() {
        message(
                "counting experiment: background -1.0; expected a finite number of events, 0 or more",
                () -> new CountingExperiment(-1));
        message(
                "counting experiment: background NaN; expected a finite number of events, 0 or more",
                () -> new CountingExperiment(Double.NaN));
        message("counting experiment: -3 events observed; expected 0 or more", () -> new CountingExperiment(1)
                .limit(-3, 0.95));
        message("counting experiment: -3 events observed; expected 0 or more", () -> new CountingExperiment(1)
                .cls(-3, 1));
        message("counting experiment: signal -0.5; expected 0 or more events", () -> new CountingExperiment(1)
                .expectedSignificance(-0.5));
        message("counting experiment: signal -0.5; expected 0 or more events", () -> new CountingExperiment(1)
                .cls(3, -0.5));
        message("confidence level 95.0; expected a number between 0 and 1, say 0.95", () -> new CountingExperiment(1)
                .limit(3, 95));
    }

    private static void message(String expected, Runnable call) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
