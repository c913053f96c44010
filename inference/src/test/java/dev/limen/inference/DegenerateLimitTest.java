package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import org.junit.jupiter.api.Test;

/** Limits of models whose Hessian says nothing of the POI's scale. */
final class DegenerateLimitTest {

    private static CountingModel model(double signal, double background) {
        return CountingModel.without(Expr.constant(new double[] {signal}), Expr.constant(new double[] {background}));
    }

    @Test
    void withoutBackgroundTheLimitIsWhereTwiceTheSignalIsTheSquareOfTheQuantile() {
        // q = 2 s mu; the median CLs is 2 Phi(-sqrt(q)), 0.05 at sqrt(q) = 1.959964.
        double expected = 1.959963984540054 * 1.959963984540054 / 2;
        CountingModel none = model(1, 0);
        UpperLimit limit = UpperLimit.of(none, none.observed(0), 0.95);
        assertEquals(expected, limit.observed(), 1e-9);
        assertEquals(expected, limit.expected().median(), 1e-9);
        assertEquals(
                expected / 10, UpperLimit.blind(model(10, 0), 0.95).expected().median(), 1e-9);
        assertEquals(
                expected, Program.evaluate(Objectives.expectedLimit(none, 0.95)).item(), 1e-9);
    }

    @Test
    void whereThePoiAddsNoEventsThereIsNoLimitAndThatIsSaid() {
        CountingModel empty = model(0, 5);
        String message = "POI 'mu' adds no events in any bin, so no value of it is excluded; fill the sample that"
                + " carries it";
        assertEquals(
                message,
                assertThrows(NotConvergedException.class, () -> UpperLimit.of(empty, empty.observed(5), 0.95))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(NotConvergedException.class, () -> UpperLimit.blind(empty, 0.95))
                        .getMessage());
    }

    @Test
    void theSensitiveBackgroundIsThatOfTheBinsThatCount() {
        // s^2/b: 100/50 = 2, 1/1000, 25/100 = 0.25; the first and the third carry 99.9 %, the first alone 88.8 %.
        CountingModel three = CountingModel.without(Expr.constant(10, 1, 5), Expr.constant(50, 1000, 100));
        assertEquals(150, ExpectedCounts.of(three).sensitiveBackground());
        assertEquals(0, ExpectedCounts.of(model(1, 0)).sensitiveBackground());
        assertEquals(Double.POSITIVE_INFINITY, ExpectedCounts.of(model(0, 7)).sensitiveBackground());
        assertTrue(ExpectedCounts.of(model(1, 0.1)).sensitiveBackground() < ExpectedCounts.FEW);
    }
}
