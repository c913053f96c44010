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
    /** Rounds of all lanes, of which those at the end are not full. */
    private static final int ROUNDS = 4;

    private static final int ONE_BY_ONE = 16;

    private final ToyQuantity quantity;
    private final Optional<ToyProgram> program;
    private final ToySingles singles;
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

    ToyStatistic(Fitter fitter, ToyQuantity quantity) {
        this.quantity = quantity;
        program = fitter.model().kinks().isEmpty() ? Optional.of(new ToyProgram(fitter)) : Optional.empty();
        singles = new ToySingles(fitter, quantity);
    }

    /** The quantity of all toys in their order; NaN where a fit failed. */
    double[] of(String name, ToyEnsemble ensemble, double mu, Toys toys) {
        double[] q = new double[toys.count()];
        Arrays.fill(q, Double.NaN);
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(toys.threads());
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < toys.threads(); t++) {
                workers.add(pool.submit(() -> work(name, ensemble, mu, toys, next, q)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("toys: interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("toys: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return q;
    }

    private void work(String name, ToyEnsemble ensemble, double mu, Toys toys, AtomicInteger next, double[] q) {
        Worker idled = idle.pollFirst();
        Worker worker = idled == null ? new Worker() : idled;
        // Neither the number of toys nor that of threads moves a chunk: what is known stays known.
        int size = program.map(side -> ROUNDS * side.lanes()).orElse(ONE_BY_ONE);
        for (int from = next.getAndAdd(size); from < q.length; from = next.getAndAdd(size)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            int to = Math.min(from + size, q.length);
            ToyChunk chunk = new ToyChunk(quantity.name(), name, mu, toys.seed(), from, to);
            Optional<double[]> known = toys.journal().known(chunk);
            if (known.isPresent()) {
                System.arraycopy(known.get(), 0, q, from, to - from);
            } else {
                worker.run(ensemble, mu, from, to, q);
            }
            toys.journal().add(chunk, Arrays.copyOfRange(q, from, to));
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
