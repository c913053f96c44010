package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.analysis.ObjectFile;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.networks.Onnx;
import dev.limen.networks.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections of objects from the command line to the data. */
class OptimiseObjectsTest {

    @TempDir
    private Path folder;

    private Path file;
    private String run;

    @BeforeEach
    void events() throws IOException, SQLException {
        ObjectFile.events(folder, 3000);
        file = Files.writeString(folder.resolve("jets.yaml"), ObjectFile.TEXT);
        run = folder.resolve("run").toString();
    }

    @Test
    void movesThresholdsOfObjectsAndUnblinds() throws IOException, SQLException {
        Session session = Session.run("optimise", file.toString(), "-o", run);
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
        for (String name : new String[] {"central", "hard", "soft", "lead", "number"}) {
            JsonNode cut = result.path("cuts").path(name);
            assertNotEquals(
                    cut.path("before").asDouble(Double.NaN), cut.path("soft").asDouble(Double.NaN), name + cut);
        }
        double central = rounded(result, "central");
        assertEquals(0, Math.IEEEremainder(central, 0.1), 1e-12);
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("n_hard &gt; "), "cutflow");
        JsonNode observed = Session.run("optimise", file.toString(), "--unblind", run)
                .json()
                .path("counts");
        // SQL counts the data at the rounded thresholds.
        String jets = "SELECT list_filter(jet_pt, lambda x, k: jet_eta[k] <> -999 AND abs(jet_eta[k]) < " + central
                + ") AS jets FROM '" + folder.resolve("jets.parquet") + "' WHERE label = 2";
        String lead = "coalesce(list_reverse_sort(jets)[1], 0)";
        double control = count("SELECT count(*) FROM (" + jets + ") WHERE " + lead + " <= " + rounded(result, "lead")
                + " AND coalesce(list_reverse_sort(jets)[2], 0) < 60");
        assertEquals(control, observed.path("CR").get(0).asDouble());
        double signal = count("SELECT count(*) FROM (" + jets + ") WHERE " + lead + " > " + rounded(result, "lead")
                + " AND len(list_filter(jets, lambda x: x > " + rounded(result, "hard") + ")) > "
                + rounded(result, "number") + " AND list_sum(list_filter(jets, lambda x: x >= "
                + rounded(result, "soft") + ")) >= 60");
        double found = 0;
        for (JsonNode bin : observed.path("SR")) {
            found += bin.asDouble();
        }
        assertEquals(signal, found);
        assertTrue(signal + control > 5, signal + " and " + control);
    }

    private static double rounded(JsonNode result, String cut) {
        return result.path("cuts").path(cut).path("rounded").asDouble();
    }

    private static double count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    @Test
    void movesThresholdsOfObjectsWithANetwork() throws IOException {
        Files.writeString(file, ObjectFile.NETWORK);
        Session session = Session.run("train", file.toString(), "-o", run);
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
        assertTrue(result.path("network").path("test").asDouble() > 0, result.toString());
        assertTrue(result.path("network").path("thresholds").has("hard"));
    }

    /** Batches of events with objects, and a network of their quantities, from the file to the data. */
    @ParameterizedTest
    @ValueSource(strings = {"quantities", "deep set"})
    void trainsANetworkOfObjectsOnBatchesAndUnblinds(String name) throws IOException, SQLException {
        boolean set = name.equals("deep set");
        ObjectFile.events(folder, 9000);
        Files.writeString(
                file,
                (set ? ObjectFile.DEEP_SET.replace("seed: 3}", "precision: float32}") : ObjectFile.QUANTITIES)
                        .replace("check_every: 3}", "check_every: 3, batch: 1200, comparisons: [cross_entropy]}"));
        Session session = Session.run("train", file.toString(), "-o", run);
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
        JsonNode bias = result.path("batch_bias");
        assertEquals(2, bias.size(), result.toString());
        assertTrue(Double.isFinite(bias.get(0).path("mean").asDouble(Double.NaN)), bias.toString());
        JsonNode thresholds = result.path("network").path("thresholds");
        // 'soft' acts through the network only.
        assertNotEquals(30, thresholds.path("soft").asDouble(30));
        TrainedNetwork saved = TrainedNetwork.read(folder.resolve("run/nn.safetensors"));
        assertEquals(
                set
                        ? List.of("sum.0", "sum.1", "sum.2", "ht", "jets_all")
                        : List.of("n_hard", "ht", "lead", "jets_all"),
                saved.standardisation().names());
        if (set) {
            assertExported("nn.objects", 2, 3);
            assertExported("nn", 5, 1);
        }
        JsonNode observed =
                Session.run("train", file.toString(), "--unblind", run).json().path("counts");
        String jets = "SELECT list_filter(jet_pt, lambda x, k: jet_eta[k] <> -999 AND abs(jet_eta[k]) < "
                + thresholds.path("central").asDouble() + ") AS jets FROM '" + folder.resolve("jets.parquet")
                + "' WHERE label = 2";
        double selected = count("SELECT count(*) FROM (" + jets + ") WHERE coalesce(list_max(jets), 0) > "
                + thresholds.path("lead").asDouble() + " AND len(list_filter(jets, lambda x: x > "
                + thresholds.path("hard").asDouble() + ")) > "
                + thresholds.path("number").asDouble());
        assertEquals(
                selected,
                observed.path("SR").get(0).asDouble()
                        + observed.path("SR").get(1).asDouble());
        assertTrue(selected > 3, "events " + selected);
        String report = Files.readString(folder.resolve("run/report.html"));
        assertTrue(report.contains("The bias of batches"));
    }

    /** ONNX and weights of a part are the same function, to the precision of floats. */
    private void assertExported(String name, int inputs, int outputs) {
        TrainedNetwork saved = TrainedNetwork.read(folder.resolve("run/" + name + ".safetensors"));
        TrainedNetwork exported = Onnx.read(folder.resolve("run/" + name + ".onnx"));
        Expr x = Expr.constant(Tensor.wrap(
                Shape.of(4, inputs), new Random(4).doubles(4L * inputs, 0, 100).toArray()));
        double[] expected = Program.evaluate(saved.apply(x)).toDoubles();
        assertEquals(4 * outputs, expected.length);
        assertArrayEquals(expected, Program.evaluate(exported.apply(x)).toDoubles(), 1e-4);
        assertEquals(saved.standardisation().names(), exported.standardisation().names());
    }

    @Test
    void namesABatchTooSmallForItsBins() throws IOException {
        Files.writeString(file, ObjectFile.QUANTITIES.replace("check_every: 3}", "check_every: 3, batch: 20}"));
        Session.run("train", file.toString(), "-o", run).assertFails(2, "/training/batch: a batch of 20 of the");
    }

    @Test
    void namesAComparisonWithoutCuts() throws IOException {
        String text = ObjectFile.QUANTITIES
                .replace(
                        "lead: {above: lead, start: 60, range: [30, 200], width: 5, round: 5}",
                        "nn: {above: nn, start: 0.2, range: [0, 1], width: 0.05}")
                .replace("  number: {above: n_hard, start: 0.5, range: [0, 4], width: 0.2}\n", "")
                .replace("[lead, number]", "[nn]")
                .replace("[{invert: lead}]", "[{invert: nn}]")
                .replace("observable: second, edges: [0, 60]", "observable: jets_all, edges: [-1, 60]")
                .replace("      second: {leading: jet_pt, place: 2, softness: 0.002}\n", "")
                .replace("check_every: 3}", "check_every: 3, comparisons: [cuts]}")
                .replace(
                        "overflow: keep}",
                        "overflow: keep, without_network: {observable: jets_all, edges: [0, 2, 9], bandwidth: 0.1}}");
        Files.writeString(file, text);
        Session.run("train", file.toString(), "-o", run)
                .assertFails(2, "/training/comparisons", "without networks no cut is left");
    }

    @Test
    void namesFilesThatDoNotFit() throws IOException {
        refused("jet_pt, jet_far]", "jet_pt, jet_far, jet_m]", "no column 'jet_m', which the collection 'jets' reads");
        refused("jet_pt, jet_far]", "jet_pt, jet_far, w]", "/objects/jets", "column 'w' is of type");
        Files.writeString(file, ObjectFile.TEXT.replace("n_hard", "event"));
        Session.run("optimise", file.toString(), "-o", run)
                .assertFails(2, "/objects/jets/quantities/event", "the files have a column 'event', too");
        assertFalse(Files.exists(folder.resolve("run")));
    }

    private void refused(String passage, String replacement, String... parts) throws IOException {
        Files.writeString(file, ObjectFile.TEXT.replace(passage, replacement));
        Session.run("optimise", file.toString(), "-o", run).assertFails(2, parts);
    }
}
