package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.optimise.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signal is a random part of the background, counted in one bin: no cut helps, so that the best selection is the open
 * one, and nothing better may be claimed.
 */
class NoSignalTest {
    private static final String OPEN = "mt: 400, tau_pt: 0, pt_h: -60";
    private static final String TIGHT = "mt: 60, tau_pt: 30, pt_h: 15";

    private static final AnalysisText ANALYSIS = new AnalysisText("""
            events: {id: [run, event], undefined: [-25], split: {train: 0.5, validation: 0.2, test: 0.3, seed: 7}}
            samples:
              signal: {files: events.parquet, where: "label = 'ztautau' and (event // 20) % 10 = 0", weight: weight, role: signal}
              background: {files: events.parquet, where: "label = 'ztautau' and (event // 20) % 10 != 0", weight: weight}
            columns:
              mt: "sqrt(2*lep_pt*met*(1-cos(lep_phi-met_phi)))"
              pt_h: "sqrt((lep_pt*cos(lep_phi)+tau_pt*cos(tau_phi)+met_x)**2+(lep_pt*sin(lep_phi)+tau_pt*sin(tau_phi)+met_y)**2)"
            preselection: "mt < 300"
            cuts:
              mt: {below: mt, start: START_mt, range: [20, 400], width: 5}
              tau_pt: {above: tau_pt, start: START_tau_pt, range: [0, 80], width: 3}
              pt_h: {above: pt_h, start: START_pt_h, range: [-60, 200], width: 8}
            regions:
              SR: {cuts: [mt, tau_pt, pt_h], observable: tau_pt, edges: [0, 10000]}
            objective: {minimise: expected_limit}
            optimiser:
              adam: {steps: 100, learning_rate: 0.03}
              annealing: {widths: [1, 0.3]}
            """);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void nothingIsClaimedOfNothing(long seed) throws IOException {
        claimsNothing(20_000, seed);
    }

    @ParameterizedTest
    @Tag("conformance")
    @MethodSource("twentySeeds")
    void nothingIsClaimedOfNothingForAnySeed(long seed) throws IOException {
        claimsNothing(50_000, seed);
    }

    static LongStream twentySeeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private void claimsNothing(long events, long seed) throws IOException {
        HtautauGenerator.generate(events, seed, folder);
        Outcome open = from(OPEN);
        assertNotEquals(Outcome.Claim.GAIN, open.claim(), describe(open));
        Outcome tight = from(TIGHT);
        double best = open.hardTest().before();
        double error = tight.comparison().errorAfter();
        assertTrue(tight.hardTest().before() > best, describe(tight));
        assertTrue(Math.abs(tight.hardTest().after() - best) < error, describe(tight));
    }

    /** Begun at starts such as {@code mt: 30, tau_pt: 40}. */
    private Outcome from(String starts) {
        AnalysisText text = ANALYSIS;
        for (String start : starts.split(", ", -1)) {
            String[] parts = start.split(": ", -1);
            text = text.with("START_" + parts[0], parts[1]);
        }
        return text.optimise(folder);
    }

    private static String describe(Outcome outcome) {
        return "%s: %s from %s to %s; limit %s; %s; %s"
                .formatted(
                        outcome.claim(),
                        outcome.thresholds(),
                        Arrays.toString(outcome.before()),
                        Arrays.toString(outcome.after()),
                        outcome.hardTest(),
                        outcome.comparison(),
                        outcome.warnings());
    }
}
