package dev.limen.app.command;

import java.io.PrintStream;

/**
 * Where a command writes, and whether people are watching.
 *
 * @param results what was asked for
 * @param messages warnings, certificates, progress, errors
 * @param terminal whether messages go to a terminal, so that a line may be rewritten
 * @param columns the terminal's width
 */
public record Streams(PrintStream results, PrintStream messages, boolean terminal, int columns) {

    private static final int USUAL_COLUMNS = 100;

    /** Streams whose terminal is described by the launcher, in the system properties {@code limen.terminal} and {@code limen.columns}. */
    public static Streams ofProcess(PrintStream results, PrintStream messages) {
        return new Streams(
                results,
                messages,
                Boolean.getBoolean("limen.terminal"),
                Integer.getInteger("limen.columns", USUAL_COLUMNS));
    }
}
