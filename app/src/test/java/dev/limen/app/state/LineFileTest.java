package dev.limen.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that a kill may cut off, and that one process at a time writes. */
public class LineFileTest {

    @TempDir
    private Path folder;

    /** Another process: ends with 0 if it gets the lock, with 3 if somebody has it. */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? 3 : 0);
        }
    }

    private static int another(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LineFileTest.class.getName(),
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void anotherProcessIsKeptOutFromOpeningToClosing() throws IOException, InterruptedException {
        Path file = folder.resolve("state.jsonl");
        try (LineFile lines = LineFile.open(file).orElseThrow()) {
            lines.recall(line -> {});
            lines.add(Map.of("a", 1));
            // Reading must not have given the lock up, as closing a second channel would.
            assertEquals(3, another(file));
            assertTrue(LineFile.open(file).isEmpty());
            String message = assertThrows(IllegalArgumentException.class, () -> LineFile.beside(file))
                    .getMessage();
            assertTrue(message.contains(file.toString()), message);
        }
        assertEquals(0, another(file));
    }

    @Test
    void anUnfinishedLineIsDropped() throws IOException {
        Path file = Files.writeString(folder.resolve("state.jsonl"), "{\"name\":\"µ\"}\n{\"name\":\"unfin");
        List<String> found = new ArrayList<>();
        try (LineFile lines = LineFile.open(file).orElseThrow()) {
            lines.recall(found::add);
            lines.add(Map.of("b", 2));
        }
        assertEquals(List.of("{\"name\":\"µ\"}"), found);
        assertEquals("{\"name\":\"µ\"}\n{\"b\": 2}\n", Files.readString(file));
    }

    @Test
    void whatIsRefusedStaysAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "one\ntwo");
        LineFile lines = LineFile.open(file).orElseThrow();
        assertThrows(
                IllegalArgumentException.class,
                () -> lines.recall(line -> {
                    throw new IllegalArgumentException(line);
                }));
        assertEquals("one\ntwo", Files.readString(file));
        LineFile again = LineFile.open(file).orElseThrow();
        again.clear();
        again.remove();
        assertFalse(Files.exists(file));
    }
}
