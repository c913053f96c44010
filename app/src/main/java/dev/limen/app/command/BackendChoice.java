package dev.limen.app.command;

import dev.limen.autodiff.Execution;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command on the back end that {@code --backend} names, which must be there and able to run. */
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
        require(chosen.get(), parsed);
        Optional<String> before = Optional.ofNullable(System.getProperty(Execution.BACKEND_PROPERTY));
        System.setProperty(Execution.BACKEND_PROPERTY, chosen.get());
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            before.ifPresentOrElse(
                    name -> System.setProperty(Execution.BACKEND_PROPERTY, name),
                    () -> System.clearProperty(Execution.BACKEND_PROPERTY));
        }
    }

    private static void require(String name, ParseResult parsed) {
        try {
            Execution.on(name);
        } catch (IllegalArgumentException missing) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), "option " + OPTION + ": " + missing.getMessage(), missing);
        }
    }
}
