package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code limen optimise} says of analyses and events that cannot be used: one passage changed, one thing named. */
@Tag("once")
class OptimiseFailuresTest {

    private static final String ANALYSIS = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
              background: {files: events.csv, where: "label = 0", weight: w}
            preselection: "x < 1000"
            cuts:
              cut: {above: x, start: 10, range: [0, 80], width: 4}
            regions:
              SR: {cuts: [cut], observable: y, edges: [0, 50, 200], bandwidth: 5}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 2, learning_rate: 0.05}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeEvents() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y,nan_w,negative_w,no_w\n");
        for (int i = 0; i < 600; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%.6f,%.6f,%s,%s,0%n",
                    i,
                    signal ? 1 : 0,
                    signal ? "0.1" : "2.5",
                    x,
                    x,
                    i == 17 ? "NaN" : "1",
                    signal ? "0.1" : "-2.5"));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
    }

    @Test
    void theAnalysisItselfIsWell() throws IOException {
        Session session = run(ANALYSIS, folder.resolve("run").toString());
        assertTrue(session.exitCode() == 0 || session.exitCode() == 3, session.messages());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimise: expected_limit} | minimise: expect | search.yaml:11:10: Not YAML",
                "edges: [0, 50, 200] | edges: [0, 50, 50] | search.yaml:9:43: /regions/SR/edges: Edges must increase",
                "edges: [0, 50, 200] | edges: [200, 50, 0] | /regions/SR/edges: Edges must increase; 50.0 follows 200.0",
                "background: | signal: | /samples/signal: 'signal' stands here twice",
                "above: x | above: met | sample 'signal': the files have no column 'met', which the cut 'cut' reads",
                "observable: y | observable: m | no column 'm', which the observable of region 'SR' reads",
                "label = 1 | process = 1 | sample 'signal': where: there is no column 'process'",
                "label = 0\", weight: w | label = 0\", weight: ww | sample 'background': weight: there is no column 'ww'",
                "label = 0\", weight: w | label = 0\", weight: nan_w | events.csv', column 'nan_w', row 18 (the first is 1)",
                "label = 0\", weight: w | label = 0\", weight: no_w | sample 'background': no event of its train part",
                "label = 1 | label = 7 | events.csv meets where: label = 7",
                "x < 1000 | x > 1000 | events.csv meets the preselection: x > 1000",
                "edges: [0, 50, 200] | edges: [500, 600, 700] | No region has a signal event at the start",
                "label = 0\", weight: w | label = 0\", weight: negative_w | region SR, bin [0.0, 50.0]: the background adds up to",
                "events.csv, where: \"label = 1\" | none.csv, where: \"label = 1\" | none.csv': no such file",
            })
    void namesWhatIsWrong(String passage, String replacement, String part) throws IOException {
        assertTrue(ANALYSIS.contains(passage), passage);
        String run = folder.resolve("run").toString();
        run(ANALYSIS.replace(passage, replacement), run).assertFails(2, part);
        assertFalse(Files.exists(folder.resolve("run/result.json")));
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        run(ANALYSIS, file.toString()).assertFails(2, file + " is a file, where a folder for the run was expected");
        Path inside = file.resolve("run");
        run(ANALYSIS, inside.toString()).assertFails(2, inside + " cannot be written: Not a directory", "--output");
    }

    private Session run(String analysis, String run) throws IOException {
        Path file = Files.writeString(folder.resolve("search.yaml"), analysis);
        return Session.run("optimise", file.toString(), "-o", run);
    }
}
