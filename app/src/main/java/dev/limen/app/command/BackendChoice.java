package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.autodiff.Execution;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command on the back end that {@code --backend} or the analysis names, which must be there and able to run. */
final class BackendChoice implements CommandLine.IExecutionStrategy {

    /** The option's name. */
    static final String OPTION = "--backend";

    @Override
    public int execute(ParseResult parsed) {
        Optional<String> chosen = parsed.asCommandLineList().stream()
                .map(CommandLine::getParseResult)
                .filter(command -> command.hasMatchedOption(OPTION))
                .map(command -> command.matchedOptionValue(OPTION, ""))
                .findFirst();
        if (chosen.isEmpty()) {
            return new CommandLine.RunLast().execute(parsed);
        }
        require(
                chosen.get(),
                missing -> new ParameterException(
                        parsed.commandSpec().commandLine(), "option " + OPTION + ": " + missing.getMessage(), missing));
        return on(chosen.get(), () -> new CommandLine.RunLast().execute(parsed));
    }

    /**
     * What a computation gives on the back end that an analysis names, unless the command line or the system property
     * names one.
     *
     * @param file the analysis file
     * @throws CommandFailure if that back end is not there or cannot run
     */
    static <T, E extends Exception> T of(Analysis analysis, Path file, Computation<T, E> computation) throws E {
        if (analysis.backend().isEmpty() || System.getProperty(Execution.BACKEND_PROPERTY) != null) {
            return computation.run();
        }
        String name = analysis.backend().get();
        require(
                name,
                missing ->
                        new CommandFailure(ExitCode.BAD_INPUT, file + ": /backend: " + missing.getMessage(), missing));
        return on(name, computation);
    }

    /** What runs on a back end. */
    interface Computation<T, E extends Exception> {
        T run() throws E;
    }

    private static <T, E extends Exception> T on(String backend, Computation<T, E> computation) throws E {
        Optional<String> before = Optional.ofNullable(System.getProperty(Execution.BACKEND_PROPERTY));
        System.setProperty(Execution.BACKEND_PROPERTY, backend);
        try {
            return computation.run();
        } finally {
            before.ifPresentOrElse(
                    name -> System.setProperty(Execution.BACKEND_PROPERTY, name),
                    () -> System.clearProperty(Execution.BACKEND_PROPERTY));
        }
    }

    private static void require(String name, Function<IllegalArgumentException, RuntimeException> failure) {
        try {
            Execution.on(name);
        } catch (IllegalArgumentException missing) {
            throw failure.apply(missing);
        }
    }
}
