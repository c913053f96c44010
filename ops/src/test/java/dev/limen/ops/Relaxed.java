package dev.limen.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recorded numbers of relaxed 0.4.0 (JAX, 64-bit); tests that want them are skipped without. */
final class Relaxed {
    private Relaxed() {}

    static JsonNode read(String name) {
        Path file = Path.of(System.getProperty("limen.shared", "no-shared-folder"))
                .resolve("oracles/relaxed")
                .resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (set -Dlimen.shared)");
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] vector(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
