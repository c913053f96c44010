package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's cuts get better, with hard cuts on events that were not used. */
class GainTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("conformance")
    void aMillionEventsShowIt() throws IOException {
        HtautauGenerator.generate(1_000_000, HtautauGenerator.SEED, folder);
        Outcome outcome = AnalysisText.example().optimise(folder);
        assertEquals(Outcome.Claim.GAIN, outcome.claim(), outcome.warnings().toString());
        assertTrue(outcome.hardTest().after() < outcome.hardTest().before());
        assertTrue(outcome.comparison().gain() > 3 * outcome.comparison().error());
    }
}
