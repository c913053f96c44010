package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.optimise.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network and cuts, trained together on the expected limit with the tau-energy-scale on. */
class NetworkGainTest {
    @TempDir
    private Path folder;

    /** Over cuts alone, the random search of cuts and the classifier, by the paired bootstrap of test events. */
    @Test
    @Tag("conformance")
    void aMillionEventsShowIt() throws IOException {
        HtautauGenerator.generate(1_000_000, HtautauGenerator.SEED, folder);
        TrainingOutcome outcome = AnalysisText.network().train(folder);
        assertEquals(Outcome.Claim.GAIN, outcome.claim(), outcome.warnings().toString());
        for (TrainingOutcome.Contender other : outcome.others()) {
            assertTrue(other.name().equals("inferno") || other.gain() > 3 * other.gainError(), other.name());
        }
    }

    @Test
    void aFewStepsLowerTheLimitAndSeeShiftedColumns() throws IOException {
        HtautauGenerator.generate(50_000, HtautauGenerator.SEED, folder);
        TrainingOutcome outcome = AnalysisText.network()
                .with("adam: \\{steps: 200, learning_rate: 0.01", "adam: {steps: 5, learning_rate: 0.02")
                .with("check_every: \\d+", "check_every: 3")
                .with("comparisons: .*", "comparisons: [cross_entropy]")
                .train(folder);
        List<TrainingOutcome.Curve> curves = outcome.curves();
        assertEquals(
                List.of("cross-entropy", "cuts on cross-entropy", "expected limit"),
                curves.stream().map(TrainingOutcome.Curve::name).toList());
        for (TrainingOutcome.Curve curve : curves) {
            assertTrue(
                    curve.points().get(4).training() < curve.points().get(0).training(),
                    curve.points().toString());
        }
        assertTrue(outcome.network().test() > 0, outcome.warnings().toString());
        Outcome.Contents nominal = outcome.network().contents().get(Slot.nominal("SR", "ztautau"));
        for (String side : List.of(Slot.up("tes"), Slot.down("tes"))) {
            assertNotEquals(
                    nominal.sumw(),
                    outcome.network()
                            .contents()
                            .get(new Slot("SR", "ztautau", side))
                            .sumw(),
                    side);
        }
    }
}
