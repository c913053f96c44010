package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.ObjectFile;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import dev.limen.data.ObjectTable;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of quantities of objects, on all events and on batches of them. */
class NetworkObjectsTest {
    private static final String TEXT = ObjectFile.QUANTITIES;
    private static final Map<String, String> TEXTS =
            Map.of("quantities", TEXT, "deep set", ObjectFile.DEEP_SET, "set alone", ObjectFile.SET_ALONE);

    @TempDir
    static Path folder;

    private static EventSets sets;

    /** The lists and columns of all texts are the same. */
    @BeforeAll
    static void read() throws SQLException {
        ObjectFile.events(folder, 6000);
        sets = new EventSets(new Plan(parse(TEXT)), folder);
    }

    private static Plan plan(String name) {
        Plan raw = new Plan(parse(TEXTS.get(name)));
        return raw.with(InputScales.fit(raw, sets));
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
        Plan plan = plan("quantities");
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
        List<InputScale> scales = InputScales.fit(raw, its);
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

    private static List<List<Double>> numbers(InputScale scale) {
        return scale.events().columns().stream()
                .map(column -> List.of(column.mean(), column.deviation()))
                .toList();
    }

    private static Map<Slot, Counts> hard(Plan its, EventSets events, Sample sample, double[] x) {
        return new HardSample(its, sample, events.events(sample.name(), Split.Part.TRAIN))
                .at(x)
                .contents();
    }

    /** At 1e-9 of the widths an object would have to lie within 1e-7 of a threshold to count in part. */
    @ParameterizedTest
    @ValueSource(strings = {"quantities", "deep set", "set alone"})
    void softContentsBecomeHardOnes(String name) {
        Plan plan = plan(name);
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
    @CsvSource({"quantities, 0", "quantities, 700", "deep set, 0", "deep set, 700", "set alone, 0"})
    void theLimitHasTheDerivativesOfDifferences(String network, int batch) {
        Plan plan = plan(network);
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
        // 'soft' acts through the network only.
        for (String name : List.of("central", "hard", "soft", "lead", "number")) {
            int i = IntStream.range(0, plan.thresholds().size())
                    .filter(k -> plan.thresholds().get(k).name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertTrue(Math.abs(gradient[i]) > 1e-6 * largest, name + " " + gradient[i]);
        }
    }

    /** Events with their objects, in another order: the sums of parts are those of all, to rounding. */
    @ParameterizedTest
    @ValueSource(strings = {"quantities", "deep set"})
    void batchesAddUpToAllEvents(String name) {
        Plan plan = plan(name);
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

    /** What is saved of a deep set: phi of each object that passes, summed, then the network of sums and columns. */
    @ParameterizedTest
    @ValueSource(strings = {"deep set", "set alone"})
    void savedPartsGiveTheScore(String name) {
        Plan plan = plan(name);
        double[] x = plan.start();
        SavedNetwork saved = plan.scorers().get(0).trained(x);
        EventTable table = sets.events("signal", Split.Part.TRAIN).nominal();
        ObjectTable jets = table.objects("jets");
        HardSelection hard = new HardSelection(plan, table, x);
        double[] score = hard.values("nn");
        Tensor offsets = jets.offsets();
        boolean alone = name.equals("set alone");
        double[] ht = alone ? new double[0] : hard.values("ht");
        int tested = 0;
        for (int event = 0; event < 200; event++) {
            double[] inputs = new double[alone ? 3 : 5];
            for (int jet = (int) offsets.at(event); jet < offsets.at(event + 1); jet++) {
                double pt = jets.column("jet_pt").at(jet);
                double far = jets.column("jet_far").at(jet);
                if (jets.defined("jet_far").at(jet) == 0 || far >= 2.4 || (alone ? pt < 30 : pt <= 40)) {
                    continue;
                }
                Expr each = saved.ofObjects().orElseThrow().apply(Expr.constant(Tensor.of(Shape.of(1, 2), pt, far)));
                double[] outputs = Program.evaluate(each).toDoubles();
                for (int k = 0; k < 3; k++) {
                    inputs[k] += outputs[k];
                }
                tested++;
            }
            if (!alone) {
                inputs[3] = ht[event];
                inputs[4] = table.column("jets_all").at(event);
            }
            Expr y = saved.network().apply(Expr.constant(Tensor.wrap(Shape.of(1, inputs.length), inputs)));
            assertEquals(score[event], Program.evaluate(y).toDoubles()[0], 1e-12, "event " + event);
        }
        assertTrue(tested > 100, "jets " + tested);
    }

    /** Objects of scale 0 and 1 again: the mean over jets that pass, signal and background in equal parts. */
    @Test
    void standardisesTheObjectsOfTrainingEvents() {
        Plan plan = plan("set alone");
        Standardisation scale = plan.scorers().get(0).scale().objects().orElseThrow();
        double mean = 0;
        for (Sample sample : plan.analysis().simulated()) {
            EventTable table = sets.events(sample.name(), Split.Part.TRAIN).nominal();
            ObjectTable jets = table.objects("jets");
            Tensor offsets = jets.offsets();
            double sum = 0;
            double total = 0;
            for (int event = 0; event < table.length(); event++) {
                for (int jet = (int) offsets.at(event); jet < offsets.at(event + 1); jet++) {
                    double pt = jets.column("jet_pt").at(jet);
                    if (jets.defined("jet_far").at(jet) != 0
                            && jets.column("jet_far").at(jet) < 2.4
                            && pt >= 30) {
                        sum += table.weight().at(event) * pt;
                        total += table.weight().at(event);
                    }
                }
            }
            mean += sum / total / 2;
        }
        assertEquals(List.of("jet_pt", "jet_far"), scale.names());
        assertEquals(mean, scale.columns().get(0).mean(), 1e-10 * mean);
        assertTrue(scale.columns().get(0).deviation() > 10);
    }

    @Test
    void anObjectColumnThatIsTheSameInAllObjectsIsNamed() {
        String text = ObjectFile.SET_ALONE
                .replace("jet_far: \"list", "jet_one: \"list_transform(jet_pt, lambda x: 1.0)\"\n  jet_far: \"list")
                .replace("columns: [jet_pt, jet_far]", "columns: [jet_pt, jet_far, jet_one]")
                .replace("inputs: [jet_pt, jet_far]", "inputs: [jet_pt, jet_one]");
        Plan raw = new Plan(parse(text));
        EventSets its = new EventSets(raw, folder);
        String message = assertThrows(OptimisationException.class, () -> InputScales.fit(raw, its))
                .getMessage();
        assertTrue(
                message.startsWith("/networks/nn/deep_set/inputs/1: the column 'jet_one' is 1.0 in all objects"),
                message);
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
