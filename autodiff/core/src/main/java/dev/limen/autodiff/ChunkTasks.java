package dev.limen.autodiff;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/** Independent pieces of work, shared out between the calling thread and the common pool. */
final class ChunkTasks {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReferenceArray<Throwable> failures;

    private ChunkTasks(int count, IntConsumer task) {
        this.count = count;
        this.task = task;
        this.failures = new AtomicReferenceArray<>(count);
    }

    /**
     * Runs {@code task} for 0 to {@code count}; the caller works too and waits for pieces begun, never for a thread
     * that has not come yet. Of several failures the one of the first piece is thrown.
     */
    static void run(int count, int threads, IntConsumer task) {
        if (threads <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        ChunkTasks tasks = new ChunkTasks(count, task);
        for (int k = 1; k < threads; k++) {
            ForkJoinPool.commonPool().execute(tasks::work);
        }
        tasks.work();
        tasks.await();
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
                task.accept(i);
            } catch (RuntimeException | Error failure) {
                failures.set(i, failure);
            } finally {
                if (done.incrementAndGet() == count) {
                    synchronized (this) {
                        notifyAll();
                    }
                }
            }
        }
    }

    private void await() {
        boolean interrupted = false;
        synchronized (this) {
            while (done.get() < count) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // The pieces begun still use the caller's arrays, so they are waited for.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < count; i++) {
            Throwable failure = failures.get(i);
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
