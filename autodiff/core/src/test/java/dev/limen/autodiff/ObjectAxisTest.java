package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.contract.ObjectAnalysis;
import dev.limen.autodiff.fused.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectAxisTest {
    private static final int BLOCK = 64;

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 4000})
    void agreesWithFixedLengths(int events) {
        ObjectAnalysis.check(Execution.plain(), events, BLOCK);
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreadsAndWhateverRanBefore() {
        ObjectAnalysis analysis = ObjectAnalysis.open();
        List<Tensor> values = ObjectAnalysis.values(4_001);
        List<Tensor> reference = null;
        for (int threads : new int[] {1, 2, 7}) {
            Execution execution = new Execution(Execution.plain().backend(), threads, BLOCK);
            Program program = Program.compile(analysis.inputs(), analysis.outputs(), execution);
            for (int repeat = 0; repeat < 3; repeat++) {
                Result result = program.run(values);
                List<Tensor> outputs = IntStream.range(0, analysis.outputs().size())
                        .mapToObj(result::output)
                        .toList();
                reference = reference == null ? outputs : reference;
                assertEquals(reference, outputs);
                program.run(ObjectAnalysis.values(150 + 70 * repeat));
            }
        }
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        ObjectAnalysis analysis = ObjectAnalysis.open();
        List<Tensor> values = ObjectAnalysis.values(300);
        java.util.Map<Expr, Tensor> point = new java.util.HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            point.put(analysis.inputs().get(i), values.get(i));
        }
        GradientCheck.of(analysis.outputs().get(0), List.of(analysis.inputs().get(3)), point)
                .require(1e-9, 1e-7);
        GradientCheck.of(analysis.outputs().get(5), List.of(analysis.inputs().get(3)), point)
                .require(1e-9, 1e-7);
    }

    @Test
    void takesNoObjectsAndNoEvents() {
        ObjectAnalysis analysis = ObjectAnalysis.open();
        Program program = Program.compile(analysis.inputs(), analysis.outputs());
        Tensor none = Tensor.ofInts();
        Result empty = program.run(Tensor.of(), Tensor.of(), Tensor.of(), Tensor.scalar(0.5), none, none);
        assertEquals(0, empty.output(1).size());
        Tensor zeros = Tensor.ofInts(0, 0, 0);
        Result objectless = program.run(Tensor.of(), Tensor.of(), Tensor.of(1, 1, 1), Tensor.scalar(0.5), zeros, zeros);
        // ht 0, leading -1, second 0, leptons 0, lowest 3, features 0.
        assertArrayEquals(new double[] {3, 3, 3}, objectless.output(1).toDoubles());
        assertEquals(Double.NEGATIVE_INFINITY, objectless.output(0).item());
    }

    @Test
    void valuesByHand() {
        Segments jets = Segments.of("jets");
        Expr x = Expr.variable("x", jets.objects());
        Expr e = Expr.variable("e", Shape.events());
        List<Expr> outputs = List.of(
                jets.sum(x),
                jets.maximum(x, -7),
                jets.minimum(x, Double.POSITIVE_INFINITY),
                jets.rank(x),
                jets.place(),
                jets.at(jets.rank(x), 1, x.mul(10), -1),
                jets.spread(e),
                Derivatives.gradient(jets.maximum(x, -7).mul(e).sum(), x));
        Result result = Program.compile(List.of(x, e, jets.counts()), outputs)
                .run(Tensor.of(2, 5, 5, 1, 4), Tensor.of(10, 20, 30), Tensor.ofInts(3, 0, 2));
        assertArrayEquals(new double[] {12, 0, 5}, result.output(0).toDoubles());
        assertArrayEquals(new double[] {5, -7, 4}, result.output(1).toDoubles());
        assertArrayEquals(
                new double[] {2, Double.POSITIVE_INFINITY, 1}, result.output(2).toDoubles());
        assertArrayEquals(new double[] {2, 0, 1, 1, 0}, result.output(3).toDoubles());
        assertArrayEquals(new double[] {0, 1, 2, 0, 1}, result.output(4).toDoubles());
        assertArrayEquals(new double[] {50, -1, 10}, result.output(5).toDoubles());
        assertArrayEquals(new double[] {10, 10, 10, 30, 30}, result.output(6).toDoubles());
        // The first of two equal leading objects.
        assertArrayEquals(new double[] {0, 10, 0, 0, 30}, result.output(7).toDoubles());
    }

    @Test
    void manyObjectsAreRankedAsFewAre() {
        double[] x = new Random(3).ints(200, 0, 40).asDoubleStream().toArray();
        x[17] = Double.NaN;
        x[80] = Double.NaN;
        Segments segments = Segments.of(Tensor.ofInts(200));
        double[] rank = Program.evaluate(segments.rank(Expr.constant(x))).toDoubles();
        for (int k = 0; k < x.length; k++) {
            int before = 0;
            for (int p = 0; p < x.length; p++) {
                int order = Double.compare(x[p], x[k]);
                before += order > 0 || order == 0 && p < k ? 1 : 0;
            }
            assertEquals(before, rank[k]);
        }
    }

    @Test
    void takesLeadingBatchAxes() {
        Segments jets = Segments.of("jets");
        Expr x = Expr.variable("x", jets.objects());
        Expr cut = Expr.variable("cut", Shape.scalar());
        Expr yield = jets.sum(x.sub(cut).sigmoid()).square();
        Expr cuts = Expr.variable("cuts", Shape.of(3));
        Expr batched =
                new Graph(List.of(cut), List.of(yield)).batch(List.of(cuts)).get(0);
        assertEquals(Shape.of(3).then(Shape.events()), batched.shape());
        Execution execution = new Execution(Execution.plain().backend(), 2, BLOCK);
        Tensor counts = ObjectAnalysis.counts(500, 9, 5);
        Tensor values = ObjectAnalysis.column(ObjectAnalysis.sum(counts), 4);
        double[] all = Program.compile(List.of(x, cuts, jets.counts()), List.of(batched), execution)
                .run(values, Tensor.of(0.1, 0.5, 0.9), counts)
                .output(0)
                .toDoubles();
        Program one = Program.compile(List.of(x, cut, jets.counts()), List.of(yield), execution);
        for (int lane = 0; lane < 3; lane++) {
            double[] expected = one.run(values, Tensor.scalar(0.1 + 0.4 * lane), counts)
                    .output(0)
                    .toDoubles();
            assertArrayEquals(expected, Arrays.copyOfRange(all, 500 * lane, 500 * (lane + 1)), 1e-14);
        }
    }

    @Test
    void objectsThatNoEventNeedsGoInSharesOfTheirOwn() {
        Expr x = Expr.variable("x", Shape.objects("tracks"));
        Expr w = Expr.variable("w", Shape.events());
        Execution execution = new Execution(Execution.plain().backend(), 2, BLOCK);
        Program program = Program.compile(List.of(x, w), List.of(x.square().sum(), w.sum(), x.exp()), execution);
        Tensor values = ObjectAnalysis.column(1000, 8);
        Result result = program.run(values, Tensor.of(1, 2, 3));
        double expected = Arrays.stream(values.toDoubles()).map(v -> v * v).sum();
        assertEquals(expected, result.output(0).item(), 1e-11);
        assertEquals(6, result.output(1).item());
        assertArrayEquals(
                Arrays.stream(values.toDoubles()).map(Math::exp).toArray(),
                result.output(2).toDoubles(),
                1e-14);
    }

    @Test
    void findsTheFirstNaNWhereObjectsAreFewerThanTheRoomForThem() {
        Segments jets = Segments.of("jets");
        Expr x = Expr.variable("x", jets.objects());
        Expr sum = jets.sum(x.log()).sum();
        Program program = Program.compile(
                List.of(x, jets.counts()),
                List.of(sum),
                new Execution(Execution.plain().backend(), 1, 2));
        Result result = program.run(Tensor.of(1, 2, 3, 4, -1), Tensor.ofInts(2, 2, 1));
        assertTrue(Double.isNaN(result.output(0).item()));
        assertEquals("log[[jets]] -> [[jets]]", result.nanOrigin().orElseThrow());
    }

    @Test
    void errorsNameTheCollectionAndWhatIsWrong() {
        Segments jets = Segments.of("jets");
        Expr x = Expr.variable("x", jets.objects());
        Program program = Program.compile(List.of(x, jets.counts()), List.of(jets.sum(x)));
        Tensor values = Tensor.of(1, 2, 3);
        assertMessage(
                "run: the counts of [jets] add up to 2 objects, its columns have 3; expected equal numbers",
                () -> program.run(values, Tensor.ofInts(1, 1)));
        assertMessage(
                "run: the counts of [jets] add up to more objects than its columns have, from event 1 on"
                        + " (the first is 0)",
                () -> program.run(values, Tensor.ofInts(1, 3, 1)));
        assertMessage(
                "run: the counts of [jets] hold -1 for event 1 (the first is 0); expected 0 or more",
                () -> program.run(values, Tensor.ofInts(1, -1)));
        assertMessage(
                "offsets: event 1 (the first is 0) goes from 3 to 2; expected offsets that do not decrease",
                () -> Segments.counts(0, 3, 2));
        assertMessage(
                "offsets: the first is 1; expected 0, then one for each event, the last the number of objects",
                () -> Segments.counts(1, 3));
        assertArrayEquals(new double[] {3, 0, 2}, Segments.counts(0, 3, 3, 5).toDoubles());
        Expr y = Expr.variable("y", jets.objects());
        Program both = Program.compile(List.of(x, y), List.of(x.add(y)));
        assertMessage(
                "run: input 'x' has 3 objects of [jets], input 'y' has 2; expected equal numbers",
                () -> both.run(values, Tensor.of(1, 2)));
        Expr muons = Expr.variable("z", Shape.objects("muons"));
        assertMessage(
                "add: shapes [jets] and [muon~] differ and neither can be repeated to the other", () -> x.add(muons));
        assertMessage(
                "segment_sum: shape [muon~] with counts [events]; expected objects [jets] as the axis before the last 0",
                () -> jets.sum(muons));
        Segments other = Segments.of("jets");
        assertMessage(
                "program: [jets] has two variables with its counts; use one for all columns of a collection,"
                        + " and another name for another collection",
                () -> Program.compile(
                        List.of(x, jets.counts(), other.counts()),
                        List.of(jets.sum(x).add(other.sum(x)))));
        assertMessage(
                "segment_sum: counts add up to 2 objects; there are 3",
                () -> Program.evaluate(
                        new Segments(Expr.constant(Tensor.ofInts(2)), Shape.of(3)).sum(Expr.constant(1, 2, 3))));
        assertMessage("collection '2nd': expected a letter, then letters, digits or '_'", () -> Shape.objects("2nd"));
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable run) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, run).getMessage());
    }
}
