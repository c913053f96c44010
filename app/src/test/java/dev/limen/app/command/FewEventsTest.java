package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search where few background events are left, with plenty of simulated ones. */
class FewEventsTest {

    @TempDir
    private Path folder;

    @Test
    void limitsAreComputedAgainByToys() throws IOException {
        Session session = run("{minimise: expected_limit}", 40);
        JsonNode test = result().get("hard").get("test");
        JsonNode toys = test.get("recomputed");
        assertEquals("toys", toys.get("method").textValue());
        for (String when : new String[] {"before", "after", "rounded"}) {
            JsonNode estimate = toys.get(when);
            double value = estimate.get("value").doubleValue();
            double error = estimate.get("error").doubleValue();
            assertTrue(error > 0 && error < 0.05 * value, when + ": " + estimate);
            assertEquals(0, estimate.get("failed").intValue());
            double asymptotic = test.get(when).doubleValue();
            // At six events the formulae are off by a few per cent where nuisance parameters break the ties of counts.
            assertEquals(asymptotic, value, 0.1 * asymptotic + 2 * error, when);
            assertNotEquals(asymptotic, value, when);
        }
        assertTrue(session.results().contains("by 3000 toys"), session.results());
        assertTrue(session.results().contains("by asymptotic formulae: a gain of"), session.results());
        assertTrue(session.results().contains("By 3000 toys it goes from"), session.results());
        String report = Files.readString(folder.resolve("run/report.html"));
        assertTrue(report.contains("hard, test, by 3000 toys") && report.contains("hard, test, asymptotic"));
    }

    /** b = 0.1: no event is expected, and whatever a cut does, 3.0 signal events are excluded. */
    @Test
    void hardlyAnyBackgroundExcludesThreeEvents() throws IOException {
        run("{minimise: expected_limit}", 0.1 * Math.exp(15 / 25.0));
        JsonNode toys = result().get("hard").get("test").get("recomputed").get("before");
        double signal = total("signal", "before");
        double background = total("background", "before");
        assertEquals(0.1, background, 0.005);
        assertEquals(
                3.0,
                signal * toys.get("value").doubleValue(),
                signal * 3 * toys.get("error").doubleValue() + 0.01);
        // The asymptotic one says 2.24.
        assertEquals(
                2.24, signal * result().get("hard").get("test").get("before").doubleValue(), 0.02);
        assertEquals("inconclusive", result().get("verdict").textValue());
    }

    @Test
    void significancesAreComputedAgainByToys() throws IOException {
        run("{maximise: significance}", 40);
        JsonNode toys = result().get("hard").get("test").get("recomputed");
        assertEquals(20_000, toys.get("toys").intValue());
        assertTrue(toys.get("after").get("value").doubleValue()
                > toys.get("before").get("value").doubleValue());
    }

    @Test
    void uncertaintiesAreNot() throws IOException {
        Session session = run("{minimise: poi_uncertainty}", 40);
        assertFalse(result().get("hard").get("test").has("recomputed"));
        assertTrue(session.results().contains("which toys do not improve"), session.results());
    }

    @Test
    void enoughEventsNeedNone() throws IOException {
        Session session = run("{minimise: expected_limit}", 4000);
        assertFalse(result().get("hard").get("test").has("recomputed"));
        assertFalse(session.results().contains("toys"), session.results());
        assertFalse(session.results().contains("asymptotic"), session.results());
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
    }

    private double total(String sample, String when) throws IOException {
        for (JsonNode histogram : result().get("histograms")) {
            if (histogram.get("sample").textValue().equals(sample)) {
                return histogram.get(when).get("sumw").get(0).doubleValue();
            }
        }
        throw new AssertionError(sample);
    }

    /** {@code background} expected events before any cut, and ten of signal. */
    private Session run(String objective, double background) throws IOException {
        Path analysis = analysis(objective, background);
        return Session.run(
                "optimise", analysis.toString(), "-o", folder.resolve("run").toString());
    }

    private Path analysis(String objective, double background) throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x\n");
        for (int i = 0; i < 20_000; i++) {
            boolean signal = i % 2 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(String.format(
                    Locale.ROOT, "%d,%d,%s,%.6f%n", i, signal ? 1 : 0, signal ? 1e-3 : background / 10_000, x));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        return Files.writeString(folder.resolve("search.yaml"), """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
                  background: {files: events.csv, where: "label = 0", weight: w}
                cuts:
                  x: {above: x, start: 15, range: [0, 60], width: 2, round: 2}
                regions:
                  SR: {cuts: [x], observable: x, edges: [0, 200]}
                systematics:
                  norm: {norm: [0.95, 1.05], samples: [background]}
                objective: OBJECTIVE
                optimiser: {adam: {steps: 20, learning_rate: 0.03}}
                """.replace("OBJECTIVE", objective));
    }
}
