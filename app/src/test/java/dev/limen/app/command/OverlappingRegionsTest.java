package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two regions that are disjoint at the start only: the run warns on the way and ends inconclusive, with its results. */
class OverlappingRegionsTest {
    @TempDir
    private Path folder;

    @Test
    void theRunIsKeptAndInconclusive() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y\n");
        for (int i = 0; i < 12_000; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            csv.append(String.format(
                    Locale.ROOT, "%d,%d,%s,%.6f,%.6f%n", i, signal ? 1 : 0, signal ? "0.05" : "1.25", x, x));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        Path file = Files.writeString(folder.resolve("search.yaml"), """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
                  background: {files: events.csv, where: "label = 0", weight: w, normalisation: free}
                cuts:
                  tight: {above: x, start: 70, range: [0, 80], width: 3}
                  loose: {below: y, start: 66, range: [64, 80], width: 3}
                regions:
                  SR: {cuts: [tight], observable: x, edges: [0, 200]}
                  CR: {cuts: [loose], observable: x, edges: [0, 200]}
                objective: {minimise: expected_limit}
                optimiser: {adam: {steps: 10, learning_rate: 0.05}, check_every: 2}
                """);
        Session session = Session.run(
                "optimise", file.toString(), "-o", folder.resolve("run").toString());
        assertEquals(
                3,
                session.exitCode(),
                session.messages().replace("\n", "|") + session.results().replace("\n", "|"));
        assertTrue(session.messages().contains("regions SR and CR share"), session.messages() + session.results());
        assertTrue(
                session.results()
                        .contains("The end counts events twice, which a likelihood must not: regions SR and CR share"),
                session.results());
        assertEquals(
                "inconclusive",
                new ObjectMapper()
                        .readTree(folder.resolve("run/result.json").toFile())
                        .get("verdict")
                        .textValue());
        assertTrue(Files.size(folder.resolve("run/report.html")) > 0);
    }
}
