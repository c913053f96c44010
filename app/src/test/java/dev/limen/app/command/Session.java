package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One command line that was run, and what came of it.
 *
 * @param exitCode what the shell sees
 * @param results standard output
 * @param messages standard error
 */
record Session(int exitCode, String results, String messages) {

    static Session run(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                false,
                100);
        int code = new CommandLineTool(streams).run(arguments);
        return new Session(code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    /** The result as JSON, of a command that succeeded. */
    JsonNode json() {
        if (exitCode != 0) {
            throw new AssertionError("Exit code " + exitCode + ": " + messages);
        }
        try {
            return new ObjectMapper().readTree(results);
        } catch (IOException error) {
            throw new UncheckedIOException(results, error);
        }
    }

    /** Fails unless the command ended with this code, named these parts, and showed no entrails of the program. */
    void assertFails(int code, String... parts) {
        assertEquals(code, exitCode, messages);
        for (String part : parts) {
            assertTrue(messages.contains(part), "no '" + part + "' in: " + messages);
        }
        assertEquals("", results);
        assertFalse(messages.contains("\tat ") || messages.contains("Exception"), messages);
    }
}
