package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatisticsFloorTest {
    private static final StatisticsFloor FLOOR = new StatisticsFloor(10);

    private static Histogram histogram(double[] sumw, double[] sumw2) {
        return new Histogram(
                Expr.constant(Tensor.of(sumw)), Expr.constant(Tensor.of(sumw2)), Histograms.numbers(sumw.length));
    }

    private static Map<String, Histogram> processes() {
        Map<String, Histogram> processes = new LinkedHashMap<>();
        processes.put("ttbar", histogram(new double[] {20, 4, -1}, new double[] {10, 1, 3}));
        processes.put("ztautau", histogram(new double[] {10, 2, 0.5}, new double[] {2, 2, 1}));
        processes.put("rare", histogram(new double[] {0.1, 0.1, 0.1}, new double[] {0.03, 0.03, 0.03}));
        return processes;
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    @Test
    void marginsAreEffectiveEventsLessTheFloor() {
        double infinite = Double.POSITIVE_INFINITY;
        assertArrayEquals(
                new double[] {
                    30.1 * 30.1 / 12.03 - 10,
                    6.1 * 6.1 / 3.03 - 10,
                    -10,
                    23.0 * 23 / 14 - 10,
                    12.5 * 12.5 / 5 - 10,
                    infinite
                },
                values(FLOOR.margins(processes())),
                1e-12);
        assertEquals(-10, values(FLOOR.smallestMargin(processes()))[0]);
        StatisticsFloor all = new StatisticsFloor(10, 0);
        assertEquals(0.3 * 0.3 / 0.09 - 10, values(all.margins(processes()))[5], 1e-12);
    }

    @Test
    void theWorstViolationIsNamed() {
        Map<String, Histogram> processes = processes();
        assertEquals(
                Optional.of("bin 2 has 0.00 effective events, below the floor of 10.0"),
                FLOOR.violation(processes, Program.evaluate(FLOOR.margins(processes))));
        StatisticsFloor all = new StatisticsFloor(10, 0);
        assertEquals(
                Optional.of("process 'rare' has 1.00 effective events, below the floor of 10.0"),
                all.violation(processes, Tensor.of(5, 4, 3, 2, 1, -9)));
        assertEquals(
                Optional.of("bin 1 has NaN effective events, below the floor of 10.0"),
                all.violation(processes, Tensor.of(5, Double.NaN, 3, 2, 1, -9)));
        assertEquals(Optional.empty(), all.violation(processes, Tensor.of(5, 4, 3, 2, 1, 0)));
    }

    @Test
    void anEmptyBinHasNoEventsAndNoDerivative() {
        Expr sumw = Expr.variable("sumw", Shape.of(2));
        Expr sumw2 = Expr.variable("sumw2", Shape.of(2));
        Map<String, Histogram> one = Map.of("p", new Histogram(sumw, sumw2, Histograms.numbers(2)));
        Map<Expr, Tensor> point = Map.of(sumw, Tensor.of(0, 6), sumw2, Tensor.of(0, 2));
        assertArrayEquals(
                new double[] {-10, 8, 8},
                Program.evaluate(FLOOR.margins(one), point).toDoubles());
        Expr bins = FLOOR.margins(one).slice(0, 0, 2).sum();
        assertArrayEquals(
                new double[] {0, 6},
                Program.evaluate(Derivatives.gradient(bins, sumw), point).toDoubles());
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Expr sumw = Expr.variable("sumw", Shape.of(3));
        Expr sumw2 = Expr.variable("sumw2", Shape.of(3));
        Map<String, Histogram> processes = processes();
        processes.put("moving", new Histogram(sumw, sumw2, Histograms.numbers(3)));
        Expr value = FLOOR.margins(processes).take(0, 0, 1, 2, 3, 4, 6).square().sum();
        GradientCheck.of(value, List.of(sumw, sumw2), Map.of(sumw, Tensor.of(30, 20, 10), sumw2, Tensor.of(3, 1, 2)))
                .require(1e-8, 1e-9);
    }

    @Test
    void wrongInputIsRefused() {
        assertMessage(
                "statistics floor: 0.0 effective events; expected a finite number above 0",
                () -> new StatisticsFloor(0));
        assertMessage("statistics floor: share 1.0; expected 0 or more, and below 1", () -> new StatisticsFloor(5, 1));
        assertMessage("statistics floor: no process; expected one at least", () -> FLOOR.margins(Map.of()));
        Map<String, Histogram> processes = processes();
        processes.put("other", histogram(new double[] {1}, new double[] {1}));
        assertMessage(
                "statistics floor: process 'other' has 1 bins, those before have 3; expected equal numbers",
                () -> FLOOR.margins(processes));
        assertMessage(
                "statistics floor: margins of shape [2]; expected [6], for 3 bins and 3 processes",
                () -> FLOOR.violation(processes(), Tensor.of(1, 2)));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
