package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.SampleBuilder;
import dev.limen.inference.Data;
import dev.limen.inference.MaximumLikelihood;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A likelihood of 50 bins, 5 samples and 30 nuisance parameters, each a normalisation of every background. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LikelihoodBenchmark {
    private static final int BINS = 50;
    private static final int BACKGROUNDS = 4;
    private static final int NUISANCES = 30;

    private Model model;
    private Evaluator evaluator;
    private double[][] inputs;
    private double[][] outputs;

    /** Builds the model and compiles log-likelihood and gradient. */
    @Setup
    public void prepare() {
        Expr[] nominal = new Expr[BACKGROUNDS + 1];
        Expr total = Expr.constant(Tensor.of(new double[BINS]));
        for (int s = 0; s <= BACKGROUNDS; s++) {
            nominal[s] = Expr.constant(Toys.uniform("sample" + s, BINS))
                    .mul(s == 0 ? 2 : 20)
                    .add(s == 0 ? 0.5 : 5);
            total = s == 0 ? total : total.add(nominal[s]);
        }
        Expr observed = total;
        model = Model.build(m -> m.poi("mu").channel("SR", c -> {
            c.sample("signal", nominal[0], x -> x.normfactor("mu")).observed(observed);
            for (int s = 1; s <= BACKGROUNDS; s++) {
                c.sample("background" + s, nominal[s], LikelihoodBenchmark::nuisances);
            }
            return c;
        }));
        int n = model.parameters().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Data data = model.data();
        Expr value = model.logLikelihood(theta, data);
        evaluator = Program.compile(List.of(theta), List.of(value, Derivatives.gradient(value, theta)))
                .evaluator();
        inputs = new double[][] {Toys.uniform("theta", n).toDoubles()};
        outputs = new double[][] {new double[1], new double[n]};
    }

    private static SampleBuilder nuisances(SampleBuilder sample) {
        SampleBuilder all = sample;
        for (int k = 0; k < NUISANCES; k++) {
            all = all.normsys("alpha" + k, 0.97, 1.02);
        }
        return all;
    }

    /** Log-likelihood and gradient. */
    @Benchmark
    public double[][] likelihood() {
        evaluator.run(inputs, outputs);
        return outputs;
    }

    /** A free fit, as a user calls it. */
    @Benchmark
    public MaximumLikelihood fit() {
        return MaximumLikelihood.free(model, model.data());
    }
}
