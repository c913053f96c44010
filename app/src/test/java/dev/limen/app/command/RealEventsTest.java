package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand simulated events that others made (FAIR Universe HiggsML) carry no claim, and the run says so. */
class RealEventsTest {

    @TempDir
    private Path folder;

    @Test
    void aThousandEventsAreInconclusive() throws IOException {
        Path events = Path.of(System.getProperty("limen.shared", "../shared"), "data", "htautau", "events.parquet");
        Assumptions.assumeTrue(Files.exists(events), "skipped: shared/data/htautau is not here");
        String text;
        try (InputStream in = RealEventsTest.class.getResourceAsStream("higgsml.yaml")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path analysis = Files.writeString(
                folder.resolve("higgsml.yaml"),
                text.replace("EVENTS", events.toAbsolutePath().toString()));
        Path run = folder.resolve("run");
        Session session = Session.run("optimise", analysis.toString(), "-o", run.toString());
        assertEquals(3, session.exitCode(), session.messages());
        assertTrue(Files.size(run.resolve("report.html")) > 0);
        assertTrue(session.results().contains("INCONCLUSIVE"), session.results());
    }
}
