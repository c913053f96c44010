package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of events, and where in the analysis file stands what they do not fit. */
class EventFilesTest {
    private static final String ANALYSIS = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
              background: {files: events.csv, where: "label = 0", weight: w}
            columns:
              z: "x + y"
            preselection: "x < 1000"
            cuts:
              x: {above: x, start: 30, range: [0, 80], width: 4}
            regions:
              SR: {cuts: [x], observable: z, edges: [0, 200]}
            systematics:
              scale: {shift: {x: [0.97, 1.03], others: unaffected}}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 1, learning_rate: 0.01}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeEvents() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y\n");
        for (int i = 0; i < 3000; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(String.format(Locale.ROOT, "%d,%d,%s,%.6f,1%n", i, signal ? 1 : 0, signal ? "0.1" : "2.5", x));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("events.csv.gz")))) {
            out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: [0.97, 1.03], others: unaffected | x: [0.97, 1.03] | /systematics/scale: sample 'signal': variation 'scale down': says nothing of",
                "x + y | x + u | /columns/z: sample 'signal': column 'z'",
                "x < 1000 | u < 1000 | /preselection: sample 'signal': preselection",
                "label = 0 | labl = 0 | /samples/background/where: sample 'background': where",
                "label = 0\", weight: w | label = 0\", weight: v | /samples/background/weight: sample 'background': weight",
                "{id: event} | {id: evt} | /events/id: sample 'signal': identity",
                "events.csv, where: \"label = 0\" | none.csv, where: \"label = 0\" | /samples/background/files: sample 'background': files",
                "events.csv, where: \"label = 0\" | events.txt, where: \"label = 0\" | /samples/background/files: Expected Parquet or CSV files, whose names end with .parquet, .csv, .csv.gz; found 'events.txt'",
            })
    void namesThePlaceInTheAnalysisAndLeavesNoFolder(String passage, String replacement, String part)
            throws IOException {
        assertTrue(ANALYSIS.contains(passage), passage);
        Session session = run(ANALYSIS.replace(passage, replacement));
        assertEquals(2, session.exitCode(), session.messages());
        assertTrue(session.messages().contains(part), session.messages());
        assertFalse(Files.exists(folder.resolve("run")), "a folder was begun");
    }

    @Test
    void compressedCsvIsRead() throws IOException {
        Session session = run(ANALYSIS.replace("events.csv", "events.csv.gz"));
        assertNotEquals(2, session.exitCode(), session.messages());
        assertTrue(Files.readString(folder.resolve("run/run.json")).contains("events.csv.gz"));
    }

    /** What an earlier run left is kept until a later one has read its events. */
    @Test
    void forceReplacesNothingBeforeEventsAreRead() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run/result.json"), "precious");
        Path file = Files.writeString(folder.resolve("search.yaml"), ANALYSIS.replace("above: x", "above: u"));
        Session session = Session.run(
                "optimise",
                file.toString(),
                "--force",
                "-o",
                folder.resolve("run").toString());
        assertEquals(2, session.exitCode(), session.messages());
        assertEquals("precious", Files.readString(folder.resolve("run/result.json")));
    }

    private Session run(String analysis) throws IOException {
        Path file = Files.writeString(folder.resolve("search.yaml"), analysis);
        return Session.run(
                "optimise", file.toString(), "-o", folder.resolve("run").toString());
    }
}
