package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.ObjectFile;
import dev.limen.app.analysis.Sample;
import dev.limen.data.Events;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quantities of objects in templates: SQL's with hard cuts, derivatives, and the limit of vanishing widths. */
class SoftObjectsTest {
    @TempDir
    static Path folder;

    private static Path file;
    private static Plan plan;
    private static Sample background;
    private static Events events;

    @BeforeAll
    static void read() throws SQLException {
        file = ObjectFile.events(folder, 2000);
        Analysis analysis = AnalysisFile.parse(folder.resolve("jets.yaml"), ObjectFile.TEXT);
        plan = new Plan(analysis);
        background = analysis.simulated().get(1);
        events = EventSets.source(plan, background, folder).read();
    }

    /** Of objects {@code jets} under a scale of the momenta. */
    private static double sql(String condition, double scale) throws SQLException {
        String jets = "SELECT w, list_filter(list_transform(jet_pt, lambda x: x * " + scale
                + "), lambda x, k: jet_eta[k] <> -999 AND abs(jet_eta[k]) < 2.4) AS jets FROM '" + file
                + "' WHERE label = 0";
        String quantities = "SELECT w, len(list_filter(jets, lambda x: x > 40)) AS n_hard,"
                + " coalesce(list_sum(list_filter(jets, lambda x: x >= 30)), 0) AS ht,"
                + " coalesce(list_reverse_sort(jets)[1], 0) AS lead, coalesce(list_reverse_sort(jets)[2], 0) AS second FROM ("
                + jets + ")";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT sum(w) FROM (" + quantities + ") WHERE " + condition)) {
            result.next();
            double sum = result.getDouble(1);
            assertTrue(sum > 0, "no event has " + condition);
            return sum;
        }
    }

    @Test
    void hardContentsAreThoseOfSql() throws SQLException {
        Map<Slot, Counts> hard =
                new HardSample(plan, background, events).at(plan.start()).contents();
        Map<String, Double> scales = Map.of(Slot.NOMINAL, 1.0, Slot.up("jes"), 1.04, Slot.down("jes"), 0.96);
        for (Map.Entry<String, Double> scale : scales.entrySet()) {
            double[] signal =
                    hard.get(new Slot("SR", "background", scale.getKey())).sumw();
            String selected = "lead > 60 AND n_hard > 0.5 AND ht >= ";
            assertEquals(sql(selected + "60 AND ht < 120", scale.getValue()), signal[0], 1e-9);
            assertEquals(sql(selected + "120 AND ht < 180", scale.getValue()), signal[1], 1e-9);
            assertEquals(sql(selected + "180", scale.getValue()), signal[2], 1e-9);
            double control =
                    hard.get(new Slot("CR", "background", scale.getKey())).total();
            assertEquals(sql("lead <= 60 AND second < 60", scale.getValue()), control, 1e-9);
        }
    }

    /** At 1e-9 of the widths an object would have to lie within 1e-7 of a threshold to count in part. */
    @Test
    void softContentsBecomeHardOnes() {
        Map<Slot, Counts> soft = new SoftSample(plan, background, events).contents(plan.start(), 1e-9, 1e-9);
        new HardSample(plan, background, events)
                .at(plan.start())
                .contents()
                .forEach((slot, counts) -> assertArrayEquals(
                        counts.sumw(), soft.get(slot).sumw(), 1e-9 * counts.total(), slot.toString()));
    }

    /** Central differences of step 1e-4 in GeV: 1e-6 of the largest derivative is what they leave. */
    @Test
    void hasTheDerivativesOfDifferences() {
        SoftSample soft = new SoftSample(plan, background, events);
        double[] x = plan.start();
        Random random = new Random(2);
        Map<Slot, Counts> cotangents = new LinkedHashMap<>();
        soft.contents(x, 0.9, 1).forEach((slot, counts) -> {
            int bins = counts.sumw().length;
            cotangents.put(
                    slot,
                    new Counts(
                            random.doubles(bins, -1, 1).toArray(),
                            random.doubles(bins, -1, 1).toArray()));
        });
        double[] gradient = new double[x.length];
        soft.pullBack(x, 0.9, 1, cotangents, gradient);
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < x.length; i++) {
            double step = 1e-4;
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += step;
            down[i] -= step;
            double difference = (sum(soft, up, cotangents) - sum(soft, down, cotangents)) / (2 * step);
            assertEquals(
                    difference,
                    gradient[i],
                    1e-6 * largest,
                    plan.thresholds().get(i).name());
            assertTrue(
                    Math.abs(gradient[i]) > 1e-5 * largest,
                    plan.thresholds().get(i).name());
        }
    }

    private static double sum(SoftSample soft, double[] x, Map<Slot, Counts> cotangents) {
        double sum = 0;
        for (Map.Entry<Slot, Counts> entry : soft.contents(x, 0.9, 1).entrySet()) {
            Counts by = cotangents.get(entry.getKey());
            for (int bin = 0; bin < by.sumw().length; bin++) {
                sum += by.sumw()[bin] * entry.getValue().sumw()[bin]
                        + by.sumw2()[bin] * entry.getValue().sumw2()[bin];
            }
        }
        return sum;
    }

    @Test
    void momentaAreNotNegative() {
        String text = ObjectFile.TEXT
                .replace("jet_far: \"list", "jet_neg: \"list_transform(jet_pt, lambda x: -x)\"\n  jet_far: \"list")
                .replace("[jet_pt, jet_far]", "[jet_pt, jet_far, jet_neg]")
                .replace("{leading: jet_pt}", "{leading: jet_neg}");
        Plan negative = new Plan(AnalysisFile.parse(folder.resolve("jets.yaml"), text));
        Events read = EventSets.source(negative, background, folder).read();
        String message = assertThrows(OptimisationException.class, () -> new HardSample(negative, background, read))
                .getMessage();
        assertTrue(message.startsWith("/objects/jets/quantities/lead: the column 'jet_neg' is -"), message);
    }
}
