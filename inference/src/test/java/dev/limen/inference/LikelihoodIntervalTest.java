package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.OptionalDouble;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends of profile-likelihood intervals against closed forms and refits. */
final class LikelihoodIntervalTest {
    private static final double S = 10;
    /** A root of sqrt(t) - n to 1e-13 relative, with t known to 1e-11. */
    private static final double TOLERANCE = 1e-8;

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    @ParameterizedTest
    @MethodSource("dev.limen.inference.ClosedFormTest#cases")
    void endsAreThoseOfTheClosedForm(ClosedFormTest.Case c) {
        for (double deviations : new double[] {1, 2}) {
            LikelihoodInterval interval =
                    LikelihoodInterval.of(c.model(), c.model().observed(c.n()), deviations);
            double best = c.formula().signal(c.n()) / S;
            assertEquals(best, interval.best(), 1e-6);
            BrentSolver solver = new BrentSolver(1e-13, 1e-13);
            double upper =
                    solver.solve(1000, mu -> c.formula().t(c.n(), mu * S) - deviations * deviations, best, best + 40);
            assertEquals(upper, interval.upper(), TOLERANCE);
            if (c.formula().t(c.n(), 0) < deviations * deviations) {
                assertEquals(OptionalDouble.empty(), interval.lower());
            } else {
                double lower =
                        solver.solve(1000, mu -> c.formula().t(c.n(), mu * S) - deviations * deviations, 0, best);
                assertEquals(lower, interval.lower().orElseThrow(), TOLERANCE);
            }
        }
    }

    @Test
    void withoutBackgroundTheDataAreImpossibleAtTheBound() {
        CountingModel model = CountingModel.without(row(S), row(0));
        LikelihoodInterval interval = LikelihoodInterval.of(model, model.observed(3), 1);
        double lower = new BrentSolver(1e-13, 1e-13).solve(1000, nu -> 2 * (nu - 3 - 3 * Math.log(nu / 3)) - 1, 0.1, 3);
        assertEquals(lower / S, interval.lower().orElseThrow(), TOLERANCE);
    }

    @Test
    void anEndBeyondTheBoundWidensIt() {
        CountingModel model = CountingModel.without(row(S), row(50));
        CountingModel narrow = model.with(CountingModel.poi(0, 4));
        Data data = model.observed(88);
        LikelihoodInterval interval = LikelihoodInterval.of(narrow, data, 2);
        assertEquals(LikelihoodInterval.of(model, data, 2).upper(), interval.upper(), TOLERANCE);
        assertTrue(
                interval.note().orElseThrow().contains("upper bound 4.0"),
                interval.note().orElseThrow());
        assertFalse(LikelihoodInterval.of(model, data, 2).note().isPresent());
    }

    @Test
    void gradientsOfTheEndsAreThoseOfRefits() {
        double step = 1e-4;
        Expr signal = Expr.constant(Tensor.of(S, 3));
        Expr background = Expr.constant(Tensor.of(50, 20));
        LikelihoodInterval interval = interval(signal, background);
        double[] up = interval.upperGradient(background).get(0).toDoubles();
        double[] down = interval.lowerGradient(background).get(0).toDoubles();
        double[] bySignal = interval.upperGradient(signal).get(0).toDoubles();
        for (int b = 0; b < 2; b++) {
            LikelihoodInterval more = interval(signal, shifted(50, 20, b, step));
            LikelihoodInterval less = interval(signal, shifted(50, 20, b, -step));
            // Ends to 1e-10 over steps of 1e-4.
            assertEquals((more.upper() - less.upper()) / (2 * step), up[b], 1e-6);
            double lowers = more.lower().orElseThrow() - less.lower().orElseThrow();
            assertEquals(lowers / (2 * step), down[b], 1e-6);
            double signals = interval(shifted(S, 3, b, step), background).upper()
                    - interval(shifted(S, 3, b, -step), background).upper();
            assertEquals(signals / (2 * step), bySignal[b], 1e-6);
        }
    }

    private static Expr shifted(double one, double two, int bin, double step) {
        return Expr.constant(Tensor.of(bin == 0 ? one + step : one, bin == 1 ? two + step : two));
    }

    private static LikelihoodInterval interval(Expr signal, Expr background) {
        CountingModel model = CountingModel.gaussian(signal, background, row(7, 4));
        return LikelihoodInterval.of(model, model.observed(88, 31), 1);
    }

    @Test
    void refusesWidthsThatMakeNoSense() {
        CountingModel model = CountingModel.without(row(S), row(50));
        Data data = model.observed(1);
        assertThrows(IllegalArgumentException.class, () -> LikelihoodInterval.of(model, data, 0));
        assertThrows(IllegalArgumentException.class, () -> LikelihoodInterval.of(model, data, Double.NaN));
    }
}
