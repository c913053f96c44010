package dev.limen.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path folder;

    @Test
    void numbersRuns() {
        RunFolder first = RunFolder.numbered(folder.resolve("runs"), "htautau");
        RunFolder second = RunFolder.numbered(folder.resolve("runs"), "htautau");
        assertEquals(folder.resolve("runs/htautau-001"), first.path());
        assertEquals(folder.resolve("runs/htautau-002"), second.path());
    }

    @Test
    void writesWholeFilesAndNothingElse() throws IOException {
        RunFolder run = RunFolder.fresh(folder.resolve("run"));
        run.write("report.html", "old");
        run.write("report.html", "new");
        run.writeJson("result.json", Map.of("limit", 0.5));
        assertEquals("new", Files.readString(run.path().resolve("report.html")));
        assertEquals("{\n    \"limit\": 0.5\n}\n", Files.readString(run.path().resolve("result.json")));
        try (var files = Files.list(run.path())) {
            assertEquals(
                    List.of("report.html", "result.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void neverOverwritesUnasked() throws IOException {
        RunFolder.fresh(folder.resolve("run")).write("result.json", "precious");
        RunFolderException error = assertThrows(RunFolderException.class, () -> RunFolder.fresh(folder.resolve("run")));
        assertTrue(
                error.getMessage().contains("not empty") && error.getMessage().contains("--force"), error.getMessage());
        // What a run left must not be taken for the next one's.
        RunFolder again = RunFolder.replacing(folder.resolve("run"));
        assertFalse(Files.exists(again.path().resolve("result.json")));
    }

    @Test
    void namesAFolderThatCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertTrue(assertThrows(RunFolderException.class, () -> RunFolder.fresh(file))
                .getMessage()
                .contains("is a file"));
        RunFolderException below =
                assertThrows(RunFolderException.class, () -> RunFolder.numbered(file.resolve("runs"), "a"));
        assertTrue(below.getMessage().contains(file.toString()), below.getMessage());
    }

    @Test
    void digestsFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("abc.txt"), "abc");
        // FIPS 180-2, appendix B.1.
        assertEquals(
                new Digest(file.toString(), 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                Digest.of(file));
        assertThrows(RunFolderException.class, () -> Digest.of(folder.resolve("none")));
    }

    @Test
    void knowsItsVersions() {
        Versions versions = Versions.ofProcess();
        assertTrue(versions.limen().matches("\\d+\\.\\d+\\.\\d+.*"), versions.limen());
        assertEquals(
                Runtime.getRuntime().availableProcessors(), versions.toTree().get("processors"));
    }
}
