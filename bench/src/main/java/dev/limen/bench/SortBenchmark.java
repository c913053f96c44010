package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.ops.Order;
import dev.limen.ops.SoftSorting;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A million normal numbers sorted in ascending order: values, and the gradient of their scalar product with fixed numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SortBenchmark {
    /** Its inverse is the distance of neighbours in the middle: there numbers are pooled, in the tails less and less. */
    private static final double STRENGTH = 4e5;

    private Program l2;
    private Program entropic;
    private Program hard;
    private double[] numbers;
    private Tensor x;

    /** Compiles the programs and draws the numbers. */
    @Setup
    public void prepare() {
        x = Toys.normal("x", Toys.EVENTS);
        numbers = x.toDoubles();
        Expr column = Expr.variable("x", Shape.of(Toys.EVENTS));
        l2 = program(column, SoftSorting.of(Regularisation.L2, STRENGTH).sort(column, Order.ASCENDING));
        entropic = program(
                column, SoftSorting.of(Regularisation.ENTROPIC, STRENGTH).sort(column, Order.ASCENDING));
        hard = program(column, column.sort());
    }

    private static Program program(Expr column, Expr sorted) {
        Expr cotangent = Expr.constant(Toys.normal("cotangent", Toys.EVENTS));
        return Program.compile(List.of(column), List.of(sorted, Derivatives.gradient(sorted.dot(cotangent), column)));
    }

    /** Soft, L2. */
    @Benchmark
    public Result softSort() {
        return l2.run(x);
    }

    /** Soft, entropic. */
    @Benchmark
    public Result entropicSort() {
        return entropic.run(x);
    }

    /** Hard: a permutation and its inverse. */
    @Benchmark
    public Result hardSort() {
        return hard.run(x);
    }

    /** The JDK's sort, values alone. */
    @Benchmark
    public double[] plainSort() {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
