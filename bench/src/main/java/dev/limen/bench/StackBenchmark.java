package dev.limen.bench;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The sum of squares of a network's outputs less targets: value, and gradient by weights and biases. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StackBenchmark {

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

    private Work small32;
    private Work small64;
    private Work wide32;
    private Work wide64;

    /** Compiles the programs and draws the events. */
    @Setup
    public void prepare() {
        List<Activation> smooth = List.of(Activation.TANH, Activation.TANH, Activation.IDENTITY);
        small32 = Work.of(DType.FLOAT32, 100_000, smooth, 10, 64, 64, 1);
        small64 = Work.of(DType.FLOAT64, 100_000, smooth, 10, 64, 64, 1);
        List<Activation> kinked = new ArrayList<>(Collections.nCopies(2, Activation.RELU));
        kinked.add(Activation.SIGMOID);
        wide32 = Work.of(DType.FLOAT32, 2000, kinked, 2, 1024, 1024, 1);
        wide64 = Work.of(DType.FLOAT64, 2000, kinked, 2, 1024, 1024, 1);
    }

    /** 10-64-64-1, tanh, 100 000 events, 32 bits. */
    @Benchmark
    public Result stackSmall32() {
        return small32.run();
    }

    /** 10-64-64-1, tanh, 100 000 events, 64 bits. */
    @Benchmark
    public Result stackSmall64() {
        return small64.run();
    }

    /** 2-1024-1024-1, rectifiers and a sigmoid, 2000 events, 32 bits. */
    @Benchmark
    public Result stackWide32() {
        return wide32.run();
    }

    /** 2-1024-1024-1, rectifiers and a sigmoid, 2000 events, 64 bits. */
    @Benchmark
    public Result stackWide64() {
        return wide64.run();
    }
}
