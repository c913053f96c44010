package dev.limen.app.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The {@code limen} command: parses a command line, runs it, and makes a message of every failure. */
public final class CommandLineTool {

    private final Streams streams;

    /** A tool that writes to the given streams. */
    public CommandLineTool(Streams streams) {
        this.streams = streams;
    }

    /** Runs one command line and returns its exit code. */
    public int run(String... arguments) {
        return line(arguments).execute(arguments);
    }

    /** The command, with the subcommand that a command line begins with, or else with all of them. */
    CommandLine line(String... arguments) {
        CommandFactory factory = new CommandFactory(streams);
        CommandLine limen = new CommandLine(LimenCommand.class, factory);
        Subcommands.of(arguments).forEach(type -> limen.addSubcommand(new CommandLine(type, factory)));
        limen.setOut(new PrintWriter(streams.results(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.messages(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(streams.terminal() ? Ansi.ON : Ansi.OFF))
                .setExecutionStrategy(new BackendChoice())
                .setExecutionExceptionHandler((error, command, parsed) -> new Failure(error).report(streams, parsed))
                .setParameterExceptionHandler((error, given) -> Failure.reportUsage(error, streams));
        limen.setUsageHelpWidth(Math.max(80, Math.min(streams.columns(), 120)));
        return limen;
    }
}
