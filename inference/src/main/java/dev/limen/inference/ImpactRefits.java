package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Fits with one parameter held away from its best fit, begun where the covariance expects them to end. */
final class ImpactRefits {
    private final Covariance covariance;
    private final int poi;
    private final double[][] data;
    private final double[] lower;
    private final double[] upper;
    private final Program program;

    /** A parameter and where it is held. */
    record Held(int parameter, double value) {}

    ImpactRefits(LogLikelihood model, Data data, Covariance covariance) {
        this.covariance = covariance;
        this.poi = model.requirePoi();
        this.data = Program.compile(List.of(), List.of(data.main(), data.auxiliary())).run().outputs().stream()
                .map(Tensor::toDoubles)
                .toArray(double[][]::new);
        List<Parameter> parameters = model.parameters();
        this.lower = parameters.stream()
                .mapToDouble(p -> p.fixed() ? p.start() : p.lower())
                .toArray();
        this.upper = parameters.stream()
                .mapToDouble(p -> p.fixed() ? p.start() : p.upper())
                .toArray();
        // One start each: the best fit is at hand.
        Fitter fitter = new Fitter(model, Implicit.Settings.MINIMUM);
        Data any = fitter.anyData();
        Expr from = Expr.variable("from", fitter.starts().shape());
        Expr low = Expr.variable("low", from.shape());
        Expr high = Expr.variable("high", from.shape());
        Fit fit = fitter.within(any, from, low, high);
        this.program = Program.compile(
                List.of(any.main(), any.auxiliary(), from, low, high),
                List.of(fitter.poi(fit.parameters())),
                Execution.preferred().withThreads(1));
    }

    /** A value within the bounds of a parameter. */
    double kept(int parameter, double value) {
        return Math.max(lower[parameter], Math.min(upper[parameter], value));
    }

    /** The fitted POI of each; NaN where a fit failed. */
    double[] run(List<Held> all) {
        double[] results = new double[all.size()];
        AtomicInteger next = new AtomicInteger();
        int threads = Math.max(1, Math.min(all.size(), Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> work(all, results, next)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("impacts: interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("impacts: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    private void work(List<Held> all, double[] results, AtomicInteger next) {
        Evaluator evaluator = program.evaluator();
        double[][] outputs = {new double[1]};
        for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            Held held = all.get(i);
            double[] low = lower.clone();
            double[] high = upper.clone();
            low[held.parameter()] = held.value();
            high[held.parameter()] = held.value();
            evaluator.run(new double[][] {data[0], data[1], start(held), low, high}, outputs);
            boolean converged = evaluator.certificates().stream().allMatch(Certificate::converged);
            results[i] = converged ? outputs[0][0] : Double.NaN;
        }
    }

    private double[] start(Held held) {
        int j = held.parameter();
        double[] start = new double[lower.length];
        double shift = held.value() - covariance.values().get(j);
        for (int i = 0; i < start.length; i++) {
            double moved =
                    covariance.values().get(i) + covariance.covariance(i, j) / covariance.covariance(j, j) * shift;
            start[i] = kept(i, moved);
        }
        start[j] = held.value();
        return start;
    }

    /** The best fit of the POI. */
    double best() {
        return covariance.values().get(poi);
    }
}
