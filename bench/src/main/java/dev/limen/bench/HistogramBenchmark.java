package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A kernel-density histogram of a million events in 50 bins, bandwidth 0.3 bins: contents, and gradients by events and weights. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HistogramBenchmark {
    private static final int BINS = 50;

    private Program program;
    private Tensor x;
    private Tensor w;

    /** Compiles the program and draws the events. */
    @Setup
    public void prepare() {
        Expr events = Expr.variable("x", Shape.of(Shape.EVENTS));
        Expr weight = Expr.variable("w", Shape.of(Shape.EVENTS));
        Histogram histogram = Histograms.kde(
                events,
                weight,
                Expr.onesLike(weight),
                Expr.constant(Tensor.of(Toys.edges(BINS))),
                Expr.constant(0.3 / BINS),
                Overflow.DROP);
        Expr value = histogram
                .sumw()
                .mul(Expr.constant(Toys.normal("cotangent", BINS)))
                .sum();
        List<Expr> gradients = Derivatives.gradient(value, List.of(events, weight));
        program =
                Program.compile(List.of(events, weight), List.of(histogram.sumw(), gradients.get(0), gradients.get(1)));
        x = Toys.uniform("x", Toys.EVENTS);
        w = Toys.uniform("w", Toys.EVENTS);
    }

    /** Value and gradients. */
    @Benchmark
    public Result histogram() {
        return program.run(x, w);
    }
}
