package dev.limen.bench;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The published likelihood of 328 parameters (ATLAS, off-shell electroweakinos), from the folder {@code limen.shared}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OffshellBenchmark {
    private Model model;
    private Evaluator likelihood;
    private double[][] inputs;
    private double[][] outputs;
    private Program fit;
    private Program cls;

    /** Reads the workspace and compiles. */
    @Setup
    public void prepare() {
        Path workspaces = Path.of(System.getProperty("limen.shared"), "oracles", "workspaces");
        model = Workspace.read(workspaces.resolve("atlas_2019_09_bkg_offshell.json"))
                .model();
        int n = model.parameters().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr value = model.logLikelihood(theta, model.data());
        likelihood = Program.compile(List.of(theta), List.of(value, Derivatives.gradient(value, theta)))
                .evaluator();
        inputs = new double[1][n];
        for (int i = 0; i < n; i++) {
            inputs[0][i] = model.parameters().get(i).start();
        }
        outputs = new double[][] {new double[1], new double[n]};
        Fit free = new Fitter(model).free(model.data());
        fit = Program.compile(List.of(), List.of(free.twiceNll(), free.parameters()));
        Expr mu = Expr.variable("mu", Shape.scalar());
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        cls = Program.compile(
                List.of(mu),
                List.of(
                        test.logCls(mu),
                        test.expectedLogCls(mu, -2),
                        test.expectedLogCls(mu, -1),
                        test.expectedLogCls(mu, 0),
                        test.expectedLogCls(mu, 1),
                        test.expectedLogCls(mu, 2)));
    }

    /** Log-likelihood and gradient. */
    @Benchmark
    public double[][] offshellLikelihood() {
        likelihood.run(inputs, outputs);
        return outputs;
    }

    /** A free fit. */
    @Benchmark
    public Result offshellFit() {
        return fit.run();
    }

    /** Observed and expected CLs with its bands at one signal strength: four fits of a compiled program. */
    @Benchmark
    public Result offshellCls() {
        return cls.run(Tensor.scalar(1));
    }

    /** The same as a user calls it. */
    @Benchmark
    public Cls offshellClsCall() {
        return Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
    }

    /** Observed and expected upper limits, as a user calls them. */
    @Benchmark
    public UpperLimit offshellLimit() {
        return UpperLimit.of(model, model.data(), 0.95);
    }
}
