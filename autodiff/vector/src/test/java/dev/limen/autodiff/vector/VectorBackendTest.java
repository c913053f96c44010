package dev.limen.autodiff.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelSum;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorBackendTest {

    /** Prints the preferred back end; run in a process of its own. */
    static final class Preferred {
        private Preferred() {}

        public static void main(String[] arguments) {
            System.out.println(Execution.preferred().backend().name());
            System.out.println(Execution.preferred().backend().name());
        }
    }

    private static String preferred(String... flags) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Preferred.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void isPreferredWhereTheModuleIsEnabled() throws IOException, InterruptedException {
        String output = preferred("--add-modules", "jdk.incubator.vector");
        assertTrue(output.endsWith("vector" + System.lineSeparator() + "vector" + System.lineSeparator()), output);
    }

    @Test
    void withoutTheModulePlainJavaRunsAndOneLineSaysHowToEnableIt() throws IOException, InterruptedException {
        String output = preferred();
        assertTrue(output.contains("plain" + System.lineSeparator() + "plain" + System.lineSeparator()), output);
        assertEquals(2, output.split("Start java with --add-modules jdk.incubator.vector", -1).length, output);
    }

    /** From soft cut and histogram to the gradient by threshold and events: the bits of plain Java, for 1, 2 and 7 threads. */
    @Test
    void programsHaveThePlainBitsOnAnyNumberOfThreads() {
        Expr x = Expr.variable("x", Shape.events());
        Expr cut = Expr.variable("cut", Shape.scalar());
        Expr weight = x.sub(cut).div(0.3).sigmoid().mul(x.mul(0.1).tanh().exp());
        Expr sums = KernelSum.sum(0, x, weight, Expr.constant(-1, 0, 0.5, 2), Expr.constant(0.4));
        Expr objective = sums.log().sum().add(x.normalCdf().sum());
        List<Expr> outputs = List.of(
                sums,
                objective,
                Derivatives.gradient(objective, List.of(cut)).get(0),
                Derivatives.gradient(objective, List.of(x)).get(0));
        int events = 10_001;
        List<Tensor> inputs = List.of(
                Tensor.wrap(
                        Shape.of(events),
                        new SplittableRandom(5).doubles(events, -3, 3).toArray()),
                Tensor.scalar(0.2));
        for (int k = 0; k < outputs.size(); k++) {
            double[] expected = run(Execution.plain().withThreads(1), x, cut, outputs.get(k), inputs);
            for (int threads : new int[] {1, 2, 7}) {
                assertArrayEquals(
                        expected, run(Execution.on("vector").withThreads(threads), x, cut, outputs.get(k), inputs));
            }
        }
    }

    private static double[] run(Execution execution, Expr x, Expr cut, Expr output, List<Tensor> inputs) {
        return Program.compile(List.of(x, cut), List.of(output), execution)
                .run(inputs)
                .output(0)
                .toDoubles();
    }
}
