package dev.limen.autodiff.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import dev.limen.autodiff.math.SinglePrecision;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stacks of layers have plain Java's bits, for any sizes. */
class DenseTwinTest {

    private static final List<Activation> ACTIVATIONS =
            List.of(Activation.TANH, Activation.SIGMOID, Activation.RELU, Activation.IDENTITY);

    private static DenseStack stack(DenseStack.Role role, DType dtype, int layers) {
        List<Activation> activations = IntStream.range(0, layers)
                .mapToObj(k -> ACTIVATIONS.get(k % ACTIVATIONS.size()))
                .toList();
        int outputs = role == DenseStack.Role.VALUE ? layers : 2 * layers + 1;
        return new DenseStack(
                role, activations, dtype, 1, IntStream.range(0, outputs).boxed().toList());
    }

    private static List<Shape> inputs(DenseStack stack, int rows, int... widths) {
        int layers = stack.activations().size();
        List<Shape> shapes = new ArrayList<>(List.of(Shape.of(rows, widths[0])));
        for (int k = 1; k <= layers; k++) {
            shapes.add(Shape.of(widths[k - 1], widths[k]));
        }
        for (int k = 1; k <= layers; k++) {
            shapes.add(stack.role() == DenseStack.Role.VALUE ? Shape.of(widths[k]) : Shape.of(rows, widths[k]));
        }
        if (stack.role() == DenseStack.Role.PULLBACK) {
            shapes.add(Shape.of(rows, widths[layers]));
        }
        return shapes;
    }

    private static double[][] draw(List<Shape> shapes, DType dtype) {
        SplittableRandom random = new SplittableRandom(4);
        return shapes.stream()
                .map(shape -> random.doubles(shape.size(), -1, 1)
                        .map(x -> dtype == DType.FLOAT32 ? (float) x : x)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] run(Kernel kernel, double[][] inputs, List<Shape> outputs) {
        double[][] results =
                outputs.stream().map(shape -> new double[shape.size()]).toArray(double[][]::new);
        kernel.run(inputs, results);
        return results;
    }

    private static void sameBits(int rows, int... widths) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (DenseStack.Role role : DenseStack.Role.values()) {
                DenseStack stack = stack(role, dtype, widths.length - 1);
                List<Shape> shapes = inputs(stack, rows, widths);
                List<Shape> outputs = stack.shapes(shapes);
                double[][] inputs = draw(shapes, dtype);
                double[][] expected = run(stack.plainKernel(shapes).orElseThrow(), inputs, outputs);
                Kernel vector = new VectorBackend()
                        .kernel(stack, shapes, outputs, dtype)
                        .orElseThrow();
                for (int repeat = 0; repeat < 2; repeat++) {
                    double[][] got = run(vector, inputs, outputs);
                    for (int k = 0; k < expected.length; k++) {
                        assertArrayEquals(expected[k], got[k], dtype + " " + role + ", output " + k);
                    }
                }
            }
        }
    }

    @Test
    void bitsArePlainOnesForSmallAndOddSizes() {
        for (int rows : new int[] {1, 5, 6, 121}) {
            sameBits(rows, 1, 1);
            sameBits(rows, 3, 17, 1, 2);
            sameBits(rows, 10, 9, 8, 7, 33);
        }
        sameBits(1000, 2, 4, 3);
    }

    /** Columns are taken 96 at a time; sums over more are put together from parts. */
    @Test
    void bitsArePlainOnesForWideLayers() {
        sameBits(9, 2, 300, 1);
        sameBits(130, 270, 5, 520);
        sameBits(127, 95, 96, 97, 192);
    }

    /** In a program the pullback reads layers where their kernel left them, and weights are packed once for many blocks. */
    @Test
    void programsHavePlainBits() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            List<Expr> variables = List.of(
                    Expr.variable("x", Shape.of(Shape.EVENTS, 3), dtype),
                    Expr.variable("w", Shape.of(3, 20), dtype),
                    Expr.variable("v", Shape.of(20, 2), dtype),
                    Expr.variable("b", Shape.of(20), dtype),
                    Expr.variable("c", Shape.of(2), dtype));
            Expr output = DenseStack.apply(
                    variables.get(0),
                    variables.subList(1, 3),
                    variables.subList(3, 5),
                    List.of(Activation.TANH, Activation.SIGMOID));
            // The first sum's cotangent of the output is the output itself; the second goes through the events twice.
            Expr sum = output.square().sum().mul(Expr.constant(0.5).cast(dtype));
            List<Expr> wanted = new ArrayList<>(List.of(output));
            wanted.addAll(Derivatives.gradient(sum, variables));
            wanted.addAll(Derivatives.gradient(sum.log(), variables));
            Program plain = Program.compile(variables, wanted, Execution.plain());
            Program vector = Program.compile(variables, wanted, Execution.on("vector"));
            for (int seed = 0; seed < 3; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                List<Tensor> values = variables.stream()
                        .map(variable -> variable.shape().bind(5000))
                        .map(shape -> Tensor.fromDoubles(
                                shape,
                                dtype,
                                random.doubles(shape.size(), -1, 1).toArray()))
                        .toList();
                Result expected = plain.run(values);
                Result got = vector.run(values);
                for (int k = 0; k < wanted.size(); k++) {
                    assertArrayEquals(
                            expected.output(k).toDoubles(), got.output(k).toDoubles(), dtype + ", output " + k);
                }
            }
        }
    }

    /** Not a test of every build: how far the compiler inlines depends on the machine, its load and what ran before. */
    @Tag("conformance")
    @Test
    void compiledKernelsMakeNoVectorObjects() {
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            for (DenseStack.Role role : DenseStack.Role.values()) {
                DenseStack stack = stack(role, dtype, 3);
                List<Shape> shapes = inputs(stack, 24, 10, 32, 32, 1);
                List<Shape> outputs = stack.shapes(shapes);
                double[][] inputs = draw(shapes, dtype);
                double[][] results =
                        outputs.stream().map(shape -> new double[shape.size()]).toArray(double[][]::new);
                Kernel kernel = new VectorBackend()
                        .kernel(stack, shapes, outputs, dtype)
                        .orElseThrow();
                ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long least = Long.MAX_VALUE;
                long end = System.nanoTime() + 60_000_000_000L;
                // A call has 10 000 products of vectors, each 64 bytes or more if it were an object; shapes take a few
                // kilobytes.
                while (least > 20_000 && System.nanoTime() < end) {
                    long before = thread.getCurrentThreadAllocatedBytes();
                    kernel.run(inputs, results);
                    least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
                }
                assertTrue(least <= 20_000, dtype + " " + role + " allocates " + least + " bytes a call");
            }
        }
    }

    @Test
    void singlePrecisionTanhIsAccurate() {
        for (double x = 1e-30; x < 100; x *= 1.0007) {
            float single = (float) x;
            float y = SinglePrecision.tanh(single);
            double exact = Math.tanh(single);
            assertEquals(exact, y, 6 * Math.ulp((float) exact), "tanh " + single);
            assertTrue(y <= 1, "tanh " + single);
            assertEquals(-y, SinglePrecision.tanh(-single), "tanh -" + single);
        }
        assertTrue(Float.isNaN(SinglePrecision.tanh(Float.NaN)));
        assertEquals(-0f, SinglePrecision.tanh(-0f));
    }
}
