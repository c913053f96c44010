package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Outcome.Contents;
import dev.limen.app.optimise.Slot;
import dev.limen.data.EventHash;
import dev.limen.data.Split;
import dev.limen.histfactory.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hard histograms of the test events, counted again by SQL on the file, with cuts and shifts spelt anew. */
class RecountTest {
    private static final int EVENTS = 20_000;
    private static final List<Double> SR = List.of(40.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0);
    private static final List<Double> CR = List.of(40.0, 150.0);

    /** Sums of some hundred weights, in whatever order. */
    private static final double ROUNDING = 1e-11;

    @TempDir
    static Path folder;

    private static Path events;
    private static Outcome outcome;

    @BeforeAll
    static void optimise() throws IOException {
        events = HtautauGenerator.generate(EVENTS, HtautauGenerator.SEED, folder);
        outcome = AnalysisText.example().with("steps: 150", "steps: 2").optimise(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "signal, nominal, 1, weight",
        "ztautau, nominal, 1, weight",
        "ttbar, nominal, 1, weight",
        "diboson, nominal, 1, weight",
        "signal, tes up, 1.03, weight",
        "ztautau, tes up, 1.03, weight",
        "ztautau, tes down, 0.97, weight",
        "ttbar, tes down, 0.97, weight",
        "signal, pdf up, 1, weight * w_pdf_up"
    })
    void histogramsAreTheOnesThatSqlCounts(String sample, String variation, double scale, String weight)
            throws SQLException {
        for (String region : List.of("SR", "CR")) {
            Contents limen = outcome.testAfter().get(new Slot(region, sample, variation));
            Contents sql = count(region, sample, scale, weight);
            String place = region + " " + sample + " " + variation;
            assertClose(sql.sumw(), limen.sumw(), place + " sumw");
            assertClose(sql.sumw2(), limen.sumw2(), place + " sumw2");
            assertTrue(limen.sumw().stream().anyMatch(content -> content != 0), place + " is empty");
        }
    }

    @Test
    void theWorkspaceHoldsTheSameHistograms() {
        Workspace workspace = outcome.workspace();
        workspace.channels().forEach(channel -> channel.samples()
                .forEach(sample -> assertClose(
                        outcome.testAfter()
                                .get(Slot.nominal(channel.name(), sample.name()))
                                .sumw(),
                        sample.data(),
                        channel.name() + " " + sample.name())));
        assertEquals(2, workspace.channels().size());
    }

    private static void assertClose(List<Double> expected, List<Double> actual, String place) {
        assertEquals(expected.size(), actual.size(), place);
        double scale = expected.stream().mapToDouble(Math::abs).max().orElseThrow();
        for (int bin = 0; bin < expected.size(); bin++) {
            assertEquals(expected.get(bin), actual.get(bin), ROUNDING * scale, place + ", bin " + bin);
        }
    }

    private static Contents count(String region, String sample, double scale, String weight) throws SQLException {
        double mt = outcome.rounded()[outcome.thresholds().indexOf("mt")];
        double tauPt = outcome.rounded()[outcome.thresholds().indexOf("tau_pt")];
        double ptH = outcome.rounded()[outcome.thresholds().indexOf("pt_h")];
        String shifted = String.format(Locale.ROOT, """
                WITH measured AS (
                    SELECT *, tau_pt * %1$s AS pt, met_x - tau_pt * (%1$s - 1) * cos(tau_phi) AS px,
                        met_y - tau_pt * (%1$s - 1) * sin(tau_phi) AS py
                    FROM '%2$s' WHERE label = '%3$s'),
                shifted AS (
                    SELECT event, %4$s AS w, lep_pt, pt, tau_pt,
                        sqrt(2 * lep_pt * (sqrt(px * px + py * py) - px * cos(lep_phi) - py * sin(lep_phi))) AS mt,
                        sqrt(2 * lep_pt * pt * (cosh(lep_eta - tau_eta) - cos(lep_phi - tau_phi))) AS m_vis,
                        sqrt(pow(lep_pt * cos(lep_phi) + pt * cos(tau_phi) + px, 2)
                            + pow(lep_pt * sin(lep_phi) + pt * sin(tau_phi) + py, 2)) AS pt_h
                    FROM measured),
                passed AS (SELECT * FROM shifted WHERE lep_pt > 22 AND pt > 20),
                """, scale, events, sample, weight);
        String selection =
                region.equals("SR") ? "mt < %s AND pt > %s AND pt_h > %s".formatted(mt, tauPt, ptH) : "mt >= " + mt;
        List<Double> edges = region.equals("SR") ? SR : CR;
        List<Double> sumw = new ArrayList<>();
        List<Double> sumw2 = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE test AS SELECT unnest(" + testEvents() + ") AS event");
            statement.execute("CREATE TABLE bins AS SELECT unnest(" + edges.subList(0, edges.size() - 1)
                    + ") AS low, unnest(" + edges.subList(1, edges.size()) + ") AS high");
            // The part stands for the whole sample: one factor, of nominal weights after the preselection.
            double factor = number(
                    statement,
                    "SELECT sum(weight) / sum(weight) FILTER (event IN (SELECT event FROM test)) FROM '" + events
                            + "' WHERE label = '" + sample + "' AND lep_pt > 22 AND tau_pt > 20");
            try (ResultSet bins = statement.executeQuery(shifted
                    + "selected AS (SELECT * FROM passed JOIN test USING (event) WHERE " + selection + ")"
                    + " SELECT coalesce(sum(w), 0), coalesce(sum(w * w), 0)"
                    + " FROM bins LEFT JOIN selected ON m_vis >= low AND m_vis < high GROUP BY low ORDER BY low")) {
                while (bins.next()) {
                    sumw.add(factor * bins.getDouble(1));
                    sumw2.add(factor * factor * bins.getDouble(2));
                }
            }
        }
        return new Contents(sumw, sumw2);
    }

    private static double number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertTrue(result.next(), query);
            return result.getDouble(1);
        }
    }

    /** The events whose identity falls into the test part of the example's split. */
    private static String testEvents() {
        Split split = new Split(0.5, 0.2, 0.3, 7);
        return Arrays.toString(LongStream.range(0, EVENTS)
                .filter(event -> split.part(EventHash.of(284_500, event)) == Split.Part.TEST)
                .toArray());
    }
}
