package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.autodiff.fused.Segments;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.ops.SoftSorting;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The leading jet's pt of a million events of 0 to 9 jets, and the gradient of a weighted sum of it by all jets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LeadingJetBenchmark {
    /** Leading jets less than 20 GeV above the next are kept as they are, others are pooled with it. */
    private static final double STRENGTH = 0.05;

    private Program soft;
    private Program entropic;
    private Program hard;
    private List<Tensor> values;

    /** Compiles the programs and draws the events. */
    @Setup
    public void prepare() {
        RandomSource random = new RandomSource(1, "jets");
        int[] counts = new int[Toys.EVENTS];
        int all = 0;
        for (int event = 0; event < counts.length; event++) {
            counts[event] = (int) (10 * random.at(event).uniform());
            all += counts[event];
        }
        // A falling spectrum above 25 GeV.
        double[] pts = new double[all];
        RandomSource spectrum = new RandomSource(1, "pt");
        for (int jet = 0; jet < all; jet++) {
            pts[jet] = 25 - 30 * Math.log(spectrum.at(jet).uniform());
        }
        values = List.of(Tensor.of(pts), Toys.uniform("w", Toys.EVENTS), Tensor.ofInts(counts));
        Segments jets = Segments.of("jets");
        Expr pt = Expr.variable("pt", jets.objects());
        soft = program(jets, pt, SoftSorting.of(Regularisation.L2, STRENGTH).at(jets, pt, 0, 0));
        entropic = program(
                jets, pt, SoftSorting.of(Regularisation.ENTROPIC, STRENGTH).at(jets, pt, 0, 0));
        hard = program(jets, pt, jets.maximum(pt, 0));
    }

    private static Program program(Segments jets, Expr pt, Expr leading) {
        Expr weight = Expr.variable("w", Shape.events());
        Expr gradient = Derivatives.gradient(leading.mul(weight).sum(), pt);
        return Program.compile(List.of(pt, weight, jets.counts()), List.of(leading, gradient));
    }

    /** Soft, L2. */
    @Benchmark
    public Result softLeading() {
        return soft.run(values);
    }

    /** Soft, entropic. */
    @Benchmark
    public Result entropicLeading() {
        return entropic.run(values);
    }

    /** The largest. */
    @Benchmark
    public Result hardLeading() {
        return hard.run(values);
    }
}
