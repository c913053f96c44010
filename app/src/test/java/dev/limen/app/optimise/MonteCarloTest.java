package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bins without background, with a negative one, or without events of a process, and what is said of them. */
class MonteCarloTest {
    private static final Analysis ANALYSIS = AnalysisFile.parse(Path.of("search.yaml"), """
            events: {id: event}
            samples:
              signal: {files: events.csv, role: signal}
              top: {files: events.csv}
              diboson: {files: events.csv}
            cuts:
              x: {above: x, start: 5, range: [0, 20], width: 1}
            regions:
              SR: {cuts: [x], observable: x, edges: [0, 10, 20, 30], bandwidth: 1}
            objective: {minimise: expected_limit, floors: {background: 5, effective_events: 12}}
            """);
    private static final Plan PLAN = new Plan(ANALYSIS);

    private static Map<Slot, Counts> contents(double[] signal, double[] top, double[] diboson, double[] squares) {
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        contents.put(Slot.nominal("SR", "signal"), new Counts(signal, new double[] {1, 1, 1}));
        contents.put(Slot.nominal("SR", "top"), new Counts(top, squares));
        contents.put(Slot.nominal("SR", "diboson"), new Counts(diboson, new double[] {1, 0, 1}));
        return contents;
    }

    private static final Map<Slot, Counts> BAD = contents(
            new double[] {1, 2, 3}, new double[] {20, 50, -4}, new double[] {5, 0, 1}, new double[] {99, 25, 9});

    @Test
    void aNegativeBinIsNoCertainOne() {
        MonteCarlo found = new MonteCarlo(PLAN, BAD);
        assertEquals(List.of("region SR, bin [20.0, 30.0] (-3.00)"), found.notPositive());
        assertEquals(List.of("region SR, bin [0.0, 10.0] (0.40)"), found.uncertain());
    }

    @Test
    void aProcessWithoutEventsIsNamed() {
        assertEquals(
                List.of("No event of diboson is left in region SR, bin [10.0, 20.0]: one mean weight is its"
                        + " uncertainty there."),
                new MonteCarlo(PLAN, BAD).withoutEvents());
    }

    @Test
    void signalOverNoBackgroundIsTheMostSensitive() {
        Floor floor = new Floor(PLAN);
        double[] squares = {0.1, 0.1, 0.1};
        double[] none = {0, 0, 0};
        Map<Slot, Counts> empty = contents(new double[] {1, 2, 0.1}, new double[] {100, 200, 0}, none, squares);
        assertEquals(0, floor.sensitiveBackground(empty));
        Map<Slot, Counts> negative = contents(new double[] {1, 2, 0.1}, new double[] {100, 200, -3}, none, squares);
        assertEquals(-3, floor.sensitiveBackground(negative));
        assertTrue(floor.violation(negative).orElseThrow().contains("the sensitive bins would fall to -3"));
        Map<Slot, Counts> sound = contents(new double[] {1, 2, 0.1}, new double[] {100, 200, 7}, none, squares);
        assertEquals(300, floor.sensitiveBackground(sound));
        Map<Slot, Counts> nothingThere = contents(new double[] {1, 2, 0}, new double[] {100, 200, 0}, none, squares);
        assertEquals(300, floor.sensitiveBackground(nothingThere));
    }

    @Test
    void aViolatedFloorNamesBinAndSample() {
        Floor floor = new Floor(PLAN);
        double[] squares = {100, 1, 1};
        Map<Slot, Counts> poor =
                contents(new double[] {1, 1, 1}, new double[] {20, 50, 60}, new double[] {5, 1, 5}, squares);
        String violation = floor.violation(poor).orElseThrow();
        assertTrue(
                violation.startsWith("the effective number of background events in region SR, bin [0.0, 10.0]"),
                violation);
        assertTrue(violation.endsWith("most of its uncertainty is that of top"), violation);
        double[] even = {30, 30, 30};
        Map<Slot, Counts> process =
                contents(new double[] {1, 1, 1}, new double[] {200, 500, 600}, new double[] {2, 4, 8}, even);
        process.put(Slot.nominal("SR", "diboson"), new Counts(new double[] {2, 4, 8}, new double[] {10, 5, 8}));
        violation = floor.violation(process).orElseThrow();
        assertTrue(violation.startsWith("the effective number of events of diboson in region SR"), violation);
        assertTrue(violation.endsWith("fewest are in bin [0.0, 10.0]"), violation);
    }
}
