package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Parameters parameters() {
        Parameters parameters = new Parameters();
        parameters.scalar("a", 150, 50, 500);
        parameters.scalar("b", -3, -5, 5);
        return parameters;
    }

    private static double steps(double[] x) {
        // Piecewise constant, as hard cuts make objectives.
        return Math.floor(Math.abs(x[0] - 301) / 4) + Math.floor(Math.abs(x[1] - 2) * 10) + 7;
    }

    @Test
    void patternSearchDescendsWithoutDerivatives() {
        Optimum best = PatternSearch.evaluations(500).minimise(SearchTest::steps, parameters(), StepListener.NONE);
        assertTrue(best.certificate().converged(), best.certificate()::toString);
        assertEquals(7, best.objective());
        assertEquals(301, best.value("a"), 4);
        assertEquals(2, best.value("b"), 0.1);
        assertTrue(best.certificate().evaluations() < 120, best.certificate()::toString);
        for (int i = 1; i < best.trajectory().size(); i++) {
            assertTrue(best.trajectory().get(i).objective()
                    < best.trajectory().get(i - 1).objective());
        }
    }

    @Test
    void patternSearchStaysInTheBoxAndOutOfUndefinedPlaces() {
        Optimum best = PatternSearch.evaluations(500)
                .minimise(x -> x[0] > 400 ? Double.NEGATIVE_INFINITY : -x[0] - x[1], parameters(), StepListener.NONE);
        assertEquals(400, best.value("a"), 1);
        assertEquals(5, best.value("b"));
    }

    @Test
    void patternSearchSaysWhyItEnded() {
        Optimum few = PatternSearch.evaluations(7).minimise(SearchTest::steps, parameters(), StepListener.NONE);
        assertFalse(few.certificate().converged());
        assertTrue(few.certificate().message().contains("all 7 evaluations"), few::toString);
        Optimum stopped =
                PatternSearch.evaluations(99).minimise(SearchTest::steps, parameters(), step -> step.index() < 2);
        assertTrue(stopped.certificate().message().contains("listener"), stopped::toString);
        Optimum none = PatternSearch.evaluations(9).minimise(x -> Double.NaN, parameters(), StepListener.NONE);
        assertTrue(none.certificate().message().contains("start"), none::toString);
        assertThrows(IllegalArgumentException.class, () -> PatternSearch.evaluations(9)
                .steps(0, 1));
    }

    @Test
    void randomSearchIsRepeatedAndUniform() {
        List<double[]> points = new ArrayList<>();
        Objective objective = x -> {
            points.add(x.clone());
            return steps(x);
        };
        Optimum one = new RandomSearch(4000, 3).minimise(objective, parameters(), StepListener.NONE);
        assertArrayEquals(new double[] {150, -3}, points.get(0));
        assertEquals(4000, points.size());
        double mean = points.stream().mapToDouble(x -> x[0]).average().orElseThrow();
        double low = points.stream().mapToDouble(x -> x[1]).min().orElseThrow();
        double high = points.stream().mapToDouble(x -> x[1]).max().orElseThrow();
        // 5 standard errors of a uniform mean; the extremes of 4000 points are within 1 % of the range.
        assertEquals(275, mean, 5 * 450 / Math.sqrt(12 * 4000));
        assertTrue(low >= -5 && low < -4.9 && high <= 5 && high > 4.9);
        double lowest = points.stream().mapToDouble(SearchTest::steps).min().orElseThrow();
        assertEquals(lowest, one.objective());
        assertEquals(lowest, steps(one.x()));
        Optimum again = new RandomSearch(4000, 3).minimise(SearchTest::steps, parameters(), StepListener.NONE);
        assertArrayEquals(one.x(), again.x());
        Optimum other = new RandomSearch(4000, 4).minimise(SearchTest::steps, parameters(), StepListener.NONE);
        assertFalse(one.x()[0] == other.x()[0]);
        assertFalse(one.certificate().converged());
    }

    @Test
    void randomSearchStopsAndRefuses() {
        Optimum stopped = new RandomSearch(50, 1).minimise(SearchTest::steps, parameters(), step -> false);
        assertEquals(1, stopped.certificate().evaluations());
        Optimum none = new RandomSearch(50, 1).minimise(x -> Double.NaN, parameters(), StepListener.NONE);
        assertTrue(none.certificate().message().contains("not finite at any of 50"), none::toString);
        Parameters open = new Parameters();
        open.scalar("x", 0, -INF, INF);
        assertThrows(IllegalArgumentException.class, () -> new RandomSearch(5, 1)
                .minimise(x -> x[0], open, StepListener.NONE));
    }
}
