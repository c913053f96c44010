package dev.limen.autodiff.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.fused.KernelSum;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Nd4jBackendTest {
    private static final int EVENTS = 3 * Execution.BLOCK_SIZE + 100;

    private static Expr variable(String name) {
        return Expr.variable(name, Shape.events());
    }

    @Test
    void smallWorkStaysWithPlainJava() {
        Nd4jBackend backend = new Nd4jBackend();
        Unary exp = new Unary(Unary.Op.EXP);
        List<Shape> small = List.of(Shape.of(Nd4jBackend.SMALLEST - 1));
        List<Shape> large = List.of(Shape.of(Nd4jBackend.SMALLEST));
        assertTrue(backend.kernel(exp, small, small, DType.FLOAT64).isEmpty());
        assertTrue(backend.kernel(exp, large, large, DType.FLOAT64).isPresent());
    }

    @Test
    void arithmeticStaysWithPlainJava() {
        List<Shape> large = List.of(Shape.of(100_000));
        List<Shape> two = List.of(large.get(0), large.get(0));
        assertTrue(new Nd4jBackend()
                .kernel(new Binary(Binary.Op.ADD), two, large, DType.FLOAT64)
                .isEmpty());
        assertTrue(new Nd4jBackend()
                .kernel(new Binary(Binary.Op.POW), two, large, DType.FLOAT64)
                .isPresent());
        assertTrue(new EverywhereBackend()
                .kernel(new Binary(Binary.Op.ADD), two, large, DType.FLOAT64)
                .isPresent());
    }

    @Test
    void itIsTakenOnlyWhereItIsNamed() {
        assertEquals("plain", Execution.preferred().backend().name());
        assertEquals("nd4j", Execution.on("nd4j").backend().name());
        System.setProperty(Execution.BACKEND_PROPERTY, "nd4j");
        try {
            assertEquals("nd4j", Execution.preferred().backend().name());
        } finally {
            System.clearProperty(Execution.BACKEND_PROPERTY);
        }
    }

    @Test
    void inputsAreNotChanged() {
        double[][] inputs = {new double[Nd4jBackend.SMALLEST], new double[Nd4jBackend.SMALLEST]};
        double[][] outputs = {new double[Nd4jBackend.SMALLEST]};
        java.util.Arrays.fill(inputs[0], 0.5);
        java.util.Arrays.fill(inputs[1], 2);
        List<Shape> one = List.of(Shape.of(Nd4jBackend.SMALLEST));
        List<Shape> two = List.of(one.get(0), one.get(0));
        Nd4jBackend backend = new Nd4jBackend(Placement.everywhere());
        for (Unary.Op op : Unary.Op.values()) {
            backend.kernel(new Unary(op), one, one, DType.FLOAT64).ifPresent(k -> k.run(inputs, outputs));
        }
        for (Binary.Op op : Binary.Op.values()) {
            backend.kernel(new Binary(op), two, one, DType.FLOAT64).ifPresent(k -> k.run(inputs, outputs));
        }
        for (int i = 0; i < Nd4jBackend.SMALLEST; i++) {
            assertEquals(0.5, inputs[0][i]);
            assertEquals(2, inputs[1][i]);
        }
    }

    @Test
    void aPositionOutsideTheAxisIsRefused() {
        Expr table = Expr.variable("table", Shape.of(4));
        Expr positions = Expr.variable("positions", Shape.of(2), DType.INT32);
        Program program = Program.compile(
                List.of(table, positions), List.of(table.take(0, positions)), Execution.on("nd4j-everywhere"));
        assertEquals(
                Tensor.of(4, 1),
                program.run(Tensor.of(1, 2, 3, 4), Tensor.ofInts(3, 0)).output(0));
        for (int outside : new int[] {-1, 4}) {
            String message = assertThrows(
                            IndexOutOfBoundsException.class,
                            () -> program.run(Tensor.of(1, 2, 3, 4), Tensor.ofInts(0, outside)))
                    .getMessage();
            assertTrue(message.contains("position " + outside), message);
        }
    }

    /** From a soft cut to a histogram and its gradients by threshold and events: plain Java's numbers, on any number of threads. */
    @Test
    void aProgramOverEventsGivesThePlainNumbers() {
        Expr x = variable("x");
        Expr cut = Expr.variable("cut", Shape.scalar());
        Expr weight = x.sub(cut).div(0.3).sigmoid().mul(x.mul(0.1).sin().exp());
        Expr sums = KernelSum.sum(0, x, weight, Expr.constant(-1, 0, 0.5, 2), Expr.constant(0.4));
        Expr objective = sums.log().sum().add(x.normalCdf().sum());
        List<Expr> outputs = List.of(
                sums,
                objective,
                Derivatives.gradient(objective, List.of(cut)).get(0),
                Derivatives.gradient(objective, List.of(x)).get(0));
        List<Tensor> inputs = List.of(
                Tensor.wrap(
                        Shape.of(EVENTS),
                        new SplittableRandom(5).doubles(EVENTS, -3, 3).toArray()),
                Tensor.scalar(0.2));
        Result plain =
                Program.compile(List.of(x, cut), outputs, Execution.plain()).run(inputs);
        Result reference = null;
        for (int threads : new int[] {1, 2, 7}) {
            Program program = Program.compile(
                    List.of(x, cut), outputs, Execution.on("nd4j").withThreads(threads));
            String listing = program.listing();
            assertTrue(listing.contains("exp[[events]] -> [[events]], on nd4j\n"), listing);
            assertTrue(listing.contains("log[[4]] -> [[4]]\n"), listing);
            assertTrue(listing.contains("mul[[events], [events]] -> [[events]]\n"), listing);
            Result result = program.run(inputs);
            for (int k = 0; k < outputs.size(); k++) {
                double[] expected = plain.output(k).toDoubles();
                double[] got = result.output(k).toDoubles();
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], got[i], 1e-12 * Math.max(1, Math.abs(expected[i])));
                }
                if (reference != null) {
                    assertEquals(reference.output(k), result.output(k));
                }
            }
            reference = reference == null ? result : reference;
        }
    }
}
