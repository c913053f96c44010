package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimiserTest {

    private static Parameters box(double... startLowerUpper) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < startLowerUpper.length; i += 3) {
            parameters.scalar("p" + i / 3, startLowerUpper[i], startLowerUpper[i + 1], startLowerUpper[i + 2]);
        }
        return parameters;
    }

    /** ((x - 300) / 100)^2 + (y - 2)^2 + 1: minimum where the ranges differ by far. */
    private static double bowl(double[] x, double[] g) {
        double a = (x[0] - 300) / 100;
        double b = x[1] - 2;
        g[0] = 2 * a / 100;
        g[1] = 2 * b;
        return a * a + b * b + 1;
    }

    static List<Optimiser> optimisers() {
        return List.of(
                Adam.steps(400).learningRate(0.05).schedule(Schedule.geometric(1e-3)),
                GradientDescent.steps(400).learningRate(0.005).momentum(0.5),
                LBFGS.steps(50));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void findsAMinimumInsideTheBox(Optimiser optimiser) {
        Optimum best = optimiser.minimise(OptimiserTest::bowl, box(150, 50, 500, -3, -5, 5), StepListener.NONE);
        // Adam's last steps are 5e-5 of a range long.
        assertEquals(300, best.value("p0"), 0.05);
        assertEquals(2, best.value("p1"), 2e-3);
        assertEquals(1, best.objective(), 1e-5);
        assertTrue(best.trajectory().size() > 5);
        assertEquals(0, best.trajectory().get(0).index());
        assertArrayEquals(new double[] {150, -3}, best.trajectory().get(0).x());
        assertEquals(List.of("p0", "p1"), List.copyOf(best.values().keySet()));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void findsAMinimumOnABound(Optimiser optimiser) {
        Optimum best = optimiser.minimise(OptimiserTest::bowl, box(150, 50, 200, -3, -5, 5), StepListener.NONE);
        assertEquals(200, best.value("p0"));
        assertEquals(2, best.value("p1"), 2e-3);
        Certificate.ActiveBound bound = best.certificate().activeBounds().get(0);
        assertEquals(Certificate.Side.UPPER, bound.side());
        assertEquals(0.02, bound.multiplier(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void maximisesAsItMinimises(Optimiser optimiser) {
        GradientObjective hill = (x, g) -> {
            double value = -bowl(x, g);
            g[0] = -g[0];
            g[1] = -g[1];
            return value;
        };
        Optimum down = optimiser.minimise(OptimiserTest::bowl, box(150, 50, 500, -3, -5, 5), StepListener.NONE);
        Optimum up = optimiser.maximise(hill, box(150, 50, 500, -3, -5, 5), StepListener.NONE);
        assertArrayEquals(down.x(), up.x());
        assertEquals(-down.objective(), up.objective());
        assertEquals(down.certificate(), up.certificate());
    }

    @Test
    void adamsFirstStepIsTheLearningRateInScaledUnits() {
        Optimum one = Adam.steps(1)
                .learningRate(0.1)
                .minimise(OptimiserTest::bowl, box(150, 50, 500, -3, -5, 5), StepListener.NONE);
        // 0.1 of 450 and of 10, towards the minimum; epsilon over the gradient is what is missing.
        assertArrayEquals(new double[] {195, -2}, one.x(), 1e-5);
        assertFalse(one.certificate().converged());
        assertTrue(
                one.certificate().message().contains("all 1 steps"),
                one.certificate().message());
    }

    @Test
    void lbfgsConvergesWithAnEstimateOfTheDistance() {
        Parameters parameters = box(-1.2, -2, 2, 1, -2, 2);
        Optimum best = LBFGS.steps(200)
                .minimise(
                        (x, g) -> Objectives.rosenbrock().evaluate(x, g, new double[4]), parameters, StepListener.NONE);
        assertTrue(best.certificate().converged(), best.certificate()::toString);
        assertArrayEquals(new double[] {1, 1}, best.x(), 1e-7);
        assertTrue(best.certificate().edm() < 1e-14, best.certificate()::toString);
        assertTrue(best.certificate().iterations() < 60, best.certificate()::toString);
    }

    @Test
    void lbfgsLetsGoOfABound() {
        Optimum best = LBFGS.steps(200)
                .minimise(
                        (x, g) -> Objectives.rosenbrock().evaluate(x, g, new double[4]),
                        box(-2, -2, 2, -2, -2, 2),
                        StepListener.NONE);
        assertArrayEquals(new double[] {1, 1}, best.x(), 1e-7);
    }

    /** log(x - 1) is undefined from 1 downwards; its descent leads there. */
    private static final GradientObjective EDGE = new GradientObjective() {
        @Override
        public double evaluate(double[] x, double[] g) {
            g[0] = 1 / (x[0] - 1);
            return x[0] <= 1 ? Double.NaN : Math.log(x[0] - 1);
        }

        @Override
        public String defect() {
            return "rate of bin 7 is negative";
        }
    };

    @ParameterizedTest
    @MethodSource("optimisers")
    void stepsOutOfTheDomainAreHalvedFiveTimes(Optimiser optimiser) {
        List<Integer> halvings = new ArrayList<>();
        Optimum stopped = optimiser.minimise(EDGE, box(1.5, 0, 10), step -> halvings.add(step.halvings()));
        assertFalse(stopped.certificate().converged());
        assertTrue(stopped.certificate().message().contains("halved 5 times: rate of bin 7"), stopped::toString);
        assertTrue(stopped.x()[0] > 1 && stopped.x()[0] < 1.5);
        assertTrue(halvings.stream().allMatch(h -> h >= 0 && h <= 5));
    }

    @Test
    void aStepThatIsHalvedIsCounted() {
        GradientObjective half = (x, g) -> {
            g[0] = 1;
            return x[0] < 2 ? Double.POSITIVE_INFINITY : x[0];
        };
        Optimum one = GradientDescent.steps(1).learningRate(0.03).minimise(half, box(2.1, 0, 10), StepListener.NONE);
        // 0.03 of 10 units of gradient 10 is 3; halved five times it is 0.094.
        assertEquals(2.1 - 3.0 / 32, one.x()[0], 1e-12);
        assertEquals(5, one.trajectory().get(1).halvings());
    }

    @Test
    void theListenerAnnealsAndStops() {
        double[] width = {0};
        List<Integer> before = new ArrayList<>();
        StepListener listener = new StepListener() {
            @Override
            public boolean reached(Step step) {
                return step.index() < 3;
            }

            @Override
            public void before(int index) {
                before.add(index);
                width[0] = Schedule.geometric(0.125).factor(index, 4);
            }
        };
        GradientObjective objective = (x, g) -> {
            g[0] = 0.01;
            return width[0];
        };
        Optimum best = GradientDescent.steps(100).minimise(objective, box(5, 0, 10), listener);
        assertEquals(List.of(0, 1, 2, 3), before);
        assertArrayEquals(
                new double[] {1, 0.5, 0.25, 0.125},
                best.trajectory().stream().mapToDouble(Step::objective).toArray(),
                1e-15);
        assertEquals("stopped by its listener", best.certificate().message());
        assertFalse(best.certificate().converged());
    }

    @Test
    void anUndefinedStartIsReported() {
        Optimum none = Adam.steps(5).minimise(EDGE, box(0.5, 0, 10), StepListener.NONE);
        assertFalse(none.certificate().converged());
        assertTrue(none.certificate().message().contains("at the start: rate of bin 7"), none::toString);
    }

    @Test
    void aWrongGradientIsNoticedByLineSearch() {
        GradientObjective wrong = (x, g) -> {
            g[0] = -2 * x[0];
            return x[0] * x[0];
        };
        Optimum none = LBFGS.steps(5).minimise(wrong, box(1, -10, 10), StepListener.NONE);
        assertFalse(none.certificate().converged());
        assertTrue(none.certificate().message().contains("wrong gradient"), none::toString);
    }

    @Test
    void schedulesBeginAtOneAndEndWhereTheyShould() {
        for (Schedule schedule : List.of(Schedule.geometric(0.01), Schedule.cosine(0.01))) {
            assertEquals(1, schedule.factor(0, 10), 1e-15);
            assertEquals(0.01, schedule.factor(9, 10), 1e-15);
            assertTrue(schedule.factor(5, 10) < schedule.factor(4, 10));
        }
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(0));
    }

    @Test
    void schedulesDropAndWarmUp() {
        Schedule drops = Schedule.drops(3, 0.5);
        assertEquals(1, drops.factor(2, 10));
        assertEquals(0.5, drops.factor(3, 10));
        assertEquals(0.25, drops.factor(8, 10));
        Schedule warm = drops.warmUp(4);
        assertEquals(0.25, warm.factor(0, 10));
        assertEquals(0.5, warm.factor(3, 10));
        assertEquals(0.125, warm.factor(9, 10));
        assertThrows(IllegalArgumentException.class, () -> Schedule.drops(0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> drops.warmUp(0));
    }

    @Test
    void parametersAreFixedOnceRead() {
        Parameters parameters = new Parameters();
        parameters.scalar("met", 150, 50, 500);
        assertThrows(IllegalArgumentException.class, () -> parameters.scalar("met", 1, 0, 2));
        String outside = assertThrows(IllegalArgumentException.class, () -> parameters.scalar("mt", 3, 0, 2))
                .getMessage();
        assertTrue(outside.contains("'mt'") && outside.contains("[0.0, 2.0]"), outside);
        assertThrows(IllegalArgumentException.class, () -> parameters.scalar("mt", 0, 2, 0));
        assertEquals(1, parameters.size());
        assertThrows(IllegalStateException.class, () -> parameters.scalar("mt", 1, 0, 2));
        Parameters moved = parameters.startingAt(new double[] {60});
        assertArrayEquals(new double[] {60}, moved.start());
        assertEquals(parameters.variables(), moved.variables());
        assertThrows(IllegalArgumentException.class, () -> parameters.startingAt(new double[] {1, 2}));
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Adam.steps(0));
        assertThrows(IllegalArgumentException.class, () -> Adam.steps(3).learningRate(-1));
        assertThrows(IllegalArgumentException.class, () -> Adam.steps(3).decays(1, 0.9));
        assertThrows(
                IllegalArgumentException.class, () -> GradientDescent.steps(3).momentum(1));
        assertThrows(IllegalArgumentException.class, () -> LBFGS.steps(3).memory(0));
        Optimum best = Adam.steps(1).minimise(OptimiserTest::bowl, box(1, 0, 2, 1, 0, 2), StepListener.NONE);
        assertThrows(IllegalArgumentException.class, () -> best.value("p7"));
    }
}
