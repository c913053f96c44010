package dev.limen.app.command;

import dev.limen.app.toys.InterruptedToysException;
import dev.limen.inference.ToyChunk;
import dev.limen.inference.ToyJournal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows how many toys of a signal strength are done, and how long the others will take: one line that is rewritten on a
 * terminal, a line now and then elsewhere.
 */
final class ToyProgress implements ToyJournal, AutoCloseable {
    private static final double NANOS = 1e9;
    private static final double SECONDS_ON_A_TERMINAL = 0.1;
    private static final double SECONDS_ELSEWHERE = 10;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Streams streams;
    private final ToyJournal state;
    /** Of one signal strength. */
    private final int count;

    private final LongSupplier clock;
    private final BooleanSupplier interrupted;
    private double mu = Double.NaN;
    private int strengths;
    private int done;
    private int recalled;
    private int failed;
    private long started;
    private long shown;
    private boolean open;

    /**
     * Nothing is shown yet.
     *
     * @param state what is known from before, and kept
     * @param count toys of one signal strength, both ensembles together
     * @param clock in nanoseconds
     * @param interrupted whether the user asked to stop
     */
    ToyProgress(Streams streams, ToyJournal state, int count, LongSupplier clock, BooleanSupplier interrupted) {
        this.streams = streams;
        this.state = state;
        this.count = count;
        this.clock = clock;
        this.interrupted = interrupted;
        shown = clock.getAsLong();
    }

    @Override
    public Optional<double[]> known(ToyChunk chunk) {
        Optional<double[]> known = state.known(chunk);
        known.ifPresent(statistics -> recall(statistics.length));
        return known;
    }

    private synchronized void recall(int toys) {
        recalled += toys;
    }

    @Override
    public synchronized void add(ToyChunk chunk, double[] statistics) {
        state.add(chunk, statistics);
        if (interrupted.getAsBoolean()) {
            throw new InterruptedToysException();
        }
        if (mu != chunk.mu()) {
            mu = chunk.mu();
            strengths++;
            done = 0;
            failed = 0;
            recalled = 0;
            started = clock.getAsLong();
        }
        done += statistics.length;
        failed += (int) Arrays.stream(statistics).filter(Double::isNaN).count();
        show();
    }

    private void show() {
        long now = clock.getAsLong();
        double wait = streams.terminal() ? SECONDS_ON_A_TERMINAL : SECONDS_ELSEWHERE;
        if (now - shown < wait * NANOS) {
            return;
        }
        shown = now;
        double left = (now - started) / NANOS / Math.max(1, done - recalled) * (count - done);
        String text = String.format(
                Locale.ROOT,
                "signal strength %d, %.5g: %d of %d toys, %d failed, %s left",
                strengths,
                mu,
                done,
                count,
                failed,
                ProgressLine.time(left));
        if (streams.terminal()) {
            String fitting = text.length() < streams.columns() ? text : text.substring(0, streams.columns() - 1);
            streams.messages().print(CLEAR_LINE + fitting);
            streams.messages().flush();
            open = true;
        } else {
            streams.messages().println("limen: " + text);
        }
    }

    /** Leaves the terminal's line as it was before. */
    @Override
    public synchronized void close() {
        if (open) {
            streams.messages().print(CLEAR_LINE);
            streams.messages().flush();
            open = false;
        }
    }
}
