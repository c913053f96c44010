package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.ops.Cut;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import dev.limen.ops.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step of an optimisation: five soft cuts and two histograms of 20 bins on a million events, value and gradient by the cuts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CutsBenchmark {
    private static final int BINS = 20;
    private static final int CUTS = 5;
    private static final double WIDTH = 0.05;

    private final List<Expr> inputs = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private Program significance;
    private Program limit;

    /** Compiles the programs and draws the events. */
    @Setup
    public void prepare() {
        List<Expr> thresholds = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            thresholds.add(Expr.variable("threshold" + i, Shape.scalar()));
            values.add(Tensor.scalar(0.2));
        }
        inputs.addAll(thresholds);
        // Half a million events each, all in one axis: the first column says which.
        Expr isSignal = column("signal", Tensor.of(alternating()));
        Expr mass = column("mass", Toys.uniform("mass", Toys.EVENTS));
        List<Expr> columns = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            columns.add(column("c" + i, Toys.uniform("c" + i, Toys.EVENTS)));
            cuts.add(Cut.above("" + i, thresholds.get(i), WIDTH));
        }
        Expr accepted = new Selection(cuts).acceptance(name -> columns.get(Integer.parseInt(name)), mass);
        Histogram s = histogram(mass, isSignal.mul(2e-4), accepted);
        Histogram b = histogram(mass, isSignal.neg().add(1).mul(4e-3), accepted);
        significance = compile(asimov(s.sumw(), b.sumw()), thresholds);
        Model model = Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", s.sumw(), x -> x.normfactor("mu"))
                .sample("background", b.sumw(), x -> x.normsys("xsec", 0.9, 1.1).staterror("mcstat", b.sumw2()))));
        limit = compile(Objectives.expectedLimit(model, 0.95), thresholds);
    }

    private static double[] alternating() {
        double[] values = new double[Toys.EVENTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 2;
        }
        return values;
    }

    private Expr column(String name, Tensor events) {
        Expr column = Expr.variable(name, Shape.of(Shape.EVENTS));
        inputs.add(column);
        values.add(events);
        return column;
    }

    private static Histogram histogram(Expr mass, Expr weight, Expr accepted) {
        Expr edges = Expr.constant(Tensor.of(Toys.edges(BINS)));
        return Histograms.kde(mass, weight, accepted, edges, Expr.constant(0.3 / BINS), Overflow.DROP);
    }

    /** sqrt(2 sum((s + b) log(1 + s/b) - s)). */
    private static Expr asimov(Expr s, Expr b) {
        Expr total = s.add(b);
        return total.mul(total.div(b).log()).sub(s).sum().mul(2).sqrt();
    }

    private Program compile(Expr objective, List<Expr> thresholds) {
        List<Expr> outputs = new ArrayList<>(List.of(objective));
        outputs.addAll(Derivatives.gradient(objective, thresholds));
        return Program.compile(inputs, outputs);
    }

    /** The Asimov significance without uncertainties. */
    @Benchmark
    public Result cutsToSignificance() {
        return significance.run(values);
    }

    /** The expected limit, a normalisation and MC statistics profiled: fits and root finding included. */
    @Benchmark
    public Result cutsToLimit() {
        return limit.run(values);
    }
}
