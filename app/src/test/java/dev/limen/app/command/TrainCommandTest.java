package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limen train} from the command line to the run folder. */
class TrainCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void events() throws IOException {
        TrainFile.events(folder, 6000);
    }

    @Test
    void trainsAndCompares() throws IOException {
        String text = TrainFile.TEXT.replace("[cross_entropy]", "[cross_entropy, inferno, cuts]");
        Session session = train(text, "run");
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode result = result("run");
        JsonNode others = result.path("compared_with");
        assertEquals(
                List.of("cross-entropy", "inferno", "cuts alone", "random search of cuts"), names(others));
        double network = result.path("network").path("test").asDouble();
        double start = others.path("cross-entropy").path("test").asDouble();
        assertTrue(network > 0 && network < 1.2 * start, session.results());
        assertEquals(
                start - network,
                others.path("cross-entropy").path("gain_of_network").path("value").asDouble(),
                1e-12 * start);
        // The start of the training on the limit is the classifier, and what it lowers is soft and on training events.
        List<JsonNode> curves = lines("run", "curves.jsonl");
        List<Double> steps = curves.stream()
                .filter(line -> line.path("training").asText().equals("expected limit") && line.has("objective"))
                .map(line -> line.path("objective").asDouble())
                .toList();
        assertEquals(12, steps.size());
        assertTrue(steps.get(11) < steps.get(0), steps.toString());
        double threshold =
                result.path("network").path("thresholds").path("z").asDouble();
        assertEquals(0, Math.IEEEremainder(threshold, 0.05), 1e-12);
        assertFalse(Files.exists(folder.resolve("run/state.jsonl")));
        try (var left = Files.list(folder.resolve("run"))) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".checkpoint")));
        }
        for (String name : List.of("analysis.yaml", "run.json", "workspace.json")) {
            assertTrue(Files.size(folder.resolve("run").resolve(name)) > 0, name);
        }
    }

    @Test
    void runsAgainToTheSameBits() throws IOException {
        train(TrainFile.TEXT, "one");
        train(TrainFile.TEXT, "two");
        for (String name : List.of("curves.jsonl", "result.json", "workspace.json")) {
            assertEquals(
                    Files.readString(folder.resolve("one").resolve(name)),
                    Files.readString(folder.resolve("two").resolve(name)),
                    name);
        }
    }

    @Test
    void optimiseSendsNetworksToTrain() throws IOException {
        Path file = Files.writeString(folder.resolve("nn.yaml"), TrainFile.TEXT);
        Session.run("optimise", file.toString(), "-o", folder.resolve("run").toString())
                .assertFails(2, "run 'limen train'");
    }

    private Session train(String text, String run) throws IOException {
        Path file = Files.writeString(folder.resolve("nn.yaml"), text);
        return Session.run("train", file.toString(), "-o", folder.resolve(run).toString());
    }

    private JsonNode result(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(run).resolve("result.json").toFile());
    }

    private List<JsonNode> lines(String run, String name) throws IOException {
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve(name))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
