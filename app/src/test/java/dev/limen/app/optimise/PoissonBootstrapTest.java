package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.data.EventHash;
import dev.limen.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoissonBootstrapTest {
    private static final int EVENTS = 100_000;

    @TempDir
    private Path folder;

    private static final long[] IDENTITIES =
            LongStream.range(0, EVENTS).map(EventHash::of).toArray();

    @Test
    void multiplicitiesArePoissonOfMeanOne() {
        PoissonBootstrap bootstrap = new PoissonBootstrap(1, 0, "signal", IDENTITIES);
        double sum = 0;
        double squares = 0;
        int none = 0;
        for (int i = 0; i < EVENTS; i++) {
            int n = bootstrap.of(i);
            sum += n;
            squares += (double) n * n;
            none += n == 0 ? 1 : 0;
        }
        // Five standard errors of 1e5 draws.
        assertEquals(1, sum / EVENTS, 5 * Math.sqrt(1.0 / EVENTS));
        assertEquals(2, squares / EVENTS, 5 * Math.sqrt(11.0 / EVENTS));
        assertEquals(Math.exp(-1), (double) none / EVENTS, 5 * Math.sqrt(0.233 / EVENTS));
    }

    @Test
    void anEventOfASampleCountsAlikeWhereverItIs() {
        PoissonBootstrap one = new PoissonBootstrap(1, 3, "signal", IDENTITIES);
        PoissonBootstrap two = new PoissonBootstrap(1, 3, "signal", new long[] {IDENTITIES[7], IDENTITIES[2]});
        assertEquals(one.of(7), two.of(0));
        assertEquals(one.of(2), two.of(1));
    }

    @Test
    void replicasSeedsAndSamplesAreIndependent() {
        PoissonBootstrap one = new PoissonBootstrap(1, 3, "signal", IDENTITIES);
        for (PoissonBootstrap other : new PoissonBootstrap[] {
            new PoissonBootstrap(1, 4, "signal", IDENTITIES),
            new PoissonBootstrap(2, 3, "signal", IDENTITIES),
            new PoissonBootstrap(1, 3, "background", IDENTITIES)
        }) {
            double covariance = 0;
            for (int i = 0; i < EVENTS; i++) {
                covariance += (one.of(i) - 1) * (other.of(i) - 1);
            }
            assertEquals(0, covariance / EVENTS, 5 * Math.sqrt(1.0 / EVENTS));
        }
    }

    /** Numbers that begin anew in each sample do not make the samples' contents move together. */
    @Test
    void contentsOfTwoSamplesFluctuateIndependently() throws IOException {
        StringBuilder csv = new StringBuilder("event,label,x\n");
        for (int label = 0; label < 2; label++) {
            for (int event = 0; event < 400; event++) {
                csv.append(event).append(',').append(label).append(",10\n");
            }
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        Analysis analysis = AnalysisFile.parse(folder.resolve("search.yaml"), """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 1", role: signal}
                  background: {files: events.csv, where: "label = 0"}
                cuts:
                  x: {above: x, start: 5, range: [0, 20], width: 1}
                regions:
                  SR: {cuts: [x], observable: x, edges: [0, 20]}
                objective: {minimise: expected_limit}
                """);
        Plan plan = new Plan(analysis);
        Part.At at = new Part(plan, new EventSets(plan, folder), Split.Part.TEST, new Sensitivity(plan))
                .at(new double[] {5});
        double signal = at.contents().get(Slot.nominal("SR", "signal")).sumw()[0];
        double background = at.contents().get(Slot.nominal("SR", "background")).sumw()[0];
        int replicas = 2000;
        double covariance = 0;
        double variance = 0;
        for (int replica = 0; replica < replicas; replica++) {
            double s = at.contents(1, replica).get(Slot.nominal("SR", "signal")).sumw()[0] - signal;
            double b = at.contents(1, replica)
                            .get(Slot.nominal("SR", "background"))
                            .sumw()[0]
                    - background;
            covariance += s * b;
            variance += (s * s + b * b) / 2;
        }
        // Five standard errors of a correlation that is none.
        assertEquals(0, covariance / variance, 5 / Math.sqrt(replicas));
    }
}
