package dev.limen.app.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Journal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("state.jsonl");
    }

    private StateFile open() {
        return StateFile.open(folder).orElseThrow();
    }

    private static Entry entry(double value) {
        return new Entry(new double[] {value}, value, new double[] {-value}, "");
    }

    @Test
    void keepsEveryBit() {
        double[] special = {
            0.0, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Math.nextUp(0.1), 1e22
        };
        // Any bits but those of the many NaNs.
        double[] random = new Random(5)
                .longs(2000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .toArray();
        try (StateFile state = open()) {
            state.add(new Entry(special, -0.0, random, "bin [40, 60] of \"SR\" is empty\n"));
            state.add(new Entry(new double[0], Double.NaN, new double[0], ""));
        }
        try (StateFile state = open()) {
            assertEquals(2, state.entries().size());
            Entry entry = state.entries().get(0);
            assertArrayEquals(special, entry.at());
            assertArrayEquals(random, entry.derivatives());
            assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(entry.value()));
            assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(entry.at()[1]));
            assertEquals("bin [40, 60] of \"SR\" is empty\n", entry.defect());
            assertTrue(Double.isNaN(state.entries().get(1).value()));
        }
    }

    @Test
    void losesNoMoreThanTheLineThatWasWritten() throws IOException {
        try (StateFile state = open()) {
            state.add(entry(1));
            state.add(entry(2));
        }
        String whole = Files.readString(file());
        Files.writeString(file(), "{\"at\": [3.0], \"va", StandardOpenOption.APPEND);
        try (StateFile state = open()) {
            assertEquals(2, state.entries().size());
            assertEquals(whole, Files.readString(file()));
            state.add(entry(3));
        }
        try (StateFile state = open()) {
            assertEquals(
                    List.of(1.0, 2.0, 3.0),
                    state.entries().stream().map(Entry::value).toList());
        }
    }

    @Test
    void refusesWhatItDidNotWrite() throws IOException {
        Files.writeString(file(), "{\"at\": [1.0], \"value\": 1.0, \"derivatives\": [], \"defect\": \"\"}\nnonsense\n");
        RunFolderException error = assertThrows(RunFolderException.class, () -> StateFile.open(folder));
        assertTrue(error.getMessage().contains("line 2") && error.getMessage().contains("--force"), error.getMessage());
        Files.writeString(file(), "{}\n");
        assertThrows(RunFolderException.class, () -> StateFile.open(folder));
        try (StateFile state = StateFile.replacing(folder).orElseThrow()) {
            assertTrue(state.entries().isEmpty());
        }
        assertEquals("", Files.readString(file()));
    }

    @Test
    void belongsToOneProcessAtATime() {
        try (StateFile mine = open()) {
            mine.add(entry(1));
            assertTrue(StateFile.open(folder).isEmpty());
            assertTrue(StateFile.replacing(folder).isEmpty());
        }
        try (StateFile next = open()) {
            assertEquals(1, next.entries().size());
            next.remove();
        }
        assertTrue(!StateFile.in(folder));
    }
}
