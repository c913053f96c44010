package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenseStackTest {

    /** Numbers of order one, smaller where many are added. */
    private static Tensor draw(Shape shape, DType dtype, int seed) {
        double scale = shape.rank() == 2 && seed > 0 ? 1.5 / Math.sqrt(shape.dim(0)) : 1;
        double[] values =
                new SplittableRandom(seed).doubles(shape.size(), -scale, scale).toArray();
        return Tensor.fromDoubles(shape, dtype, values);
    }

    /** Variables for x, weights and biases. */
    private static List<Expr> variables(DType dtype, int... widths) {
        List<Expr> all = new ArrayList<>(List.of(Expr.variable("x", Shape.of(Shape.EVENTS, widths[0]), dtype)));
        for (int k = 1; k < widths.length; k++) {
            all.add(Expr.variable("weight", Shape.of(widths[k - 1], widths[k]), dtype));
        }
        for (int k = 1; k < widths.length; k++) {
            all.add(Expr.variable("bias", Shape.of(widths[k]), dtype));
        }
        return all;
    }

    private static List<Tensor> values(List<Expr> variables, int events) {
        return IntStream.range(0, variables.size())
                .mapToObj(i -> draw(
                        variables.get(i).shape().bind(events), variables.get(i).dtype(), i))
                .toList();
    }

    /** The output, and the gradient of the sum of its squares. */
    private static List<Expr> wanted(Expr output, List<Expr> by) {
        List<Expr> all = new ArrayList<>(List.of(output));
        all.addAll(Derivatives.gradient(output.square().sum(), by));
        return all;
    }

    /** As {@link DenseStack#expand} has it: layer by layer. */
    private static Expr written(Expr x, List<Expr> weights, List<Expr> biases, List<Activation> activations) {
        Expr h = x;
        for (int k = 0; k < activations.size(); k++) {
            h = activations.get(k).apply(h.matmul(weights.get(k)).add(biases.get(k)));
        }
        return h;
    }

    private static void agrees(int events, List<Activation> activations, int... widths) {
        int layers = activations.size();
        List<Expr> variables = variables(DType.FLOAT64, widths);
        Expr x = variables.get(0);
        List<Expr> weights = variables.subList(1, 1 + layers);
        List<Expr> biases = variables.subList(1 + layers, 1 + 2 * layers);
        List<Tensor> inputs = values(variables, events);
        List<Expr> fused = wanted(DenseStack.apply(x, weights, biases, activations), variables);
        List<Expr> plain = wanted(written(x, weights, biases, activations), variables);
        Result got = Program.compile(variables, fused, Execution.plain()).run(inputs);
        Result expected = Program.compile(variables, plain, Execution.plain()).run(inputs);
        for (int k = 0; k < fused.size(); k++) {
            double[] want = expected.output(k).toDoubles();
            double[] have = got.output(k).toDoubles();
            // Sums over events have terms of order one: rounding of each, and of the numbers they are made of.
            double terms = k == 0 ? 1 : Math.max(1, events);
            double scale =
                    Math.max(terms, Arrays.stream(want).map(Math::abs).max().orElse(0));
            for (int i = 0; i < want.length; i++) {
                assertEquals(want[i], have[i], 2e-14 * scale, "output " + k + ", element " + i);
            }
        }
    }

    @Test
    void hasTheMeaningOfItsLayersForAnySizes() {
        List<Activation> activations = List.of(Activation.TANH, Activation.RELU, Activation.SIGMOID);
        for (int events : new int[] {0, 1, 7, 121, 1009}) {
            agrees(events, activations, 1, 3, 17, 1);
            agrees(events, activations, 17, 1, 3, 5);
        }
        agrees(130, List.of(Activation.TANH), 5, 4);
        agrees(130, activations, 3, 70, 66, 2);
    }

    @Test
    void takesAnyActivation() {
        List<Activation> all = new ArrayList<>(List.of(Activation.values()));
        agrees(50, all, 3, 4, 5, 4, 3, 4, 5, 4, 2);
        all.add(Activation.TANH);
        agrees(50, all, 3, 4, 5, 4, 3, 4, 5, 4, 2, 3);
        for (Activation last : Activation.values()) {
            agrees(20, List.of(Activation.TANH, last), 2, 3, 1);
        }
    }

    /** At zero and far from it, where a formula might overflow or lose a derivative. */
    @Test
    void activationsAreSmoothWhereTheyShouldBe() {
        Expr x = Expr.variable("x", Shape.scalar());
        assertEquals(0.25, secondDerivative(Activation.SOFTPLUS, x, 0), 1e-15);
        assertEquals(1, derivative(Activation.SOFTPLUS, x, 800), 0);
        assertEquals(0, derivative(Activation.SOFTPLUS, x, -800), 0);
        assertEquals(1, derivative(Activation.ELU, x, 0), 0);
        assertEquals(0, derivative(Activation.RELU, x, 0), 0);
        assertEquals(0.5, derivative(Activation.GELU, x, 0), 1e-15);
        for (Activation activation : Activation.values()) {
            assertTrue(Double.isNaN(Program.compile(List.of(x), List.of(activation.apply(x)), Execution.plain())
                    .run(Tensor.scalar(Double.NaN))
                    .output(0)
                    .item()));
        }
    }

    private static double derivative(Activation activation, Expr x, double at) {
        return value(Derivatives.gradient(activation.apply(x), x), x, at);
    }

    private static double secondDerivative(Activation activation, Expr x, double at) {
        return value(Derivatives.gradient(Derivatives.gradient(activation.apply(x), x), x), x, at);
    }

    private static double value(Expr e, Expr x, double at) {
        return Program.compile(List.of(x), List.of(e), Execution.plain())
                .run(Tensor.scalar(at))
                .output(0)
                .item();
    }

    /** Float sums over events are put together in 64 bits: their error does not grow with the number of events. */
    @Test
    void sumsInSinglePrecisionStayExact() {
        int events = 50_000;
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 1), DType.FLOAT32);
        Expr w = Expr.variable("w", Shape.of(1, 1), DType.FLOAT32);
        Expr b = Expr.variable("b", Shape.of(1), DType.FLOAT32);
        Expr y = DenseStack.apply(x, List.of(w), List.of(b), List.of(Activation.IDENTITY));
        Expr gradient = Derivatives.gradient(y.sum(), w);
        float[] numbers = new float[events];
        double sum = 0;
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < events; i++) {
            numbers[i] = (float) random.nextDouble();
            sum += numbers[i];
        }
        double found = Program.compile(List.of(x, w, b), List.of(gradient), Execution.plain())
                .run(
                        Tensor.wrap(Shape.of(events, 1), numbers),
                        Tensor.wrap(Shape.of(1, 1), new float[1]),
                        Tensor.wrap(Shape.of(1), new float[1]))
                .output(0)
                .item();
        // Chains of 1008 terms lose 1e-6 at most, either way; one of 50 000 would lose a hundred times as much.
        assertEquals(1, found / sum, 5e-7);
    }

    @Test
    void singlePrecisionIsCloseToDouble() {
        int[] widths = {4, 20, 20, 1};
        List<Activation> activations = List.of(Activation.TANH, Activation.RELU, Activation.SIGMOID);
        List<double[]> results = new ArrayList<>();
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            List<Expr> variables = variables(dtype, widths);
            Expr output =
                    DenseStack.apply(variables.get(0), variables.subList(1, 4), variables.subList(4, 7), activations);
            List<Expr> wanted = wanted(output, variables.subList(1, 7));
            assertTrue(wanted.stream().allMatch(e -> e.dtype() == dtype));
            Result result =
                    Program.compile(variables, wanted, Execution.plain()).run(values(variables, 500));
            for (int k = 0; k < wanted.size(); k++) {
                results.add(result.output(k).toDoubles());
            }
        }
        for (int k = 0; k < 7; k++) {
            double[] single = results.get(k);
            double[] twice = results.get(7 + k);
            double scale = Arrays.stream(twice).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < single.length; i++) {
                assertEquals(twice[i], single[i], 5e-6 * scale, "output " + k + ", element " + i);
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            List<Expr> variables = variables(dtype, 3, 9, 2);
            Expr output = DenseStack.apply(
                    variables.get(0),
                    variables.subList(1, 3),
                    variables.subList(3, 5),
                    List.of(Activation.TANH, Activation.IDENTITY));
            List<Expr> wanted = wanted(output, variables);
            List<Tensor> inputs = values(variables, 9001);
            List<Tensor> first = List.of();
            for (int threads : new int[] {1, 2, 7}) {
                Result result = Program.compile(
                                variables, wanted, Execution.plain().withThreads(threads))
                        .run(inputs);
                List<Tensor> all = IntStream.range(0, wanted.size())
                        .mapToObj(result::output)
                        .toList();
                first = first.isEmpty() ? all : first;
                assertEquals(first, all);
            }
        }
    }

    /** A product with the Hessian is that of the layers written out. */
    @Test
    void secondDerivativesGoThroughTheExpansion() {
        List<Expr> variables = variables(DType.FLOAT64, 2, 3, 1);
        Expr output = DenseStack.apply(
                variables.get(0),
                variables.subList(1, 3),
                variables.subList(3, 5),
                List.of(Activation.TANH, Activation.SIGMOID));
        Expr loss = output.log().sum();
        Expr w = variables.get(1);
        Expr direction = Expr.constant(draw(w.shape(), DType.FLOAT64, 9));
        Expr product = Derivatives.hvp(loss, w, direction);
        Expr reference = written(
                variables.get(0),
                variables.subList(1, 3),
                variables.subList(3, 5),
                List.of(Activation.TANH, Activation.SIGMOID));
        Expr expected = Derivatives.hvp(reference.log().sum(), w, direction);
        Result result = Program.compile(variables, List.of(product, expected), Execution.plain())
                .run(values(variables, 300));
        double[] want = result.output(1).toDoubles();
        double[] have = result.output(0).toDoubles();
        for (int i = 0; i < want.length; i++) {
            assertEquals(want[i], have[i], 300 * 1e-14);
        }
    }

    /** A function of the sum wants it before the first cotangent, so events are gone through twice: wide layers' values are kept in between. */
    @Test
    void valuesKeptForTheSecondPassGiveTheSameGradient() {
        List<Expr> variables = variables(DType.FLOAT64, 2, 260, 260, 1);
        List<Activation> activations = List.of(Activation.RELU, Activation.TANH, Activation.IDENTITY);
        Expr output = DenseStack.apply(variables.get(0), variables.subList(1, 4), variables.subList(4, 7), activations);
        Expr sum = output.square().sum();
        List<Expr> trained = variables.subList(1, 7);
        List<Expr> wanted = new ArrayList<>(List.of(sum));
        wanted.addAll(Derivatives.gradient(sum, trained));
        wanted.addAll(Derivatives.gradient(sum.log(), trained));
        Result result = Program.compile(variables, wanted, Execution.plain()).run(values(variables, 700));
        double value = result.output(0).item();
        for (int k = 0; k < trained.size(); k++) {
            double[] bySum = result.output(1 + k).toDoubles();
            double[] byLog = result.output(7 + k).toDoubles();
            double scale = Arrays.stream(bySum).map(Math::abs).max().orElseThrow() / value;
            for (int i = 0; i < bySum.length; i++) {
                assertEquals(bySum[i] / value, byLog[i], 1e-14 * scale);
            }
        }
    }

    /** Arrays of values kept between the passes serve the next run, too; what a user got from an earlier one stays. */
    @Test
    void laterRunsLeaveEarlierResultsAlone() {
        List<Expr> variables = variables(DType.FLOAT64, 2, 260, 260, 1);
        List<Activation> activations = List.of(Activation.RELU, Activation.TANH, Activation.IDENTITY);
        Expr output = DenseStack.apply(variables.get(0), variables.subList(1, 4), variables.subList(4, 7), activations);
        List<Expr> wanted = new ArrayList<>(List.of(output));
        wanted.addAll(Derivatives.gradient(output.square().sum().log(), variables.subList(1, 7)));
        Program program = Program.compile(variables, wanted, Execution.plain());
        List<Tensor> first = values(variables, 300);
        List<Tensor> second = new ArrayList<>(values(variables, 300));
        second.set(0, Tensor.of(second.get(0).shape(), new double[600]));
        Result before = program.run(first);
        List<double[]> numbers = all(before, wanted.size());
        Result between = program.run(second);
        assertTrue(between.output(0).at(0) != before.output(0).at(0));
        program.run(values(variables, 200));
        List<double[]> after = all(program.run(first), wanted.size());
        for (int k = 0; k < numbers.size(); k++) {
            assertArrayEquals(numbers.get(k), before.output(k).toDoubles(), "result kept, output " + k);
            assertArrayEquals(numbers.get(k), after.get(k), "same inputs again, output " + k);
        }
    }

    private static List<double[]> all(Result result, int outputs) {
        return IntStream.range(0, outputs)
                .mapToObj(k -> result.output(k).toDoubles())
                .toList();
    }

    @Test
    void refusesWhatDoesNotSuit() {
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 2));
        Expr w = Expr.variable("w", Shape.of(2, 3));
        Expr b = Expr.variable("b", Shape.of(3));
        List<Activation> tanh = List.of(Activation.TANH);
        message("1 weights, 0 biases", () -> DenseStack.apply(x, List.of(w), List.of(), tanh));
        message("dense_value: shapes", () -> DenseStack.apply(x, List.of(b), List.of(b), tanh));
        message("cast first", () -> DenseStack.apply(x, List.of(w), List.of(b.cast(DType.FLOAT32)), tanh));
        message(
                "DenseStack.apply takes any",
                () -> new DenseStack(DenseStack.Role.VALUE, List.of(Activation.GELU), DType.FLOAT64, 1, List.of(0)));
        message(
                "one of the rows'",
                () -> Node.apply(
                        new DenseStack(DenseStack.Role.VALUE, tanh, DType.FLOAT64, 0, List.of(0)), List.of(x, w, b)));
    }

    private static void message(String part, org.junit.jupiter.api.function.Executable refused) {
        String message = assertThrows(IllegalArgumentException.class, refused).getMessage();
        assertTrue(message.contains(part), message);
    }
}
