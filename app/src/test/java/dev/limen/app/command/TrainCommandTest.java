package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.networks.TrainedNetwork;
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
        assertEquals(List.of("cross-entropy", "inferno", "cuts alone", "random search of cuts"), names(others));
        double network = result.path("network").path("test").asDouble();
        double start = others.path("cross-entropy").path("test").asDouble();
        assertTrue(network > 0 && network < 1.2 * start, session.results());
        assertEquals(
                start - network,
                others.path("cross-entropy")
                        .path("gain_of_network")
                        .path("value")
                        .asDouble(),
                1e-12 * start);
        // The start of the training on the limit is the classifier, and what it lowers is soft and on training events.
        List<JsonNode> curves = lines("run", "curves.jsonl");
        List<Double> steps = curves.stream()
                .filter(line -> line.path("training").asText().equals("expected limit") && line.has("objective"))
                .map(line -> line.path("objective").asDouble())
                .toList();
        assertEquals(12, steps.size());
        assertTrue(steps.get(11) < steps.get(0), steps.toString());
        double threshold = result.path("network").path("thresholds").path("z").asDouble();
        assertEquals(0, Math.IEEEremainder(threshold, 0.05), 1e-12);
        assertFalse(Files.exists(folder.resolve("run/state.jsonl")));
        try (var left = Files.list(folder.resolve("run"))) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".checkpoint")));
        }
        String report = Files.readString(folder.resolve("run/report.html"));
        for (String section : List.of(
                "What was trained", "Scores by process", "The way there", "Soft against hard", "learning rate")) {
            assertTrue(report.contains(section), section);
        }
        TrainedNetwork saved = TrainedNetwork.read(folder.resolve("run/nn.safetensors"));
        assertEquals(List.of("x", "y", "z"), saved.standardisation().names());
        for (String name : List.of("analysis.yaml", "run.json", "workspace.json", "nn.onnx")) {
            assertTrue(Files.size(folder.resolve("run").resolve(name)) > 0, name);
        }
    }

    /** A limit is no sum over events: batches are off, and the anchor takes it back. */
    @Test
    void measuresTheBiasOfBatchesAndTakesItBack() throws IOException {
        String text = TrainFile.TEXT.replace(
                "adam: {steps: 12, learning_rate: 0.03}", "adam: {steps: 40, learning_rate: 0.01}\n  batch: 400");
        Session session = train(text, "run");
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode bias = result("run").path("batch_bias");
        assertEquals(
                10,
                bias.get(0).path("count").asInt() + bias.get(0).path("failed").asInt());
        double raw = Math.abs(bias.get(0).path("mean").asDouble());
        double corrected = Math.abs(bias.get(1).path("mean").asDouble());
        assertTrue(corrected < 0.3 * raw, bias.toString());
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("The bias of batches"));
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
