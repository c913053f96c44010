package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.Recomputed.Estimate;
import dev.limen.app.optimise.Recomputed.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A gain must show without asymptotic formulae, too: in a limit, which is better when smaller. */
class RecomputedGainTest {
    private static final Plan PLAN = new Plan(AnalysisFile.read(Path.of("../examples/htautau/analysis.yaml")));

    private static FewEvents judged(Estimate before, Estimate after) {
        return FewEvents.judged(PLAN, new Recomputed(Method.TOYS, 3000, before, after, after), "few events: ");
    }

    private static Estimate toys(double value, double error) {
        return new Estimate(value, error, false, 0);
    }

    @Test
    void threeStandardErrorsOfTheToysAreEnough() {
        assertTrue(judged(toys(1.00, 0.03), toys(0.80, 0.04)).doubt().isEmpty());
        assertTrue(judged(toys(1.00, 0.03), toys(0.86, 0.04)).doubt().isPresent());
        assertTrue(judged(toys(0.80, 0.03), toys(1.00, 0.04)).doubt().isPresent());
        assertTrue(judged(toys(1.00, 0.03), toys(Double.NaN, 0.04)).doubt().isPresent());
    }

    @Test
    void anEnumerationHasNoError() {
        assertTrue(judged(Estimate.exact(1.001), Estimate.exact(1)).doubt().isEmpty());
        // The median count is a whole number: a limit may stay where it was.
        assertTrue(judged(Estimate.exact(1), Estimate.exact(1)).doubt().isPresent());
    }

    @Test
    void aBoundBeforeMayHideThatNothingWasGained() {
        Estimate bound = new Estimate(-4, 0.01, true, 0);
        assertTrue(judged(bound, toys(-6, 0.01)).doubt().isPresent());
        assertTrue(
                judged(toys(-4, 0.01), new Estimate(-6, 0.01, true, 0)).doubt().isEmpty());
    }

    @Test
    void aReaderIsTold() {
        FewEvents few = judged(new Estimate(1, 0.03, false, 2), new Estimate(0.9, 0.04, false, 1));
        assertEquals(
                "few events: the objective was computed again by 3000 toys.",
                few.warnings().get(0));
        assertEquals(
                "3 toys were left out because a fit failed.", few.warnings().get(1));
        assertTrue(
                few.warnings().get(2).contains("a gain of 0.10 ± 0.05: not more than three"),
                few.warnings().toString());
    }
}
