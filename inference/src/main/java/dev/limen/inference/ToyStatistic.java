package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A test statistic of pseudo-experiments, each by a free and a conditional fit of its own. */
final class ToyStatistic {
    private static final int CHUNK = 16;

    private final Program program;

    /** A statistic of the data and of a signal strength; what is not tested against the latter ignores it. */
    ToyStatistic(Fitter fitter, int bins, int auxiliaries, BiFunction<TestStatistics, Expr, Expr> statistic) {
        int n = fitter.model().parameters().size();
        Expr main = Expr.variable("main", Shape.of(bins));
        Expr auxiliary = Expr.variable("auxiliary", Shape.of(auxiliaries));
        Expr from = Expr.variable("start", Shape.of(n));
        Expr mu = Expr.variable("mu", Shape.scalar());
        Expr q = statistic.apply(new TestStatistics(fitter, new Data(main, auxiliary), from), mu);
        // The toys share the cores among them; a fit has one.
        this.program = Program.compile(
                List.of(main, auxiliary, from, mu),
                List.of(q),
                Execution.preferred().withThreads(1));
    }

    /** The statistic of each toy in its order; NaN where a fit failed. */
    double[] of(ToyEnsemble ensemble, double mu, Toys toys) {
        double[] q = new double[toys.count()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(toys.threads());
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < toys.threads(); t++) {
                workers.add(pool.submit(() -> work(ensemble, mu, q, next)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("toys: interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("toys: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return q;
    }

    private void work(ToyEnsemble ensemble, double mu, double[] q, AtomicInteger next) {
        Evaluator evaluator = program.evaluator();
        double[] counts = new double[ensemble.main().length];
        double[] measurements = new double[ensemble.auxiliary().length];
        double[][] inputs = {counts, measurements, ensemble.parameters(), {mu}};
        double[][] outputs = {new double[1]};
        for (int from = next.getAndAdd(CHUNK); from < q.length; from = next.getAndAdd(CHUNK)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            for (int i = from; i < Math.min(from + CHUNK, q.length); i++) {
                ensemble.draw(i, counts, measurements);
                evaluator.run(inputs, outputs);
                boolean converged = evaluator.certificates().stream().allMatch(Certificate::converged);
                q[i] = converged ? outputs[0][0] : Double.NaN;
            }
        }
    }
}
