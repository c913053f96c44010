package dev.limen.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum of squares of a network's outputs less targets, value and gradient by weights and biases: some steps of the work that each line of
 * standard input names, their wall and processor seconds on standard output. The other side of {@code bench/jax/stack.py}.
 */
public final class StackStep {
    private static final int STEPS = 2;
    /** Processor time, so that the compiler is done on a busy machine, too. */
    private static final long WARM_UP = 20_000_000_000L;

    /** A compiled step and what it runs on. */
    private record Work(Program program, List<Tensor> inputs) {
        static Work of(DType dtype, int events, List<Activation> activations, int... widths) {
            int layers = activations.size();
            List<Expr> variables = new ArrayList<>(List.of(
                    Expr.variable("x", Shape.of(Shape.EVENTS, widths[0]), dtype),
                    Expr.variable("target", Shape.events(), dtype)));
            for (int k = 1; k <= layers; k++) {
                variables.add(Expr.variable("weight", Shape.of(widths[k - 1], widths[k]), dtype));
            }
            for (int k = 1; k <= layers; k++) {
                variables.add(Expr.variable("bias", Shape.of(widths[k]), dtype));
            }
            List<Expr> trained = variables.subList(2, variables.size());
            Expr output = DenseStack.apply(
                    variables.get(0), trained.subList(0, layers), trained.subList(layers, 2 * layers), activations);
            Expr loss = output.reshape(Shape.events())
                    .sub(variables.get(1))
                    .square()
                    .sum();
            List<Expr> results = new ArrayList<>(List.of(loss));
            results.addAll(Derivatives.gradient(loss, trained));
            List<Tensor> inputs = new ArrayList<>();
            for (Expr variable : variables) {
                Shape shape = variable.shape().bind(events);
                double[] values = Toys.normal(variable.toString(), shape.size()).toDoubles();
                double scale = trained.contains(variable) ? 1 / Math.sqrt(shape.dim(0)) : 1;
                for (int i = 0; i < values.length; i++) {
                    values[i] *= scale;
                }
                inputs.add(Tensor.fromDoubles(shape, dtype, values));
            }
            return new Work(Program.compile(variables, results), inputs);
        }

        Result run() {
            return program.run(inputs);
        }
    }

    private static final List<Activation> SMOOTH = List.of(Activation.TANH, Activation.TANH, Activation.IDENTITY);
    private static final List<Activation> KINKED = List.of(Activation.RELU, Activation.RELU, Activation.SIGMOID);

    private StackStep() {}

    private static Work named(String name) {
        return switch (name) {
            case "small32" -> Work.of(DType.FLOAT32, 100_000, SMOOTH, 10, 64, 64, 1);
            case "small64" -> Work.of(DType.FLOAT64, 100_000, SMOOTH, 10, 64, 64, 1);
            case "wide32" -> Work.of(DType.FLOAT32, 2000, KINKED, 2, 1024, 1024, 1);
            case "wide64" -> Work.of(DType.FLOAT64, 2000, KINKED, 2, 1024, 1024, 1);
            default ->
                throw new IllegalArgumentException("work '" + name + "'; expected small32, small64, wide32 or wide64");
        };
    }

    /** Runs steps until the input ends. */
    public static void main(String[] arguments) throws IOException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, Work> works = new HashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = lines.readLine(); name != null; name = lines.readLine()) {
            Work work = works.get(name);
            if (work == null) {
                work = named(name);
                works.put(name, work);
                for (long end = process.getProcessCpuTime() + WARM_UP; process.getProcessCpuTime() < end; ) {
                    work.run();
                }
            }
            long cpu = process.getProcessCpuTime();
            long start = System.nanoTime();
            for (int k = 0; k < STEPS; k++) {
                work.run();
            }
            double wall = 1e-9 * (System.nanoTime() - start) / STEPS;
            System.out.println(wall + " " + 1e-9 * (process.getProcessCpuTime() - cpu) / STEPS);
        }
    }
}
