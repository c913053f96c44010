package dev.limen.histfactory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reference numbers and published files too large for the repository; tests that want them are skipped without. */
final class Shared {
    private static final Path ROOT = Path.of(System.getProperty("limen.shared", "no-shared-folder"));

    private Shared() {}

    /** A file or folder that is there, or the test is skipped. */
    static Path path(String name) {
        Path path = ROOT.resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no " + path + " (set -Dlimen.shared)");
        return path;
    }

    static List<Path> json(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(Path file) {
        try {
            // Python writes -Infinity.
            return JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build()
                    .readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
