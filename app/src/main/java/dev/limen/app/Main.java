package dev.limen.app;

import dev.limen.app.command.CommandLineTool;
import dev.limen.app.command.ExitCode;
import dev.limen.app.command.Streams;
import dev.limen.app.run.Versions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the {@code limen} command begins. */
public final class Main {

    private static final int STANDARD_ERROR = 2;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Preparation.begin();
        PrintStream messages = messages();
        System.setErr(messages);
        PrintStream results = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = run(arguments, Streams.ofProcess(results, messages));
        results.flush();
        messages.flush();
        System.exit(code);
    }

    private static int run(String[] arguments, Streams streams) {
        if (List.of(arguments).equals(List.of("--version"))) {
            // Parsing a command line takes most of the time of a start; scripts ask for the version often.
            Versions.ofProcess().lines().forEach(streams.results()::println);
            return ExitCode.COMPUTED.code();
        }
        return new CommandLineTool(streams).run(arguments);
    }

    /**
     * Standard error; the launcher hands it over as another open file, because it filters what the virtual machine itself writes
     * there. Where that file cannot be had, messages go the filtered way.
     */
    private static PrintStream messages() {
        int number = Integer.getInteger("limen.messages", STANDARD_ERROR);
        return new PrintStream(number == STANDARD_ERROR ? System.err : open(number), true, StandardCharsets.UTF_8);
    }

    private static OutputStream open(int number) {
        try {
            // Opening /dev/fd/3 anew would overwrite a log file from its start.
            Constructor<FileDescriptor> inherited = FileDescriptor.class.getDeclaredConstructor(int.class);
            inherited.setAccessible(true);
            return new FileOutputStream(inherited.newInstance(number));
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            return System.err;
        }
    }
}
