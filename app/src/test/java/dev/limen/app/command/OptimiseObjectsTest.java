package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.analysis.ObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
