package dev.limen.app.command;

import dev.limen.app.optimise.Progress;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Shows where an optimisation is: one line that is rewritten on a terminal, a line now and then elsewhere. */
final class ProgressLine implements Progress {

    private static final int LINES_ELSEWHERE = 10;
    private static final int BAR = 24;
    private static final double NANOS = 1e9;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Streams streams;
    private final LongSupplier clock;
    private final BooleanSupplier interrupted;
    private String objective;
    private long started;
    private int recalled;
    private boolean open;

    /**
     * A line that is not yet shown.
     *
     * @param objective what the number is at first, such as "expected limit"
     * @param clock in nanoseconds
     * @param interrupted whether the user asked to stop
     */
    ProgressLine(Streams streams, String objective, LongSupplier clock, BooleanSupplier interrupted) {
        this.streams = streams;
        this.objective = objective;
        this.clock = clock;
        this.interrupted = interrupted;
    }

    @Override
    public void phase(String name) {
        started = clock.getAsLong();
        recalled = 0;
        show(name, true);
    }

    @Override
    public void measures(String name) {
        objective = name;
    }

    @Override
    public boolean stopped() {
        return interrupted.getAsBoolean();
    }

    @Override
    public void warning(String sentence) {
        close();
        streams.messages().println("limen: warning: " + sentence);
    }

    @Override
    public void recalled(int step) {
        recalled = step + 1;
        started = clock.getAsLong();
    }

    @Override
    public boolean step(int step, int steps, double value) {
        int done = step + 1;
        // The start is evaluated, too: after step n there are n + 1 evaluations.
        double elapsed = (clock.getAsLong() - started) / NANOS;
        double left = elapsed / (done - recalled) * Math.max(0, steps - step);
        int filled = Math.min(BAR, BAR * step / Math.max(1, steps));
        String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        String text = String.format(
                Locale.ROOT, "%s step %d of %d  %s %.5g  %s left", bar, step, steps, objective, value, time(left));
        boolean milestone = step % Math.max(1, steps / LINES_ELSEWHERE) == 0;
        show(streams.terminal() ? text : text.substring(BAR + 1), milestone);
        return !interrupted.getAsBoolean();
    }

    /** Leaves the terminal's line as it was before. */
    void close() {
        if (open) {
            streams.messages().print(CLEAR_LINE);
            streams.messages().flush();
            open = false;
        }
    }

    private void show(String text, boolean elsewhere) {
        if (streams.terminal()) {
            String fitting = text.length() < streams.columns() ? text : text.substring(0, streams.columns() - 1);
            streams.messages().print(CLEAR_LINE + fitting);
            streams.messages().flush();
            open = true;
        } else if (elsewhere) {
            streams.messages().println("limen: " + text);
        }
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
