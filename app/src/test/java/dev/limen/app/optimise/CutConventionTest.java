package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thresholds that many events lie on: templates, cutflow and observed data keep the events that SQL counts. */
class CutConventionTest {
    private static final double[] THRESHOLDS = {2, 1, 3, 7};

    @TempDir
    static Path folder;

    private static Path events;
    private static Analysis analysis;

    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("event,label,jets,leptons,hits,x\n");
        for (int i = 0; i < 3000; i++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%d,%d,%d,%d%n",
                    i,
                    random.nextInt(3),
                    random.nextInt(5),
                    random.nextInt(3),
                    random.nextInt(11),
                    random.nextInt(6)));
        }
        events = Files.writeString(folder.resolve("events.csv"), csv);
        analysis = AnalysisFile.parse(folder.resolve("search.yaml"), """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 0", role: signal}
                  background: {files: events.csv, where: "label = 1"}
                  data: {files: events.csv, where: "label = 2", role: data}
                cuts:
                  jets: {below: jets, start: 2, range: [0, 5], width: 1}
                  leptons: {above: leptons, start: 1, range: [0, 3], width: 1}
                  hits: {window: hits, start: [3, 7], range: [0, 10], width: 1}
                regions:
                  SR: {cuts: [jets, leptons], observable: x, edges: [1, 3, 5], bandwidth: 1}
                  CR: {cuts: [{invert: jets}, leptons], observable: x, edges: [1, 3, 5], bandwidth: 1}
                  W: {cuts: [jets, {invert: leptons}, hits], observable: x, edges: [0, 5], overflow: keep}
                  V: {cuts: [jets, {invert: leptons}, {invert: hits}], observable: x, edges: [0, 5]}
                objective: {minimise: expected_limit}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SR | jets < 2 AND leptons > 1",
                "CR | jets >= 2 AND leptons > 1",
                "W | jets < 2 AND leptons <= 1 AND hits > 3 AND hits < 7",
                "V | jets < 2 AND leptons <= 1 AND (hits <= 3 OR hits >= 7)",
            })
    void everyCountIsTheOneOfSql(String region, String condition) throws SQLException {
        Plan plan = new Plan(analysis);
        List<Double> edges = plan.region(region).edges();
        Sample background = analysis.simulated().get(1);
        HardSample templates = new HardSample(
                plan, background, EventSets.source(plan, background, folder).read());
        Passing passing = new Passing(
                plan, sample -> EventSets.source(plan, sample, folder).read().nominal(), THRESHOLDS);
        Cutflow cutflow = passing.cutflows().stream()
                .filter(flow -> flow.region().equals(region))
                .findFirst()
                .orElseThrow();
        Counts counts = templates.at(THRESHOLDS).contents().get(Slot.nominal(region, "background"));
        List<Double> observed =
                ObservedCounts.at(analysis, folder, THRESHOLDS, List.of()).get(region);
        double total = 0;
        for (int bin = 0; bin + 1 < edges.size(); bin++) {
            boolean open = region.equals("W");
            String inside = " AND x >= " + edges.get(bin) + (open ? "" : " AND x < " + edges.get(bin + 1));
            double expected = sql("label = 1 AND " + condition + inside);
            total += expected;
            assertEquals(expected, counts.sumw()[bin], "template of bin " + bin);
            assertEquals(sql("label = 2 AND " + condition + inside), observed.get(bin), "observed data in bin " + bin);
        }
        List<Cutflow.Row> rows = cutflow.rows();
        assertEquals(total, rows.get(rows.size() - 1).yields().get("background"), "cutflow, in the bins");
        assertEquals(
                sql("label = 1 AND " + condition),
                rows.get(rows.size() - 2).yields().get("background"),
                "cutflow, after all cuts");
    }

    @Test
    void theDistributionOfACutSpansWhatItKeepsAndRejects() throws SQLException {
        Passing passing = new Passing(
                new Plan(analysis),
                sample -> EventSets.source(new Plan(analysis), sample, folder)
                        .read()
                        .nominal(),
                THRESHOLDS);
        Distribution jets = passing.distributions().get(0);
        double sum = jets.yields().get("background").stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertEquals(sql("label = 1 AND leptons > 1 AND x >= 1 AND x < 5 AND jets < 5"), sum);
    }

    private static double sql(String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM '" + events + "' WHERE " + condition)) {
            result.next();
            double count = result.getDouble(1);
            if (count == 0) {
                throw new AssertionError("no event has " + condition);
            }
            return count;
        }
    }
}
