package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.Sample;
import dev.limen.data.EventTable;
import dev.limen.data.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shift moves few of the events that it shares with the nominal: its error is that of the few. */
class ShiftErrorTest {
    private static final Slot NOMINAL = Slot.nominal("SR", "background");
    private static final Slot UP = new Slot("SR", "background", Slot.up("scale"));
    private static final double[] THRESHOLDS = {20};

    @TempDir
    static Path folder;

    private static HardSample sample;
    private static Events events;

    @BeforeAll
    static void read() throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("event,w,x\n");
        for (int i = 0; i < 3000; i++) {
            csv.append(String.format(
                    Locale.ROOT, "%d,%.3f,%.4f%n", i, 0.5 + random.nextDouble(), 100 * random.nextDouble()));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        Analysis analysis = AnalysisFile.parse(folder.resolve("search.yaml"), """
                events: {id: event}
                samples:
                  signal: {files: events.csv, weight: w, role: signal}
                  background: {files: events.csv, weight: w}
                cuts:
                  x: {above: x, start: 20, range: [0, 100], width: 1}
                regions:
                  SR: {cuts: [x], observable: x, edges: [0, 50, 90], bandwidth: 1}
                systematics:
                  scale: {shift: {x: [0.98, 1.02]}}
                objective: {minimise: expected_limit}
                """);
        Plan plan = new Plan(analysis);
        Sample background = analysis.simulated().get(1);
        events = EventSets.source(plan, background, folder).read();
        sample = new HardSample(plan, background, events);
    }

    @Test
    void itIsTheOneOfTheBootstrap() {
        HardSample.Binned binned = sample.at(THRESHOLDS);
        ShiftError error = binned.shiftErrors().get(UP);
        int replicas = 2000;
        double[] total = new double[replicas];
        double[][] bins = new double[2][replicas];
        for (int replica = 0; replica < replicas; replica++) {
            Map<Slot, Counts> contents = binned.contents(new PoissonBootstrap(
                    1, replica, "background", events.nominal().identityHashes()));
            for (int bin = 0; bin < 2; bin++) {
                bins[bin][replica] =
                        contents.get(UP).sumw()[bin] - contents.get(NOMINAL).sumw()[bin];
            }
            total[replica] = contents.get(UP).total() - contents.get(NOMINAL).total();
        }
        // A standard deviation of 2000 draws is good to 1.6 %.
        assertEquals(1, error.total() / Replicas.deviation(total), 0.07);
        assertEquals(1, error.bins()[0] / Replicas.deviation(bins[0]), 0.07);
        assertEquals(1, error.bins()[1] / Replicas.deviation(bins[1]), 0.07);
    }

    @Test
    void itIsTheSumOverEventsThatMove() {
        EventTable nominal = events.nominal();
        double[] x = nominal.column("x").toDoubles();
        double[] w = nominal.weight().toDoubles();
        double squares = 0;
        double all = 0;
        for (int i = 0; i < x.length; i++) {
            boolean before = x[i] > 20 && x[i] < 90;
            boolean after = 1.02 * x[i] > 20 && 1.02 * x[i] < 90;
            squares += before == after ? 0 : w[i] * w[i];
            all += before ? w[i] * w[i] : 0;
        }
        double error = sample.at(THRESHOLDS).shiftErrors().get(UP).total();
        assertEquals(Math.sqrt(squares), error, 1e-12 * error);
        assertTrue(error < 0.3 * Math.sqrt(all), error + " of " + Math.sqrt(all));
    }
}
