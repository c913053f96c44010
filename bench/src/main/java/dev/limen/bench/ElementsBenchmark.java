package dev.limen.bench;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Single operations over a million events, each followed by its sum: what tells back ends apart. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ElementsBenchmark {
    private static final int WIDTH = 16;

    private Tensor x;
    private Tensor rows;
    private Program product;
    private Program exponential;
    private Program sine;
    private Program normal;
    private Program matrix;

    /** Compiles the programs and draws the events. */
    @Setup
    public void prepare() {
        x = Toys.uniform("x", Toys.EVENTS);
        rows = Tensor.wrap(
                Shape.of(Toys.EVENTS / WIDTH, WIDTH),
                Toys.uniform("rows", Toys.EVENTS / WIDTH * WIDTH).toDoubles());
        product = compile(Shape.events(), v -> v.mul(v.add(0.5)));
        exponential = compile(Shape.events(), Expr::exp);
        sine = compile(Shape.events(), Expr::sin);
        normal = compile(Shape.events(), Expr::normalCdf);
        Expr weights = Expr.constant(Toys.uniform("weights", WIDTH * WIDTH)).reshape(Shape.of(WIDTH, WIDTH));
        matrix = compile(Shape.of(Shape.EVENTS, WIDTH), v -> v.matmul(weights));
    }

    private static Program compile(Shape shape, UnaryOperator<Expr> function) {
        Expr input = Expr.variable("x", shape);
        return Program.compile(List.of(input), List.of(function.apply(input).sum()));
    }

    /** x (x + 1/2). */
    @Benchmark
    public Result product() {
        return product.run(x);
    }

    /** e^x. */
    @Benchmark
    public Result exponential() {
        return exponential.run(x);
    }

    /** sin x. */
    @Benchmark
    public Result sine() {
        return sine.run(x);
    }

    /** Phi(x). */
    @Benchmark
    public Result normal() {
        return normal.run(x);
    }

    /** Rows of 16 numbers, a million numbers in all, times a matrix of 16 by 16. */
    @Benchmark
    public Result matrix() {
        return matrix.run(rows);
    }
}
