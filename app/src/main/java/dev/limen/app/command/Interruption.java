package dev.limen.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C as a request: the command stops at the next step, writes what it has, and the process ends with 130. */
final class Interruption implements AutoCloseable {

    /** Writing results takes seconds; a computation that does not look at the request is cut off. */
    private static final long PATIENCE_SECONDS = 120;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Streams streams) {
        this.hook = new Thread(() -> await(streams), "interruption");
    }

    /** Begins to listen. */
    static Interruption listen(Streams streams) {
        Interruption interruption = new Interruption(streams);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean requested() {
        return requested.get();
    }

    /** Lets the process end: everything is written. */
    @Override
    public void close() {
        written.countDown();
        if (!requested.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                requested.set(true);
            }
        }
    }

    private void await(Streams streams) {
        requested.set(true);
        if (written.getCount() == 0) {
            return;
        }
        streams.messages().println();
        streams.messages().println("limen: interrupted; stopping at the next step and writing what there is.");
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                streams.messages().println("limen: gave up waiting; the run folder may lack its report.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
