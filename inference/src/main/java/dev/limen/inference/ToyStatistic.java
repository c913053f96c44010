package dev.limen.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A quantity of pseudo-experiments, each by a free and a conditional fit of its own: side by side where that is possible,
 * one by one where a lane gave up or the model has kinks. Chunks of toys are the work of a thread; a toy's bits depend on
 * neither.
 */
final class ToyStatistic {
    private static final int CHUNK = 1024;
    private static final int FEWEST = 16;

    private final ToyQuantity quantity;
    private final Optional<ToyProgram> program;
    private final ToySingles singles;
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

    ToyStatistic(Fitter fitter, ToyQuantity quantity) {
        this.quantity = quantity;
        program = fitter.model().kinks().isEmpty() ? Optional.of(new ToyProgram(fitter)) : Optional.empty();
        singles = new ToySingles(fitter, quantity);
    }

    /** The quantity of the toys {@code from} to {@code to - 1}; NaN where a fit failed. */
    double[] of(ToyEnsemble ensemble, double mu, int count, int threads) {
        double[] q = new double[count];
        Arrays.fill(q, Double.NaN);
        int chunk = Math.max(FEWEST, Math.min(CHUNK, count / (4 * threads)));
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> work(ensemble, mu, q, next, chunk)));
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

    private void work(ToyEnsemble ensemble, double mu, double[] q, AtomicInteger next, int chunk) {
        Worker idled = idle.pollFirst();
        Worker worker = idled == null ? new Worker() : idled;
        for (int from = next.getAndAdd(chunk); from < q.length; from = next.getAndAdd(chunk)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            worker.run(ensemble, mu, from, Math.min(from + chunk, q.length), q);
        }
        idle.addFirst(worker);
    }

    /** The workspaces of one thread. */
    private final class Worker {
        private final Optional<ToyLanes> lanes = program.map(ToyLanes::new);
        private Optional<ToySingles.Worker> single = Optional.empty();

        void run(ToyEnsemble ensemble, double mu, int from, int to, double[] q) {
            lanes.ifPresent(side -> side.run(ensemble, quantity, mu, from, to, q));
            boolean left = Arrays.stream(q, from, to).anyMatch(Double::isNaN);
            if (left) {
                single = single.or(() -> Optional.of(singles.worker()));
                single.get().run(ensemble, mu, from, to, q);
            }
        }
    }
}
