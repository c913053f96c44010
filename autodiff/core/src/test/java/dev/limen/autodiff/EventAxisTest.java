package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAxisTest {
    private static final int BLOCK = 64;

    /** A soft cut, a histogram, a likelihood of it: sums, a small part, and a pullback to events and parameters. */
    private record Analysis(List<Expr> inputs, List<Expr> outputs) {
        static Analysis of(Shape events) {
            Expr x = Expr.variable("x", events);
            Expr w = Expr.variable("w", events);
            Expr cut = Expr.variable("cut", Shape.scalar());
            Expr weights = x.sub(cut).div(0.3).sigmoid().mul(w);
            Expr edges = Expr.constant(-1, 0, 1, 2);
            Shape table = events.then(Shape.of(4));
            Expr cdf = x.reshape(events.then(Shape.of(1))).broadcastTo(table).sub(edges.broadcastTo(table)).normalCdf();
            Expr column = weights.reshape(events.then(Shape.of(1)));
            Expr sums = column.transpose().matmul(cdf).reshape(4);
            Expr second = cdf.square().mul(column.broadcastTo(table)).sum(0);
            Expr value = sums.square().add(1).log().sum().add(second.sum().square()).add(weights.maximum());
            List<Expr> gradients = Derivatives.gradient(value, List.of(cut, x, w));
            return new Analysis(
                    List.of(x, w, cut),
                    List.of(value, sums, gradients.get(0), gradients.get(1), gradients.get(2), x.mul(2), w.reshape(table.first(1))));
        }
    }

    private static Tensor column(int events, long seed) {
        Random random = new Random(seed);
        return Tensor.of(random.doubles(events, -2, 2).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 33_000})
    void agreesWithAStaticAxis(int events) {
        Analysis blocked = Analysis.of(Shape.events());
        Analysis fixed = Analysis.of(Shape.of(events));
        List<Tensor> values = List.of(column(events, 1), column(events, 2), Tensor.scalar(0.2));
        Execution execution = new Execution(Execution.plain().backend(), 2, BLOCK);
        Program program = Program.compile(blocked.inputs(), blocked.outputs(), execution);
        Result got = program.run(values);
        Result expected =
                Program.compile(fixed.inputs(), fixed.outputs(), execution).run(values);
        for (int k = 0; k < blocked.outputs().size(); k++) {
            double[] e = expected.output(k).toDoubles();
            // Sums of up to 33 000 terms of order one in another order.
            double scale = 1 + java.util.Arrays.stream(e).map(Math::abs).max().orElse(0);
            assertArrayEquals(e, got.output(k).toDoubles(), 1e-13 * scale, "output " + k);
        }
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreads() {
        Analysis analysis = Analysis.of(Shape.events());
        List<Tensor> values = List.of(column(50_001, 3), column(50_001, 4), Tensor.scalar(0.1));
        List<Tensor> reference = null;
        for (int threads : new int[] {1, 2, 7}) {
            Execution execution = new Execution(Execution.plain().backend(), threads, BLOCK);
            Program program = Program.compile(analysis.inputs(), analysis.outputs(), execution);
            for (int repeat = 0; repeat < 3; repeat++) {
                Result result = program.run(values);
                List<Tensor> outputs = java.util.stream.IntStream.range(0, analysis.outputs().size())
                        .mapToObj(result::output)
                        .toList();
                reference = reference == null ? outputs : reference;
                assertEquals(reference, outputs);
            }
        }
    }

    @Test
    void recomputesWhatDependsOnParametersOnlyAtEachRun() {
        Analysis analysis = Analysis.of(Shape.events());
        Program program = Program.compile(analysis.inputs(), analysis.outputs());
        Tensor x = column(5000, 1);
        Tensor w = column(5000, 2);
        double first = program.run(x, w, Tensor.scalar(0)).output(0).item();
        double second = program.run(x, w, Tensor.scalar(1)).output(0).item();
        assertTrue(first != second);
        assertEquals(first, program.run(x, w, Tensor.scalar(0)).output(0).item());
    }

    @Test
    void takesNoEvents() {
        Expr x = Expr.variable("x", Shape.events());
        Program program = Program.compile(List.of(x), List.of(x.sum(), x.prod(), x.maximum(), x.exp()));
        Result result = program.run(Tensor.of());
        assertEquals(0, result.output(0).item());
        assertEquals(1, result.output(1).item());
        assertEquals(Double.NEGATIVE_INFINITY, result.output(2).item());
        assertEquals(0, result.output(3).size());
    }

    @Test
    void endsABlockedRegionWhereEventsAreMixed() {
        Expr x = Expr.variable("x", Shape.events());
        Expr shifted = x.mul(2).add(1);
        Expr running = shifted.sort().cumulativeSum(0);
        Expr total = running.mul(shifted).sum();
        Program program = Program.compile(
                List.of(x), List.of(total, running), new Execution(Execution.plain().backend(), 2, 3));
        Tensor values = Tensor.of(3, 1, 2, 5, 4, 0, -1);
        Result result = program.run(values);
        assertArrayEquals(new double[] {-1, 0, 3, 8, 15, 24, 35}, result.output(1).toDoubles());
        assertEquals(-7 + 0 + 15 + 8 * 11 + 15 * 9 + 24 - 35, result.output(0).item());
        assertTrue(program.listing().contains("events whole, after sweep 0:\n  sort"), program.listing());
    }

    @Test
    void namesInputsThatDisagreeOnTheNumberOfEvents() {
        Expr x = Expr.variable("x", Shape.events());
        Expr w = Expr.variable("w", Shape.events());
        Program program = Program.compile(List.of(x, w), List.of(x.mul(w).sum()));
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> program.run(Tensor.of(1, 2), Tensor.of(1, 2, 3)));
        assertEquals("run: input 'x' has 2 events, input 'w' has 3; expected equal numbers", error.getMessage());
    }
}
