package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.random.RandomSource;
import dev.limen.data.EventSource;
import dev.limen.data.EventTable;
import dev.limen.data.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of events, read back. */
class HtautauGeneratorTest {
    private static final int EVENTS = 20_000;

    @TempDir
    static Path folder;

    private static EventSource source;

    @BeforeAll
    static void generate() throws IOException {
        source = EventSource.parquet(HtautauGenerator.generate(EVENTS, HtautauGenerator.SEED, folder)
                        .toString())
                .undefined(Measurement.UNDEFINED)
                .identity("run", "event")
                .weight("weight")
                .column("mt", "sqrt(2*lep_pt*met*(1-cos(lep_phi-met_phi)))")
                .column("m_vis", "sqrt(2*lep_pt*tau_pt*(cosh(lep_eta-tau_eta)-cos(lep_phi-tau_phi)))");
    }

    private static EventTable sample(String label) {
        return source.where("label = '" + label + "'").read().nominal();
    }

    private static double mean(EventTable table, String column) {
        return Arrays.stream(table.column(column).toDoubles()).average().orElseThrow();
    }

    /**
     * Means of the default seed, as first generated. Another machine's sine may differ by an ulp, turn one event of
     * thousands into another, and move a mean by 1e-3.
     */
    @Test
    void meansAreTheOnesRecorded() {
        List<String> columns = List.of("lep_pt", "tau_pt", "met", "mt", "m_vis", "n_jets");
        Map<Sample, double[]> recorded = Map.of(
                Sample.SIGNAL, new double[] {35.5461, 41.2317, 29.2603, 20.1318, 75.8615, 0.457},
                Sample.ZTAUTAU, new double[] {28.7423, 31.2208, 15.6161, 17.7455, 62.4259, 0.121417},
                Sample.TTBAR, new double[] {57.3101, 49.5725, 65.5943, 75.1749, 109.177, 2.33325},
                Sample.DIBOSON, new double[] {41.3903, 31.0281, 45.7962, 74.7129, 65.127, 0.1325});
        recorded.forEach((sample, means) -> {
            EventTable table = sample(sample.label());
            for (int k = 0; k < columns.size(); k++) {
                assertEquals(means[k], mean(table, columns.get(k)), 3e-3 * means[k], sample + " " + columns.get(k));
            }
        });
    }

    @Test
    void weightsAddUpToWhatIsExpected() {
        for (Sample sample : Sample.values()) {
            EventTable table = sample(sample.label());
            assertEquals(sample.count(EVENTS), table.length());
            double sum = Arrays.stream(table.weight().toDoubles()).sum();
            long negative = Arrays.stream(table.weight().toDoubles())
                    .filter(weight -> weight < 0)
                    .count();
            if (sample == Sample.TTBAR) {
                double error = Math.sqrt(0.05 * 0.95 / table.length());
                assertEquals(0.05, negative / (double) table.length(), 5 * error);
                assertEquals(sample.expected(), sum, 5 * 2 * error / 0.9 * sample.expected());
            } else {
                assertEquals(0, negative);
                assertEquals(sample.expected(), sum, 1e-9 * sample.expected());
            }
        }
    }

    @Test
    void anAnalysisHasSomethingToGain() {
        double higgs = mean(sample("signal"), "m_vis");
        double z = mean(sample("ztautau"), "m_vis");
        assertTrue(higgs > z + 10, "visible masses peak apart: " + higgs + ", " + z);
        assertTrue(passing("signal", "mt < 50") > 0.85, "the transverse mass keeps the signal");
        assertTrue(passing("ttbar", "mt < 50") < 0.5, "and drops top quarks");
        assertTrue(passing("diboson", "mt < 50") < 0.5, "and boson pairs");
    }

    private static double passing(String label, String cut) {
        EventSource sample = source.where("label = '" + label + "'").preselection("lep_pt > 25 and tau_pt > 25");
        double all = sample.read().sumOfWeights().all();
        return sample.preselection("lep_pt > 25 and tau_pt > 25 and " + cut)
                        .read()
                        .sumOfWeights()
                        .all()
                / all;
    }

    @Test
    void missingMomentumRecoilsFromTheEnergyScale() {
        EventTable up = source.where("label = 'ztautau'")
                .select("met", "m_vis")
                .variation(Variation.named("tes_up")
                        .scale("tau_pt", 1.03)
                        .recompute("met_x", "met_x - (tau_pt - nominal.tau_pt)*cos(tau_phi)")
                        .recompute("met_y", "met_y - (tau_pt - nominal.tau_pt)*sin(tau_phi)")
                        .recompute("met", "sqrt(met_x*met_x + met_y*met_y)")
                        .othersUnaffected())
                .read()
                .variation("tes_up");
        EventTable nominal = sample("ztautau");
        assertEquals(Math.sqrt(1.03) * mean(nominal, "m_vis"), mean(up, "m_vis"), 1e-9 * mean(nominal, "m_vis"));
        for (int row = 0; row < 100; row++) {
            double dx = 0.03 * nominal.column("tau_pt").at(row);
            double phi = nominal.column("tau_phi").at(row);
            double x = nominal.column("met_x").at(row) - dx * Math.cos(phi);
            double y = nominal.column("met_y").at(row) - dx * Math.sin(phi);
            assertEquals(Math.hypot(x, y), up.column("met").at(row), 1e-9);
        }
    }

    @Test
    void undefinedJetsAreMarked() {
        EventTable table = sample("signal");
        for (int row = 0; row < table.length(); row++) {
            double jets = table.column("n_jets").at(row);
            assertEquals(jets >= 1 ? 1 : 0, table.defined("jet1_eta").at(row));
            assertEquals(jets >= 2 ? 1 : 0, table.defined("jet2_pt").at(row));
        }
        assertTrue(table.isDefined("tau_pt"));
    }

    @Test
    void anEventDependsOnSeedAndNumberAlone(@TempDir Path other) throws IOException {
        EventTable few = EventSource.parquet(HtautauGenerator.generate(300, HtautauGenerator.SEED, other.resolve("few"))
                        .toString())
                .read()
                .nominal();
        EventTable many = EventSource.parquet(folder.resolve("events.parquet").toString())
                .read()
                .nominal();
        for (String name : few.names()) {
            if (!name.equals("weight")) {
                assertArrayEquals(
                        few.column(name).toDoubles(),
                        Arrays.copyOf(many.column(name).toDoubles(), 300),
                        name);
            }
        }
        EventTable reseeded = EventSource.parquet(
                        HtautauGenerator.generate(300, 7, other.resolve("seed")).toString())
                .read()
                .nominal();
        assertTrue(few.column("met").at(0) != reseeded.column("met").at(0));
    }

    @Test
    void sameEventsForAnyNumberOfThreads() {
        EventFile file = new EventFile(2_000, new RandomSource(3, "htautau"));
        double[][] one = rows(file, 1);
        assertArrayEquals(one, rows(file, 2));
        assertArrayEquals(one, rows(file, 7));
    }

    private static double[][] rows(EventFile file, int threads) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> Arrays.stream(file.batch(0))
                            .map(event -> event.measurement().row())
                            .toArray(double[][]::new))
                    .join();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void sharesAreCountedExactly() {
        for (Sample sample : Sample.values()) {
            for (int events : new int[] {20, 21, 33, 39, 40, 1234}) {
                long count = 0;
                for (int event = 0; event < events; event++) {
                    count += Sample.of(event) == sample ? 1 : 0;
                }
                assertEquals(count, sample.count(events), sample + " of " + events);
            }
        }
    }

    @Test
    void saysWhatIsWrong(@TempDir Path other) throws IOException {
        String few = assertThrows(IllegalArgumentException.class, () -> HtautauGenerator.generate(19, 1, other))
                .getMessage();
        assertTrue(few.contains("at least 20 events"), few);
        Path file = Files.createFile(other.resolve("file"));
        assertThrows(IOException.class, () -> HtautauGenerator.generate(20, 1, file));
    }
}
