package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Floors;
import dev.limen.app.analysis.Objective;
import dev.limen.app.analysis.Objective.Goal;
import dev.limen.autodiff.Expr;
import dev.limen.histfactory.Model;
import dev.limen.inference.CountingExperiment;
import dev.limen.inference.Toys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecomputationTest {

    private static Model one(double signal, double background) {
        return Model.build(m -> m.poi("mu")
                .channel("SR", c -> c.sample("signal", Expr.constant(new double[] {signal}), x -> x.normfactor("mu"))
                        .sample("background", Expr.constant(new double[] {background}), x -> x)));
    }

    /**
     * The same beside a count that signal does not change: toys, which must agree with the enumeration. A nuisance
     * parameter, however small, would break the ties of equal counts and lower the limits.
     */
    private static Model beside(double signal, double background) {
        return Model.build(m -> m.poi("mu")
                .channel("SR", c -> c.sample("signal", Expr.constant(signal, 0), x -> x.normfactor("mu"))
                        .sample("background", Expr.constant(background, 3), x -> x)));
    }

    private static Recomputation of(Goal goal, double mu) {
        return Recomputation.of(new Objective(goal, 0.95, mu, Floors.DEFAULT), 7);
    }

    @ParameterizedTest
    @CsvSource({"0, 3.00", "0.1, 3.00", "1, 4.11", "5, 6.33"})
    void limitsOfOneBinAreThePublishedOnes(double background, double exact) {
        Recomputation limit = of(Goal.EXPECTED_LIMIT, 1);
        assertEquals(Recomputed.Method.ENUMERATION, limit.method(one(1, background)));
        assertEquals(exact, limit.of(one(1, background)).value(), 0.005);
        assertEquals(0.0, limit.of(one(1, background)).error());
        assertEquals(exact / 4, limit.of(one(4, background)).value(), 0.00125);
        assertEquals(Recomputed.Method.TOYS, limit.method(beside(1, background)));
        Recomputed.Estimate toys = limit.of(beside(1, background));
        assertEquals(exact, toys.value(), 3 * toys.error() + 0.005);
        assertTrue(toys.error() > 0 && toys.error() < 0.08 * exact, toys.toString());
    }

    @Test
    void clsIsThatOfTheMedianCountInTheLogarithm() {
        Recomputation cls = of(Goal.EXPECTED_CLS, 2);
        double exact = Math.log(new CountingExperiment(3).cls(3, 8));
        assertEquals(exact, cls.of(one(4, 3)).value(), 1e-12);
        Recomputed.Estimate toys = cls.of(beside(4, 3));
        assertEquals(exact, toys.value(), 3 * toys.error());
        assertTrue(toys.error() > 0 && toys.error() < 0.1, toys.toString());
        assertFalse(toys.bound());
    }

    @Test
    void significanceIsThatOfTheMedianCount() {
        Recomputation significance = of(Goal.SIGNIFICANCE, 0.5);
        double exact = new CountingExperiment(4).expectedSignificance(5);
        assertEquals(exact, significance.of(one(10, 4)).value(), 1e-12);
        Recomputed.Estimate toys = significance.of(beside(10, 4));
        assertEquals(exact, toys.value(), 3 * toys.error());
        assertTrue(toys.error() > 0 && toys.error() < 0.1, toys.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Goal.class,
            names = {"EXPECTED_CLS", "SIGNIFICANCE"})
    void whatNoToyReachesIsABound(Goal goal) {
        Recomputed.Estimate bound = of(goal, 1).of(beside(60, 1));
        assertTrue(bound.bound());
        double exact = of(goal, 1).of(one(60, 1)).value();
        assertTrue(goal.maximised() ? bound.value() < exact : bound.value() > exact, bound + " and " + exact);
        assertTrue(bound.error() > 0, bound.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Goal.class,
            names = {"EXPECTED_LIMIT", "EXPECTED_CLS", "SIGNIFICANCE"})
    void sameBitsOnAnyNumberOfThreads(Goal goal) {
        Objective objective = new Objective(goal, 0.95, 1, Floors.DEFAULT);
        Model model = beside(6, 5);
        Recomputed.Estimate one = new Recomputation(objective, new Toys(300, 7, 1)).of(model);
        for (int threads : new int[] {2, 7}) {
            assertEquals(one, new Recomputation(objective, new Toys(300, 7, threads)).of(model));
        }
    }

    @Test
    void anUncertaintyHasNone() {
        assertFalse(Recomputation.exists(Goal.POI_UNCERTAINTY));
        assertThrows(
                IllegalStateException.class, () -> of(Goal.POI_UNCERTAINTY, 1).of(one(1, 1)));
        assertThrows(
                IllegalStateException.class, () -> of(Goal.EXPECTED_LIMIT, 1).of(one(0, 1)));
    }
}
