package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.ObjectFile;
import dev.limen.app.analysis.Sample;
import dev.limen.data.Split;
import dev.limen.networks.Standardisation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of quantities of objects, on all events and on batches of them. */
class NetworkObjectsTest {
    private static final String TEXT = ObjectFile.QUANTITIES;

    @TempDir
    static Path folder;

    private static Plan plan;
    private static EventSets sets;

    @BeforeAll
    static void read() throws SQLException {
        ObjectFile.events(folder, 6000);
        Plan raw = new Plan(parse(TEXT));
        sets = new EventSets(raw, folder);
        plan = raw.with(InputScales.fit(raw, sets));
    }

    private static Analysis parse(String text) {
        return AnalysisFile.parse(folder.resolve("jets.yaml"), text);
    }

    private static SoftSample soft(Plan plan, EventSets sets, int sample) {
        Sample which = plan.analysis().simulated().get(sample);
        return new SoftSample(plan, which, sets.events(which.name(), Split.Part.TRAIN));
    }

    /** Columns of SQL with the same cuts give the same network the same inputs, nominal and shifted. */
    @Test
    void hardQuantitiesAreThoseOfSql() {
        String passing = "list_filter(jet_pt, lambda x, k: jet_eta[k] <> -999 AND abs(jet_eta[k]) < 2.4)";
        String columns = "columns:\n  sql_hard: \"len(list_filter(" + passing + ", lambda x: x > 40))\"\n"
                + "  sql_ht: \"coalesce(list_sum(list_filter(" + passing + ", lambda x: x >= 30)), 0)\"\n"
                + "  sql_lead: \"coalesce(list_max(" + passing + "), 0)\"\n";
        String text = TEXT.replace("columns:\n", columns)
                .replace("inputs: [n_hard, ht, lead,", "inputs: [sql_hard, sql_ht, sql_lead,")
                .replace("others: unaffected", "jet_eta: unaffected, others: unaffected")
                .replace("observable: second", "observable: ht");
        text = text.replace("edges: [0, 60]}", "edges: [-1, 600]}")
                .replace("      second: {leading: jet_pt, place: 2, softness: 0.002}\n", "");
        Plan raw = new Plan(parse(text));
        EventSets its = new EventSets(raw, folder);
        List<Standardisation> scales = InputScales.fit(raw, its);
        assertEquals(numbers(plan.scorers().get(0).scale()), numbers(scales.get(0)));
        Plan sql = raw.with(scales);
        double[] x = plan.start();
        for (Sample sample : plan.analysis().simulated()) {
            Map<Slot, Counts> expected = hard(sql, its, sample, x);
            Map<Slot, Counts> found = hard(plan, sets, sample, x);
            for (String variation : sample.name().equals("signal")
                    ? List.of(Slot.NOMINAL)
                    : List.of(Slot.NOMINAL, Slot.up("jes"), Slot.down("jes"))) {
                Slot slot = new Slot("SR", sample.name(), variation);
                assertTrue(expected.get(slot).total() > 0, slot.toString());
                assertArrayEquals(expected.get(slot).sumw(), found.get(slot).sumw(), 1e-9, slot.toString());
            }
        }
    }

    private static List<List<Double>> numbers(Standardisation scale) {
        return scale.columns().stream()
                .map(column -> List.of(column.mean(), column.deviation()))
                .toList();
    }

    private static Map<Slot, Counts> hard(Plan its, EventSets events, Sample sample, double[] x) {
        return new HardSample(its, sample, events.events(sample.name(), Split.Part.TRAIN))
                .at(x)
                .contents();
    }

    /** At 1e-9 of the widths an object would have to lie within 1e-7 of a threshold to count in part. */
    @Test
    void softContentsBecomeHardOnes() {
        double[] x = plan.start();
        for (int k = 0; k < 2; k++) {
            Map<Slot, Counts> soft = soft(plan, sets, k).contents(x, 1e-9, 1e-9);
            hard(plan, sets, plan.analysis().simulated().get(k), x)
                    .forEach((slot, counts) -> assertArrayEquals(
                            counts.sumw(), soft.get(slot).sumw(), 1e-9 * counts.total(), slot.toString()));
        }
    }

    private static ObjectiveLoss loss(Plan its, EventSets events, Optional<Integer> batch, double[] begin) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String name : events.names()) {
            sizes.put(name, events.events(name, Split.Part.TRAIN).length());
        }
        Optional<Batches> batches = batch.map(size -> new Batches(sizes, size, 5));
        Floor floor = new Floor(its);
        ObjectiveLoss loss = new ObjectiveLoss(its, events, floor, new Parts(its, events), batches, begin);
        floor.admit(loss.contents(begin));
        return loss;
    }

    /**
     * From weights and thresholds through objects, network, histograms and fits to the limit. Central differences of step 1e-4
     * (GeV, or one of a weight) leave 1e-5 of the largest derivative, fits their tolerance.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 700})
    void theLimitHasTheDerivativesOfDifferences(int batch) {
        double[] x = plan.start();
        ObjectiveLoss loss = loss(plan, sets, batch == 0 ? Optional.empty() : Optional.of(batch), x);
        loss.begin(0, x);
        x[plan.thresholds().size()] += 0.05;
        double[] gradient = new double[x.length];
        double value = loss.evaluate(x, gradient);
        assertTrue(value > 0, loss.defect());
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < x.length; i++) {
            double step = 1e-4;
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += step;
            down[i] -= step;
            double[] ignored = new double[x.length];
            double difference = (loss.evaluate(up, ignored) - loss.evaluate(down, ignored)) / (2 * step);
            assertEquals(difference, gradient[i], 1e-5 * largest, "of " + i);
        }
        for (String name : List.of("central", "hard", "soft", "lead", "number")) {
            int i = IntStream.range(0, plan.thresholds().size())
                    .filter(k -> plan.thresholds().get(k).name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertTrue(Math.abs(gradient[i]) > 1e-6 * largest, name + " " + gradient[i]);
        }
    }

    /** Events with their objects, in another order: the sums of parts are those of all, to rounding. */
    @Test
    void batchesAddUpToAllEvents() {
        SoftSample soft = soft(plan, sets, 1);
        double[] x = plan.start();
        int events = sets.events("background", Split.Part.TRAIN).length();
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, events).boxed().toList());
        java.util.Collections.shuffle(order, new Random(3));
        Map<Slot, Counts> sum = new HashMap<>();
        for (int from = 0; from < events; from += 500) {
            int[] rows = order.subList(from, Math.min(events, from + 500)).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            SoftSample.SoftEvents batch = soft.some(rows);
            soft.contents(batch, x, 1, 1)
                    .forEach((slot, counts) -> sum.merge(slot, counts.scaled(1 / batch.factor()), Counts::plus));
        }
        soft.contents(x, 1, 1)
                .forEach((slot, counts) ->
                        assertArrayEquals(counts.sumw(), sum.get(slot).sumw(), 1e-10 * counts.total()));
    }

    @Test
    void aQuantityThatIsTheSameInAllEventsIsNamed() {
        String text = TEXT.replace(
                "hard: {above: jet_pt, start: 40, range: [25, 80]",
                "hard: {above: jet_pt, start: 9000, range: [25, 9000]");
        Plan raw = new Plan(parse(text));
        String message = assertThrows(OptimisationException.class, () -> InputScales.fit(raw, sets))
                .getMessage();
        assertTrue(
                message.startsWith(
                        "/networks/nn/inputs/0: the quantity 'n_hard' is 0.0 in all training events with cuts"),
                message);
    }

    /** Cuts of objects that only the network reads go with it. */
    @Test
    void cutsAloneHaveNoCutsOfTheNetwork() {
        Analysis alone = Derived.cutsAlone(parse(TEXT.replace(
                "overflow: keep}",
                "overflow: keep, without_network: {observable: second, edges: [0, 60, 200], bandwidth: 5}}")));
        assertEquals(
                List.of("central", "hard", "lead", "number"),
                alone.cuts().stream().map(dev.limen.app.analysis.Cut::name).toList());
        assertEquals(
                List.of("n_hard", "lead", "second"),
                alone.objects().get(0).quantities().stream()
                        .map(dev.limen.app.analysis.Quantity::name)
                        .toList());
    }
}
