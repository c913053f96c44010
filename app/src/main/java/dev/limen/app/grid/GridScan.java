package dev.limen.app.grid;

import dev.limen.app.run.Digest;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tests all points of a grid, several at a time.
 *
 * <p>A point's numbers depend on its patch and the background-only workspace alone: not on the number of threads, nor on
 * which other points there are, nor on what was known before.
 *
 * @param test what is done with each point
 * @param state what is known from before
 * @param threads how many points are tested at a time
 */
public record GridScan(PointTest test, GridState state, int threads) {

    /** At least one thread. */
    public GridScan {
        if (threads < 1) {
            throw new IllegalArgumentException("expected at least one thread; got " + threads);
        }
    }

    /** Tests the points; those that fail say why. In the order of the points. */
    public List<TestedPoint> run(List<SignalPoint> points) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "grid");
            // So that an interrupted scan does not wait for them.
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<TestedPoint>> begun = new ArrayList<>();
            String identity = state.isKept() ? test.identity() : "";
            points.forEach(point -> begun.add(workers.submit(() -> tested(point, identity))));
            List<TestedPoint> all = new ArrayList<>();
            for (Future<TestedPoint> each : begun) {
                all.add(each.get());
            }
            return all;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scan was interrupted", stop);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(fault.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private TestedPoint tested(SignalPoint point, String identity) {
        try {
            JsonPatch patch = point.source().patch();
            String digest = state.isKept() ? Digest.sha256(identity + patch.toSortedJson()) : "";
            Optional<TestedPoint> known = state.get(digest, point);
            if (known.isPresent()) {
                return known.get();
            }
            TestedPoint tested = tested(point, patch);
            state.add(digest, tested);
            return tested;
        } catch (WorkspaceException problem) {
            return TestedPoint.failed(point, problem.getMessage());
        }
    }

    private TestedPoint tested(SignalPoint point, JsonPatch patch) {
        try {
            return TestedPoint.of(point, test.of(patch));
        } catch (WorkspaceException | IllegalArgumentException problem) {
            return TestedPoint.failed(point, problem.getMessage());
        } catch (NotConvergedException failure) {
            return TestedPoint.failed(
                    point, "a fit did not converge: " + failure.certificate().message());
        }
    }
}
