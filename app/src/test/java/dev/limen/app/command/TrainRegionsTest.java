package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.networks.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several regions of one network: by its score, by its categories, and the data in them. */
class TrainRegionsTest {
    private static final String CATEGORIES = TrainFile.TEXT
            .replaceAll("(?s)networks:.*?cuts:", """
                    networks:
                      nn: {inputs: [x, y, z], layers: [6], categories: {sig: signal, near: [], bkg: background}, seed: 2}
                    cuts:""")
            .replaceAll("(?s)regions:.*?systematics:", """
                    regions:
                      SR: {category: nn.sig, cuts: [z], observable: nn.sig, edges: [0.3, 0.6, 1], bandwidth: 0.03, overflow: keep}
                      MR: {category: nn.near, observable: x, edges: [-9, 9]}
                      CR: {category: nn.bkg}
                    systematics:""")
            .replace("check_every: 4", "check_every: 4\n  annealing: {widths: [1, 0.1], bandwidths: [1, 0.3]}");

    @TempDir
    private Path folder;

    @BeforeEach
    void events() throws IOException {
        TrainFile.events(folder, 3000);
    }

    @Test
    void binsAScoreInTwoRegionsAndCountsInAThird() throws IOException {
        String text = TrainFile.TEXT
                .replace(
                        "z: {above: z, start: -2,",
                        "y: {below: y, start: 2.5, range: [1, 4], width: 0.2}\n  z: {above: z, start: -1,")
                .replace("systematics:", """
                          OTHER: {cuts: [{invert: z}, y], observable: nn, edges: [0, 0.5, 1], bandwidth: 0.02}
                          HIGH: {cuts: [{invert: z}, {invert: y}], observable: x, edges: [-5, 9]}
                        systematics:""");
        Session session = train(text, "run");
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode result = result("run");
        assertFalse(
                result.path("warnings").toString().contains("share"),
                result.path("warnings").toString());
        Map<String, Double> yields = yields(result, "background", "nominal");
        assertEquals(List.of("HIGH", "OTHER", "SR"), List.copyOf(yields.keySet()));
        assertTrue(yields.values().stream().allMatch(yield -> yield > 1), yields.toString());
        improves(result);
        String report = Files.readString(folder.resolve("run/report.html"));
        assertTrue(report.contains("OTHER") && report.contains("HIGH"));
    }

    /** A dozen steps do no better than not to spoil the classifier that they began from. */
    private static void improves(JsonNode result) {
        double test = result.path("network").path("test").asDouble();
        double classifier =
                result.path("compared_with").path("cross-entropy").path("test").asDouble();
        assertTrue(test > 0 && test < 1.2 * classifier, test + " and " + classifier);
    }

    @Test
    void comparesCategoriesWithCutsAlone() throws IOException {
        String text = CATEGORIES
                .replace("[cross_entropy]", "[cuts]\n  start: random")
                .replace(
                        "overflow: keep}",
                        "overflow: keep, without_network: {observable: x, edges: [-1, 0, 1, 4], bandwidth: 0.2}}")
                .replace("edges: [-9, 9]}", "edges: [-9, 9], without_network: drop}")
                .replace("{category: nn.bkg}", "{category: nn.bkg, without_network: drop}");
        Session session = train(text, "run");
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        assertTrue(result("run").path("compared_with").has("cuts alone"));
        String overlapping = text.replace(
                "{category: nn.bkg, without_network: drop}",
                "{category: nn.bkg, without_network: {observable: x, edges: [-9, 9]}}");
        train(overlapping, "other")
                .assertFails(2, "/training/comparisons: cuts alone: regions SR and CR share", "without_network: drop");
        assertFalse(Files.exists(folder.resolve("other")));
    }

    /** Data are counted once asked for, at the frozen thresholds and weights. */
    @Test
    void trainsCategoriesAndUnblindsThem() throws IOException, OrtException {
        String text = CATEGORIES.replace(
                "networks:", "  data: {files: events.csv, where: \"event % 7 = 0\", role: data}\nnetworks:");
        Path file = Files.writeString(folder.resolve("nn.yaml"), text);
        String run = folder.resolve("run").toString();
        Session.run("train", file.toString(), "--unblind", run).assertFails(2, "no finished run", "limen train");
        Session trained = Session.run("train", file.toString(), "-o", run);
        assertTrue(trained.exitCode() == 0 || trained.exitCode() == 3, trained.messages());
        JsonNode result = result("run");
        improves(result);
        Map<String, Double> nominal = yields(result, "background", "nominal");
        Map<String, Double> shifted = yields(result, "background", "shift up");
        assertTrue(nominal.get("CR") > nominal.get("SR"), nominal.toString());
        assertTrue(shifted.get("CR") < nominal.get("CR"), "x moves up, towards the signal: " + shifted);
        String report = Files.readString(folder.resolve("run/report.html"));
        assertTrue(report.contains("largest: nn.sig"), "cutflow");
        // A score that no region bins is shown all the same.
        assertTrue(report.contains("nn.near, all events"));
        assertFalse(report.contains("nn.sig, all events"));
        JsonNode observed =
                Session.run("train", file.toString(), "--unblind", run).json();
        assertFalse(observed.path("blind").asBoolean(true));
        double threshold = result.path("network").path("thresholds").path("z").asDouble();
        assertRuntimeAgrees();
        double[] counts = new double[4];
        List<String> lines = Files.readAllLines(folder.resolve("events.csv"));
        TrainedNetwork network = TrainedNetwork.read(folder.resolve("run/nn.safetensors"));
        Expr x = Expr.variable("x", Shape.of(1, 3));
        Program program = Program.compile(List.of(x), List.of(network.apply(x)));
        for (int i = 0; i < lines.size() - 1; i += 7) {
            String[] columns = lines.get(i + 1).split(",", -1);
            double[] inputs = {number(columns[3]), number(columns[4]), number(columns[5])};
            double[] scores = program.run(List.of(Tensor.wrap(Shape.of(1, 3), inputs)))
                    .output(0)
                    .toDoubles();
            int largest = scores[0] >= scores[1] && scores[0] >= scores[2] ? 0 : scores[1] >= scores[2] ? 1 : 2;
            if (largest > 0) {
                counts[1 + largest]++;
            } else if (inputs[2] > threshold && scores[0] >= 0.3) {
                counts[scores[0] < 0.6 ? 0 : 1]++;
            }
        }
        JsonNode found = observed.path("counts");
        assertEquals(counts[0], found.path("SR").get(0).asDouble());
        assertEquals(counts[1], found.path("SR").get(1).asDouble());
        assertEquals(counts[2], found.path("MR").get(0).asDouble());
        assertEquals(counts[3], found.path("CR").get(0).asDouble());
        assertTrue(counts[1] > 5 && counts[3] > 100, Arrays.toString(counts));
        assertTrue(observed.path("limit").path("obs").asDouble() > 0);
        assertTrue(Files.exists(folder.resolve("run/workspace-observed.json")));
        Session.run("train", file.toString(), "--unblind", run).assertFails(2, "unblinded before");
    }

    /** The exported network takes the columns as they stand in the files; 32 bits leave 1e-6 of a share. */
    private void assertRuntimeAgrees() throws IOException, OrtException {
        List<String> lines = Files.readAllLines(folder.resolve("events.csv"));
        int events = lines.size() - 1;
        double[] inputs = new double[3 * events];
        float[][] single = new float[events][3];
        for (int i = 0; i < events; i++) {
            String[] columns = lines.get(i + 1).split(",", -1);
            for (int k = 0; k < 3; k++) {
                inputs[3 * i + k] = number(columns[3 + k]);
                single[i][k] = (float) inputs[3 * i + k];
            }
        }
        TrainedNetwork network = TrainedNetwork.read(folder.resolve("run/nn.safetensors"));
        Expr x = Expr.variable("x", Shape.of(events, 3));
        double[] expected = Program.compile(List.of(x), List.of(network.apply(x)))
                .run(List.of(Tensor.wrap(Shape.of(events, 3), inputs)))
                .output(0)
                .toDoubles();
        try (OrtSession session = OrtEnvironment.getEnvironment()
                        .createSession(folder.resolve("run/nn.onnx").toString());
                OnnxTensor columns = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), single);
                OrtSession.Result result = session.run(Map.of("x", columns))) {
            assertEquals("x,y,z", session.getMetadata().getCustomMetadata().get("columns"));
            float[][] scores = (float[][]) result.get(0).getValue();
            for (int i = 0; i < events; i++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected[3 * i + k], scores[i][k], 1e-6, "event " + i + ", category " + k);
                }
            }
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private Session train(String text, String run) throws IOException {
        Path file = Files.writeString(folder.resolve("nn.yaml"), text);
        return Session.run("train", file.toString(), "-o", folder.resolve(run).toString());
    }

    private JsonNode result(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(run).resolve("result.json").toFile());
    }

    private static Map<String, Double> yields(JsonNode result, String sample, String variation) {
        Map<String, Double> yields = new TreeMap<>();
        for (JsonNode histogram : result.path("histograms")) {
            if (histogram.path("sample").asText().equals(sample)
                    && histogram.path("variation").asText().equals(variation)) {
                double sum = 0;
                for (JsonNode content : histogram.path("sumw")) {
                    sum += content.asDouble();
                }
                yields.put(histogram.path("region").asText(), sum);
            }
        }
        return yields;
    }
}
