package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The example as a whole on ND4J, by the launcher, which fetches ND4J for it. */
@Tag("conformance")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "skipped: the launcher is a shell script")
class BackendTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path optimise(String backend) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("limen.root"));
        Path run = folder.resolve(backend);
        File messages = folder.resolve(backend + ".log").toFile();
        Process process = new ProcessBuilder(
                        root.resolve("limen").toString(),
                        "optimise",
                        root.resolve("examples/htautau/analysis.yaml").toString(),
                        "--output",
                        run.toString(),
                        "--backend",
                        backend)
                .redirectErrorStream(true)
                .redirectOutput(messages)
                .start();
        assertEquals(0, process.waitFor(), () -> text(messages.toPath()));
        return run;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            return error.toString();
        }
    }

    private static List<JsonNode> trajectory(Path run) throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("trajectory.jsonl"))) {
            steps.add(JSON.readTree(line));
        }
        return steps;
    }

    /**
     * The first ten steps to 1e-9; later ones to 1e-6, since differences in the last place grow along the way; what is
     * quoted to its Monte Carlo error.
     */
    @Test
    void nd4jTakesTheSameWayToTheSameCuts() throws IOException, InterruptedException {
        Path plain = optimise("plain");
        Path nd4j = optimise("nd4j");
        List<JsonNode> expected = trajectory(plain);
        List<JsonNode> got = trajectory(nd4j);
        assertEquals(expected.size(), got.size());
        assertTrue(expected.size() > 10);
        for (int step = 0; step < got.size(); step++) {
            double tolerance = step <= 10 ? 1e-9 : 1e-6;
            for (String name : List.of("objective", "mt", "tau_pt", "pt_h")) {
                double number = expected.get(step).get(name).asDouble();
                assertEquals(number, got.get(step).get(name).asDouble(), tolerance * Math.abs(number));
            }
        }
        JsonNode plainResult = JSON.readTree(plain.resolve("result.json").toFile());
        JsonNode nd4jResult = JSON.readTree(nd4j.resolve("result.json").toFile());
        assertEquals(plainResult.get("verdict"), nd4jResult.get("verdict"));
        JsonNode test = plainResult.at("/hard/test");
        double error = test.get("error_after").asDouble();
        assertTrue(error > 0);
        for (String when : List.of("before", "after", "rounded")) {
            assertEquals(
                    test.get(when).asDouble(),
                    nd4jResult.at("/hard/test").get(when).asDouble(),
                    error);
        }
        assertEquals(
                plainResult.at("/gain/value").asDouble(),
                nd4jResult.at("/gain/value").asDouble(),
                plainResult.at("/gain/error").asDouble());
        assertEquals(
                "nd4j",
                JSON.readTree(nd4j.resolve("run.json").toFile())
                        .get("versions")
                        .get("backend")
                        .asText());
    }
}
