package dev.limen.app.command;

import dev.limen.app.analysis.AnalysisFileException;
import dev.limen.app.optimise.OptimisationException;
import dev.limen.app.run.RunFolderException;
import dev.limen.autodiff.MemoryLimitException;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.histfactory.WorkspaceException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** An exception that ended a command, as a message and an exit code. */
record Failure(Exception error) {

    private static final String STACK_TRACE = "--stack-trace";

    /** Writes the message, and the trace only where it was asked for. */
    int report(Streams streams, ParseResult parsed) {
        PrintStream messages = streams.messages();
        messages.println("limen: " + message());
        boolean traced = parsed.asCommandLineList().stream()
                .anyMatch(command -> command.getParseResult().hasMatchedOption(STACK_TRACE));
        if (traced) {
            error.printStackTrace(messages);
        } else if (exitCode() == ExitCode.INTERNAL_ERROR) {
            messages.println("limen: this is a fault of the program; run again with 'limen " + STACK_TRACE
                    + " ...' and report what it prints.");
        }
        return exitCode().code();
    }

    /** A mistake in the command line: what is wrong, what was perhaps meant, and where help is. */
    static int reportUsage(ParameterException error, Streams streams) {
        PrintStream messages = streams.messages();
        CommandLine command = error.getCommandLine();
        messages.println("limen: " + error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
        messages.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.BAD_INPUT.code();
    }

    private ExitCode exitCode() {
        if (error instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (error instanceof NotConvergedException) {
            return ExitCode.NOT_CONVERGED;
        }
        boolean input = error instanceof AnalysisFileException
                || error instanceof WorkspaceException
                || error instanceof RunFolderException
                || error instanceof OptimisationException
                || error instanceof FileSystemException
                || error instanceof UncheckedIOException
                || error instanceof MemoryLimitException
                // The libraries throw it for arguments that make no sense, such as a POI whose bounds leave out 0.
                || error instanceof IllegalArgumentException;
        return input ? ExitCode.BAD_INPUT : ExitCode.INTERNAL_ERROR;
    }

    private String message() {
        if (error instanceof UncheckedIOException wrapped && wrapped.getCause() instanceof FileSystemException cause) {
            return new Failure(cause).message();
        }
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file.";
        }
        if (error instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access denied.";
        }
        if (exitCode() == ExitCode.INTERNAL_ERROR || error.getMessage() == null) {
            return error.toString();
        }
        return error.getMessage();
    }
}
