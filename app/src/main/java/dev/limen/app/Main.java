package dev.limen.app;

import dev.limen.app.command.CommandLineTool;
import dev.limen.app.command.Streams;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the {@code limen} command begins. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream messages = messages();
        System.setErr(messages);
        PrintStream results = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = new CommandLineTool(Streams.ofProcess(results, messages)).run(arguments);
        results.flush();
        messages.flush();
        System.exit(code);
    }

    /**
     * Standard error; the launcher hands it over as another stream, because it filters what the virtual machine itself writes there.
     */
    private static PrintStream messages() {
        String path = System.getProperty("limen.messages", "");
        if (!path.isEmpty()) {
            try {
                return new PrintStream(new FileOutputStream(path), true, StandardCharsets.UTF_8);
            } catch (FileNotFoundException closed) {
                return new PrintStream(System.err, true, StandardCharsets.UTF_8);
            }
        }
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }
}
