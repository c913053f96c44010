package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of itself, beside its numbers. */
class ReportedRunTest {
    private static final String ANALYSIS = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
              background: {files: events.csv, where: "label = 0", weight: w}
            cuts:
              x: {above: x, start: 30, range: [0, 80], width: 4, round: 10}
            regions:
              SR: {cuts: [x], observable: x, edges: [0, 200]}
            systematics:
              scale: {shift: {x: [0.97, 1.03], y: frozen, others: unaffected}}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 4, learning_rate: 0.01}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeEvents() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y\n");
        for (int i = 0; i < 6000; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(
                    String.format(Locale.ROOT, "%d,%d,%s,%.6f,%d%n", i, signal ? 1 : 0, signal ? "0.1" : "2.5", x, 1));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
    }

    /** Nothing falls into the control region: the run says so at the start and writes everything. */
    @Test
    void anEmptyRegionIsNamedAndTheRunIsKept() throws IOException {
        Session session = run(ANALYSIS.replace(
                "  SR: {cuts: [x], observable: x, edges: [0, 200]}",
                "  SR: {cuts: [x], observable: x, edges: [0, 200]}\n"
                        + "  CR: {cuts: [{invert: x}], observable: x, edges: [5000, 6000]}"));
        assertEquals(3, session.exitCode(), session.messages());
        String bin = "region CR, bin [5000.0, 6000.0]";
        String message = "warning: " + bin + " (0.00): the expected background at the start is not a positive number.";
        assertTrue(session.messages().contains(message), session.messages());
        assertTrue(session.messages().indexOf(message) < session.messages().indexOf("optimising"), session.messages());
        assertTrue(
                session.results().contains("not a positive number, which carries no claim: before in " + bin),
                session.results());
        assertEquals("NaN", result().get("signal_shares").get("CR").textValue());
        assertTrue(result().get("signal_shares").get("SR").doubleValue() > 0);
        String report = Files.readString(folder.resolve("run/report.html"));
        int at = report.indexOf("NaN");
        assertEquals(-1, at, () -> report.substring(Math.max(0, at - 200), at + 100));
    }

    @Test
    void frozenColumnsAreAnApproximation() throws IOException {
        Session session = run(ANALYSIS);
        String sentence = "An approximation: y is frozen under 'scale' although it depends on what is shifted.";
        assertTrue(session.results().contains(sentence), session.results());
        assertTrue(result().get("warnings").toString().contains(sentence));
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("y is frozen under"));
    }

    @Test
    void aShiftCarriesTheErrorOfItsDifference() throws IOException {
        run(ANALYSIS);
        double nominal = 0;
        double shift = 0;
        for (JsonNode gap : result().get("soft_hard_gap").get("contents")) {
            if (gap.get("sample").textValue().equals("background")) {
                double error = gap.get("error").doubleValue();
                nominal = gap.get("variation").textValue().equals("nominal") ? error : nominal;
                shift = gap.get("variation").textValue().equals("scale up") ? error : shift;
            }
        }
        // Of the events above 30 some 4 % were not before a shift by 3 %: errors go with the root.
        assertTrue(shift > 0 && shift < 0.4 * nominal, shift + " of " + nominal);
        for (JsonNode histogram : result().get("histograms")) {
            boolean varied = !histogram.get("variation").textValue().equals("nominal");
            assertEquals(varied, histogram.has("shift_error_after"), histogram.toString());
            if (varied && histogram.get("sample").textValue().equals("background")) {
                assertTrue(histogram.get("shift_error_after").get(0).doubleValue() > 0, histogram.toString());
            }
        }
    }

    /** Thresholds that go where they are not rounded to: the rounded ones are judged and exported. */
    @Test
    void theRoundedCutsAreTheOnesThatAreJudged() throws IOException {
        Session session = run(ANALYSIS);
        JsonNode cut = result().get("cuts").get("x");
        assertEquals(0, cut.get("rounded").doubleValue() % 10);
        assertTrue(cut.get("after").doubleValue() != cut.get("rounded").doubleValue(), cut.toString());
        JsonNode test = result().get("hard").get("test");
        double rounded = test.get("rounded").doubleValue();
        assertTrue(Math.abs(rounded - test.get("after").doubleValue()) > 1e-4 * rounded, test.toString());
        assertEquals(
                test.get("before").doubleValue() - rounded,
                result().get("gain").get("value").doubleValue(),
                1e-12);
        JsonNode limit = Session.run(
                        "limit", folder.resolve("run/workspace.json").toString())
                .json();
        assertEquals(rounded, limit.get("exp").get(2).doubleValue(), 1e-6 * rounded);
        assertTrue(session.results().contains("with hard, rounded cuts"), session.results());
        double total = 0;
        for (String line : Files.readAllLines(folder.resolve("events.csv"))) {
            String[] fields = line.split(",", -1);
            boolean background = fields[1].equals("0");
            total += background
                            && Double.parseDouble(fields[3])
                                    > cut.get("rounded").doubleValue()
                    ? 2.5
                    : 0;
        }
        for (JsonNode histogram : result().get("histograms")) {
            if (histogram.get("sample").textValue().equals("background")
                    && histogram.get("variation").textValue().equals("nominal")) {
                // The test part stands for all: equal to some five standard errors.
                assertEquals(
                        total,
                        histogram.get("after").get("sumw").get(0).doubleValue(),
                        5 * Math.sqrt(2.5 * total / 0.2));
            }
        }
    }

    /** Few steps get nowhere; a random search of as many evaluations, those of the polish included, gets further. */
    @Test
    void aRandomSearchThatIsBetterForbidsTheClaim() throws IOException {
        Session session = run(ANALYSIS.replace("start: 30", "start: 5")
                .replace("width: 4", "width: 3")
                .replace("steps: 4", "steps: 1"));
        JsonNode gain = result().get("gain");
        assertTrue(gain.get("evaluations").intValue() > 2 * 2, gain.toString());
        assertTrue(gain.get("value").doubleValue() > 3 * gain.get("error").doubleValue(), gain.toString());
        double lead = gain.get("random_search_lead").doubleValue();
        assertTrue(lead > gain.get("random_search_lead_error").doubleValue(), gain.toString());
        assertEquals(
                result().get("hard").get("test").get("rounded").doubleValue()
                        - gain.get("random_search").doubleValue(),
                lead,
                1e-12);
        assertEquals("no gain shown", result().get("verdict").textValue(), session.results());
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains(", better by "));
    }

    private Session run(String analysis) throws IOException {
        Path file = Files.writeString(folder.resolve("search.yaml"), analysis);
        return Session.run(
                "optimise", file.toString(), "-o", folder.resolve("run").toString());
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
    }
}
