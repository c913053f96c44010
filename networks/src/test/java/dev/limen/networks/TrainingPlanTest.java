package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.optimise.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class TrainingPlanTest {
    private static final ParameterGroup CUT = ParameterGroup.bounded("cuts", new double[] {50}, new double[] {250})
            .rate(0.1);
    private static final ParameterGroup NETWORK =
            ParameterGroup.free("network", 2).rate(0.5);

    private static TrainingPlan plan(ParameterGroup... groups) {
        return new TrainingPlan(UpdateRule.sgd(), List.of(groups), Schedule.constant(), 100);
    }

    private static void refused(String expected, Executable what) {
        refused(IllegalArgumentException.class, expected, what);
    }

    private static void refused(Class<? extends Exception> type, String expected, Executable what) {
        String message = assertThrows(type, what).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void boundedParametersMoveInUnitsOfTheirRangeAndStayInside() {
        TrainingPlan plan = plan(CUT, NETWORK);
        TrainingState state = plan.begin(new double[] {100, 0, 1}, 0);
        // 0.01 per GeV are 2 per range; a tenth of it, 0.2 ranges or 40 GeV.
        state = plan.next(state, 1, new double[] {-0.01, 1, -2});
        assertArrayEquals(new double[] {140, -0.5, 2}, state.point(), 1e-13);
        assertArrayEquals(new double[] {100, 0, 1}, state.values());
        state = plan.next(state, 1, new double[] {-1, 1, 1});
        assertEquals(250, state.point()[0]);
        assertEquals(2, state.step());
    }

    @Test
    void gradientsAreClippedByLengthAndByComponentWithinTheirGroup() {
        TrainingPlan plan = plan(CUT.clipValue(0.5), NETWORK.clipNorm(1));
        TrainingState state = plan.next(plan.begin(new double[] {100, 0, 0}, 0), 1, new double[] {1, 3, -4});
        assertArrayEquals(new double[] {100 - 0.05 * 200, -0.3, 0.4}, state.point(), 1e-13);
        TrainingState small = plan.next(plan.begin(new double[] {100, 0, 0}, 0), 1, new double[] {0, 0.3, -0.4});
        assertArrayEquals(new double[] {100, -0.15, 0.2}, small.point(), 1e-15);
    }

    @Test
    void aGroupOfRateZeroStays() {
        TrainingPlan plan = plan(CUT.rate(0), NETWORK);
        TrainingState state = plan.next(plan.begin(new double[] {100, 0, 0}, 0), 1, new double[] {1, 1, 1});
        assertEquals(100, state.point()[0]);
    }

    @Test
    void undefinedPointsHalveTheStepFiveTimesThenSayWhatToChange() {
        TrainingPlan plan = plan(NETWORK);
        TrainingState start = plan.next(plan.begin(new double[] {0, 0}, 0), 1, new double[] {1, -1});
        TrainingState state = start;
        for (int k = 1; k <= 5; k++) {
            state = plan.next(state, k % 2 == 0 ? Double.NaN : 3, new double[] {k % 2 == 0 ? 1 : Double.NaN, 1});
            assertArrayEquals(new double[] {-0.5 / (1 << k), 0.5 / (1 << k)}, state.point());
            assertArrayEquals(new double[] {0, 0}, state.values());
            assertEquals(1, state.step());
        }
        TrainingState last = state;
        refused(
                TrainingException.class,
                "After step 1, halved 5 times, the gradient's component 1 of group 'network' is Infinity."
                        + " Divide the learning rate by ten, or clip the gradient; learning rates are [0.5 of network]",
                () -> plan.next(last, 1, new double[] {1, Double.POSITIVE_INFINITY}));
        refused(
                TrainingException.class,
                "bin 3 of SR has no background",
                () -> plan.refused(last, "bin 3 of SR has no" + " background"));
        // A defined point counts from 0 again.
        TrainingState accepted = plan.next(last, 1, new double[] {1, 1});
        assertEquals(2, accepted.step());
        assertEquals(0, accepted.position().undefined());
        refused(
                TrainingException.class,
                "At the start the objective is NaN. Look for NaN among the inputs",
                () -> plan.next(plan.begin(new double[] {0, 0}, 0), Double.NaN, new double[] {1, 1}));
    }

    @Test
    void aDivergingObjectiveIsReported() {
        TrainingPlan plan = plan(NETWORK);
        // x -> x - 0.5 * 6 x = -2 x.
        refused(TrainingException.class, "the training diverges. Divide the learning rate by ten", () -> {
            TrainingState state = plan.begin(new double[] {1, 1}, 0);
            for (int k = 0; k < 60; k++) {
                double[] x = state.point();
                state = plan.next(state, 3 * (x[0] * x[0] + x[1] * x[1]), new double[] {6 * x[0], 6 * x[1]});
            }
        });
    }

    @Test
    void aGroupWithoutGradientIsReportedAsADeadNetwork() {
        TrainingPlan plan = plan(CUT, NETWORK);
        TrainingState state = plan.begin(new double[] {100, 0, 0}, 0);
        double[] dead = {1, 0, 0};
        state = plan.next(state, 1, dead);
        state = plan.next(state, 1, dead);
        state = plan.next(state, 1, new double[] {0, 0, 1e-300});
        state = plan.next(state, 1, dead);
        TrainingState last = plan.next(state, 1, dead);
        refused(
                TrainingException.class,
                "The gradient of group 'network' has been exactly 0 for 3 steps",
                () -> plan.next(last, 1, dead));
    }

    @Test
    void theBestCheckIsKept() {
        TrainingPlan plan = plan(NETWORK);
        TrainingState state = plan.begin(new double[] {0, 0}, 0);
        double[] checks = {3, 2, Double.NaN, 2.5, 2};
        for (double check : checks) {
            state = plan.next(state, 1, new double[] {-1, 1}).checked(check);
        }
        assertEquals(2, state.bestObjective());
        assertEquals(2, state.bestStep());
        assertEquals(3, state.checksSinceBest());
        assertArrayEquals(new double[] {0.5, -0.5}, state.best());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        TrainingPlan plan = plan(CUT, NETWORK);
        refused("start has 2 numbers; expected 3", () -> plan.begin(new double[2], 0));
        refused("Parameter 0 of group 'cuts' starts at 300.0", () -> plan.begin(new double[] {300, 0, 0}, 0));
        TrainingState state = plan.begin(new double[] {100, 0, 0}, 0);
        refused("gradient has 1 numbers; expected 3", () -> plan.next(state, 1, new double[1]));
        refused("this plan is sgd(0.0, here) of [network 2]", () -> plan(NETWORK)
                .next(state, 1, new double[2]));
        refused("bounds [2.0, 1.0]", () -> ParameterGroup.bounded("x", new double[] {2}, new double[] {1}));
        refused("0 is no natural value of a threshold", () -> CUT.decay(0.1));
        refused(
                "L-BFGS takes for the slope",
                () -> new TrainingPlan(UpdateRule.lbfgs(3), List.of(NETWORK.clipNorm(1)), Schedule.constant(), 10));
        refused("0 groups", () -> plan());
    }
}
