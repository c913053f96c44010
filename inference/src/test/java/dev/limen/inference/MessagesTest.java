package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Each message says what was found, what was expected and what to do. */
final class MessagesTest {
    private static final CountingModel MODEL = CountingModel.without(Expr.constant(3, 4), Expr.constant(5, 6));

    /** A model without POI. */
    private record Background(CountingModel model) implements VariedLikelihood {
        @Override
        public OptionalInt poi() {
            return OptionalInt.empty();
        }
    }

    private static void illegal(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static void refused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalStateException.class, call::run).getMessage());
    }

    @Test
    void missingPoi() {
        Background none = new Background(MODEL);
        Data data = MODEL.observed(5, 6);
        String message =
                "No POI is defined. A POI is required for test statistics, limits and significances: name one in"
                        + " the measurement, and let a sample carry it.";
        refused(message, () -> Cls.of(none, data, 1, TestStatistic.QTILDE));
        refused(message, () -> UpperLimit.of(none, data, 0.95));
        refused(message, () -> UpperLimit.blind(none, 0.95));
        refused(message, () -> Significance.of(none, data));
        refused(message, () -> MaximumLikelihood.conditional(none, data, 1));
        refused(message, () -> ToyCls.blind(none, 1, Toys.of(10, 1)));
        // A fit needs none.
        assertEquals(0, MaximumLikelihood.free(none, data).values().get(0), 1e-6);
    }

    @Test
    void blindResultsHaveNothingObserved() {
        String message = "this test is blind: it has expected results only. Make it with observed data to get observed"
                + " ones.";
        HypothesisTest test = HypothesisTest.blind(MODEL, TestStatistic.QTILDE);
        refused(message, () -> test.q(Expr.constant(1)));
        refused(message, () -> test.limit(0.95));
        refused(message, () -> Discovery.blind(MODEL, 1).q0());
        UpperLimit limit = UpperLimit.blind(MODEL, 0.95);
        refused("this limit is blind: it has expected values only", limit::observed);
        refused("this limit is blind: it has expected values only", limit::observedGradient);
    }

    @Test
    void levels() {
        for (double level : new double[] {0, 1, 95, -0.1, Double.NaN}) {
            String message = "confidence level " + level + "; expected a number between 0 and 1, say 0.95";
            illegal(message, () -> UpperLimit.of(MODEL, MODEL.observed(5, 6), level));
            illegal(message, () -> UpperLimit.blind(MODEL, level));
            illegal(message, () -> Objectives.expectedLimit(MODEL, level));
        }
    }

    @Test
    void parameters() {
        illegal(
                "parameter 'mu': start 3.0 is outside its bounds [0.0, 2.0]; move the start or widen the bounds",
                () -> new Parameter("mu", 3, 0, 2, false, Parameter.Kind.FREE));
        illegal(
                "parameter 'mu': start NaN is outside its bounds [0.0, 2.0]; move the start or widen the bounds",
                () -> new Parameter("mu", Double.NaN, 0, 2, false, Parameter.Kind.FREE));
        illegal(
                "parameter 'mu': bounds [2.0, 0.0]; expected lower <= upper",
                () -> new Parameter("mu", 1, 2, 0, false, Parameter.Kind.FREE));
    }

    @Test
    void asimovSetsOutOfBounds() {
        illegal(
                "POI 'mu': bounds [0.5, 10.0] leave out 0.0, at which the Asimov set is made; widen them",
                () -> HypothesisTest.blind(MODEL.with(CountingModel.poi(0.5, 10)), TestStatistic.QTILDE));
        illegal(
                "POI 'mu': bounds [0.0, 10.0] leave out 11.0, at which the Asimov set is made; widen them",
                () -> Discovery.blind(MODEL.with(CountingModel.poi(0, 10)), 11));
    }

    @Test
    void bands() {
        illegal("band: 3 values; expected 5", () -> new Band(List.of(1.0, 2.0, 3.0)));
    }

    @Test
    void fitsThatCannotConvergeSaySo() {
        // Without background a count cannot be reconciled with mu = 0: there is no likelihood to maximise.
        CountingModel empty = CountingModel.without(Expr.constant(new double[] {3}), Expr.constant(new double[] {0}));
        NotConvergedException failure = assertThrows(
                NotConvergedException.class, () -> MaximumLikelihood.conditional(empty, empty.observed(2), 0));
        assertTrue(failure.getMessage().contains("did not converge"), failure.getMessage());
        assertTrue(!failure.certificate().converged());
    }

    @Test
    void intervalsHaveAWidthAndEndWithinTheBounds() {
        illegal(
                "interval of 0.0 standard deviations; expected more than 0",
                () -> Objectives.intervalHalfWidth(MODEL, 1, 0));
        Expr beyond = Objectives.intervalHalfWidth(MODEL, 0.1, 3);
        assertThrows(NotConvergedException.class, () -> Program.evaluate(beyond));
    }
}
