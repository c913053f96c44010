package dev.limen.autodiff.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten million events of ten columns train in little more memory than the columns take. */
@Tag("conformance")
class BoundedMemoryTest {
    private static final int EVENTS = 10_000_000;
    private static final int COLUMNS = 10;
    /** The columns take 400 MB in 32 bits, targets another 40. */
    private static final String MEMORY = "-Xmx560m";

    /** Two steps down the gradient; prints the loss before each. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) {
            int[] widths = {COLUMNS, 64, 64, 1};
            List<Expr> variables = new ArrayList<>(List.of(
                    Expr.variable("x", Shape.of(Shape.EVENTS, COLUMNS), DType.FLOAT32),
                    Expr.variable("target", Shape.events(), DType.FLOAT32)));
            for (int k = 1; k < widths.length; k++) {
                variables.add(Expr.variable("weight", Shape.of(widths[k - 1], widths[k]), DType.FLOAT32));
            }
            for (int k = 1; k < widths.length; k++) {
                variables.add(Expr.variable("bias", Shape.of(widths[k]), DType.FLOAT32));
            }
            List<Expr> trained = variables.subList(2, 8);
            Expr output = DenseStack.apply(
                    variables.get(0),
                    trained.subList(0, 3),
                    trained.subList(3, 6),
                    List.of(Activation.TANH, Activation.TANH, Activation.IDENTITY));
            Expr loss = output.reshape(Shape.events())
                    .sub(variables.get(1))
                    .square()
                    .sum()
                    .div(EVENTS);
            List<Expr> results = new ArrayList<>(List.of(loss));
            List<Expr> gradient = Derivatives.gradient(loss, trained);
            for (int k = 0; k < trained.size(); k++) {
                results.add(trained.get(k).sub(gradient.get(k).mul(0.1)));
            }
            Program step = Program.compile(variables, results, Execution.on("vector"));
            List<Tensor> values = new ArrayList<>(List.of(columns(), targets()));
            for (Expr variable : trained) {
                Shape shape = variable.shape();
                double scale = 1 / Math.sqrt(shape.dim(0));
                double[] start = new SplittableRandom(shape.rank())
                        .doubles(shape.size(), -scale, scale)
                        .toArray();
                values.add(Tensor.fromDoubles(shape, DType.FLOAT32, start));
            }
            for (int n = 0; n < 2; n++) {
                Result result = step.run(values);
                System.out.println(result.output(0).item());
                for (int k = 0; k < trained.size(); k++) {
                    values.set(2 + k, result.output(1 + k));
                }
            }
        }

        private static Tensor columns() {
            SplittableRandom random = new SplittableRandom(1);
            float[] numbers = new float[EVENTS * COLUMNS];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (2 * random.nextDouble() - 1);
            }
            return Tensor.wrap(Shape.of(EVENTS, COLUMNS), numbers);
        }

        private static Tensor targets() {
            float[] numbers = new float[EVENTS];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i % 3;
            }
            return Tensor.wrap(Shape.of(EVENTS), numbers);
        }
    }

    @Test
    void tenMillionEventsTrain() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        MEMORY,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.strip().lines().toList();
        double first = Double.parseDouble(lines.get(lines.size() - 2));
        double second = Double.parseDouble(lines.get(lines.size() - 1));
        assertTrue(second < first && first < 10, output);
    }
}
