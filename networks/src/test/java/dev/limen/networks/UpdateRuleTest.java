package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.optimise.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class UpdateRuleTest {

    /** A function with its gradient. */
    private interface Smooth {
        double at(double[] x, double[] gradient);
    }

    private static double bowl(double[] x, double[] g) {
        g[0] = x[0] - 1 + 0.3 * x[1];
        g[1] = 10 * (x[1] + 0.5) + 0.3 * x[0];
        return 0.5 * (x[0] - 1) * (x[0] - 1) + 5 * (x[1] + 0.5) * (x[1] + 0.5) + 0.3 * x[0] * x[1];
    }

    private static double rosenbrock(double[] x, double[] g) {
        double valley = x[1] - x[0] * x[0];
        g[0] = -2 * (1 - x[0]) - 400 * x[0] * valley;
        g[1] = 200 * valley;
        return (1 - x[0]) * (1 - x[0]) + 100 * valley * valley;
    }

    private static TrainingPlan plan(UpdateRule rule, ParameterGroup... groups) {
        return new TrainingPlan(rule, List.of(groups), Schedule.constant(), 100);
    }

    private static TrainingState run(TrainingPlan plan, Smooth f, int evaluations, double... start) {
        TrainingState state = plan.begin(start, 0);
        for (int k = 0; k < evaluations && state.ended().isEmpty(); k++) {
            double[] gradient = new double[start.length];
            double value = f.at(state.point(), gradient);
            state = plan.next(state, value, gradient);
        }
        return state;
    }

    /** Ten steps from (2, 1) on {@link #bowl} by optax 0.2.8 on JAX 0.10.2, 64 bits. */
    static Stream<Arguments> sequences() {
        ParameterGroup free = ParameterGroup.free("x", 2);
        return Stream.of(
                Arguments.of(
                        plan(UpdateRule.adam(), free.rate(0.1)),
                        new double[] {1.0767851618925555, 0.037347994851949576}),
                Arguments.of(
                        plan(UpdateRule.adamW(), free.rate(0.1).decay(0.05)),
                        new double[] {1.0119044125256649, 0.012504503350354829}),
                Arguments.of(
                        plan(UpdateRule.sgd(), free.rate(0.05)),
                        new double[] {1.6345319459728387, -0.5490877676532157}),
                Arguments.of(
                        plan(UpdateRule.sgd(0.9), free.rate(0.02)),
                        new double[] {1.407107044894855, -0.5337823297048544}),
                Arguments.of(
                        plan(UpdateRule.nesterov(0.9), free.rate(0.02)),
                        new double[] {1.374748497855984, -0.4608914623428279}));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void tenStepsAgreeWithOptax(TrainingPlan plan, double[] expected) {
        // Ten steps of a dozen roundings each.
        assertArrayEquals(expected, run(plan, UpdateRuleTest::bowl, 10, 2, 1).point(), 1e-14);
    }

    @Test
    void adamsStepsOnASlopeAreTheLearningRate() {
        ParameterGroup group = ParameterGroup.free("x", 2).rate(0.01);
        double[] x = run(
                        plan(UpdateRule.adam(), group),
                        (at, g) -> {
                            g[0] = 3;
                            g[1] = -1e-3;
                            return 0;
                        },
                        7,
                        0,
                        0)
                .point();
        // epsilon is 1e-8 beside |g|; 1 - 0.999 has 13 digits.
        assertEquals(-0.07 / (1 + 1e-8 / 3), x[0], 1e-14);
        assertEquals(0.07 / (1 + 1e-5), x[1], 1e-14);
    }

    @Test
    void decoupledDecayShrinksWhatHasNoGradient() {
        ParameterGroup group = ParameterGroup.free("x", 2).rate(0.1).decay(0.5);
        double[] x = run(
                        plan(UpdateRule.adamW(), group),
                        (at, g) -> {
                            g[0] = 1;
                            return at[0];
                        },
                        4,
                        0,
                        2)
                .point();
        assertEquals(2 * Math.pow(0.95, 4), x[1], 1e-15);
    }

    @Test
    void coupledDecayIsPartOfTheGradient() {
        ParameterGroup group = ParameterGroup.free("x", 2).rate(0.1).decay(0.5);
        double[] x = run(
                        plan(UpdateRule.sgd(), group),
                        (at, g) -> {
                            g[0] = 1;
                            return at[0];
                        },
                        4,
                        1,
                        2)
                .point();
        // Towards -2, where gradient and decay balance.
        assertEquals(-2 + 3 * Math.pow(0.95, 4), x[0], 1e-15);
        assertEquals(2 * Math.pow(0.95, 4), x[1], 1e-15);
    }

    @Test
    void scheduleMultipliesTheRates() {
        TrainingPlan plan = new TrainingPlan(
                UpdateRule.sgd(), List.of(ParameterGroup.free("x", 1).rate(1)), Schedule.drops(2, 0.5), 6);
        TrainingState state = plan.begin(new double[] {0}, 0);
        List<Double> path = new ArrayList<>();
        for (int k = 0; k < 7; k++) {
            state = plan.next(state, 0, new double[] {-1});
            path.add(state.point()[0]);
        }
        // Behind the last step that the schedule is laid out for it stays at its end.
        assertEquals(List.of(1., 2., 2.5, 3., 3.25, 3.5, 3.75), path);
    }

    @Test
    void lbfgsFindsTheBottomOfACurvedValley() {
        TrainingState state =
                run(plan(UpdateRule.lbfgs(8), ParameterGroup.free("x", 2)), UpdateRuleTest::rosenbrock, 200, -1.2, 1);
        assertTrue(state.ended().orElseThrow().startsWith("converged"), state.ended()::get);
        // The gradient is below 1e-8 and the smallest curvature 0.4.
        assertArrayEquals(new double[] {1, 1}, state.values(), 5e-8);
        assertEquals(0, state.objective(), 1e-15);
        assertThrows(IllegalStateException.class, () -> plan(UpdateRule.lbfgs(8), ParameterGroup.free("x", 2))
                .next(state, 0, new double[2]));
    }

    @Test
    void lbfgsStopsAtABound() {
        TrainingPlan plan = plan(
                UpdateRule.lbfgs(8),
                ParameterGroup.bounded("cut", new double[] {1.5}, new double[] {9}),
                ParameterGroup.free("x", 1));
        TrainingState state = run(plan, UpdateRuleTest::bowl, 200, 2, 1);
        assertTrue(state.ended().orElseThrow().startsWith("converged"), state.ended()::get);
        assertEquals(1.5, state.values()[0]);
        // The slope along x[1] vanishes at -0.5 - 0.03 x[0].
        assertEquals(-0.545, state.values()[1], 1e-9);
    }

    @Test
    void lbfgsMinimisesTheSumWithTheDecay() {
        TrainingPlan plan =
                plan(UpdateRule.lbfgs(8), ParameterGroup.free("x", 2).decay(1));
        TrainingState state = run(
                plan,
                (x, g) -> {
                    g[0] = x[0] - 1;
                    g[1] = 3 * (x[1] + 2);
                    return 0.5 * g[0] * g[0] + 1.5 * (x[1] + 2) * (x[1] + 2);
                },
                100,
                5,
                5);
        assertArrayEquals(new double[] {0.5, -1.5}, state.values(), 1e-8);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> UpdateRule.adam(1, 0.9, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> UpdateRule.adam(0.9, -0.1, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> UpdateRule.adamW(0.9, 0.99, 0));
        assertThrows(IllegalArgumentException.class, () -> UpdateRule.sgd(1));
        assertThrows(IllegalArgumentException.class, () -> UpdateRule.lbfgs(0));
    }
}
