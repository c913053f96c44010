package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.Journal;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Progress;
import dev.limen.app.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was broken off and continued equals an unbroken one, bit by bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
    private static final List<String> RESULTS = List.of("trajectory.jsonl", "result.json", "workspace.json");
    private static final String ADAM = "adam: {steps: 15, learning_rate: 0.05}";

    /** Enough steps that a process is stopped on the way. */
    private static final String LONG = "adam: {steps: 200, learning_rate: 0.005}";

    /** The results of unbroken runs by their analysis: events are the same in each test. */
    private final Map<String, Map<String, String>> wholes = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void events() throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("event,label,w,x,y\n");
        for (int i = 0; i < 3000; i++) {
            boolean signal = i % 3 == 0;
            double x = signal ? 60 + 10 * random.nextGaussian() : -25 * Math.log(1 - random.nextDouble());
            double y = signal ? random.nextDouble() : random.nextDouble() * random.nextDouble();
            csv.append(String.format(
                    Locale.ROOT, "%d,%d,%s,%.6f,%.6f%n", i, signal ? 1 : 0, signal ? "0.02" : "0.5", x, y));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
    }

    /** Breaks off at a step, as if the process had ended there. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record BreakAt(int last) implements Progress {
        @Override
        public boolean step(int step, int steps, double objective) {
            if (step == last) {
                throw new Broken();
            }
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ADAM + " | 0",
                ADAM + " | 7",
                "gradient_descent: {steps: 12, learning_rate: 0.2} | 7",
                "lbfgs: {steps: 12, memory: 3} | 7",
            })
    void aBrokenRunIsContinued(String optimiser, int last) throws IOException {
        Path file = analysis(optimiser, 5);
        breakAt(last, file, "broken");
        assertFalse(Files.exists(folder.resolve("broken/result.json")));
        Session session = optimise(file, "broken");
        assertTrue(session.messages().contains("continuing the unfinished run"), session.messages());
        assertWhole(file, "broken");
        assertFalse(Files.exists(folder.resolve("broken/state.jsonl")));
    }

    @Test
    @Tag("once")
    void itMayBreakAgain() throws IOException {
        Path file = analysis(ADAM, 5);
        for (int last : new int[] {2, 6, 7, 10}) {
            breakAt(last, file, "broken");
        }
        optimise(file, "broken");
        assertWhole(file, "broken");
    }

    /** Steps that a floor refused and that were halved are gone again, too. */
    @Test
    @Tag("once")
    void halvedStepsAreContinued() throws IOException {
        Path file = analysis("adam: {steps: 12, learning_rate: 0.4}", 150);
        breakAt(2, file, "broken");
        String state = Files.readString(folder.resolve("broken/state.jsonl"));
        assertTrue(state.contains("\"NaN\"") && state.contains("below the floor"), state);
        optimise(file, "broken");
        assertWhole(file, "broken");
    }

    @Test
    void whatIsRecalledIsNotComputed() throws IOException {
        Path file = analysis(ADAM, 5);
        breakAt(9, file, "broken");
        List<Integer> recalled = new ArrayList<>();
        List<Integer> computed = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void recalled(int step) {
                recalled.add(step);
            }

            @Override
            public boolean step(int step, int steps, double objective) {
                computed.add(step);
                return step < 10;
            }
        };
        Analysis analysis = AnalysisFile.read(file);
        try (Run run = Run.in(folder.resolve("broken"), analysis, file, folder)) {
            // Steps 0 to 9, and checks with hard cuts at 0 and 5.
            assertEquals(12, run.recalled());
            Optimisation optimisation = new Optimisation(analysis, folder, progress);
            Journal journal = run.journal();
            InterruptedOptimisationException stopped =
                    assertThrows(InterruptedOptimisationException.class, () -> optimisation.run(journal));
            assertEquals(11, stopped.trajectory().size());
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), recalled);
        assertEquals(List.of(9, 10), computed);
    }

    @Test
    void aKilledProcessIsContinued() throws IOException, InterruptedException {
        Path file = analysis(LONG, 5);
        Process process = start(file, "killed");
        awaitSteps("killed", process);
        process.destroyForcibly();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertFalse(Files.exists(folder.resolve("killed/result.json")));
        assertTrue(optimise(file, "killed").messages().contains("continuing the unfinished run"));
        assertWhole(file, "killed");
    }

    @Test
    void anInterruptedProcessIsContinued() throws IOException, InterruptedException {
        Path file = analysis(LONG, 5);
        Process process = start(file, "interrupted");
        awaitSteps("interrupted", process);
        process.destroy();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        // No test event was looked at, and nothing is said of any.
        assertFalse(Files.exists(folder.resolve("interrupted/result.json")));
        assertFalse(Files.exists(folder.resolve("interrupted/report.html")));
        assertTrue(Files.readAllLines(folder.resolve("interrupted/trajectory.jsonl"))
                        .size()
                >= 10);
        String log = Files.readString(folder.resolve("interrupted.log"));
        assertFalse(log.contains("polishing") || log.contains("searching"), log);
        assertTrue(log.contains("was interrupted; the same command continues it"), log);
        optimise(file, "interrupted");
        assertWhole(file, "interrupted");
    }

    @Test
    @Tag("once")
    void anotherAnalysisIsRefused() throws IOException {
        Path file = analysis(ADAM, 5);
        breakAt(3, file, "broken");
        Files.writeString(file, "# A remark changes nothing.\n" + Files.readString(file));
        breakAt(5, file, "broken");
        String events = Files.readString(folder.resolve("events.csv"));
        Files.writeString(folder.resolve("events.csv"), events.replace("0.5,", "0.51,"));
        refused(file, "the files of events have changed");
        Files.writeString(folder.resolve("events.csv"), events);
        Path json = folder.resolve("broken/run.json");
        String begun = Files.readString(json);
        Files.writeString(json, begun.replaceFirst("\"limen\": \"[^\"]*\"", "\"limen\": \"0.0.9\""));
        refused(file, "another version of limen (0.0.9; now ");
        Files.writeString(json, begun);
        Files.writeString(file, Files.readString(file).replace("steps: 15", "steps: 16"));
        refused(file, "another analysis");
        Files.writeString(file, Files.readString(file).replace("steps: 16", "steps: 15"));
        Session forced = Session.run(
                "optimise", file.toString(), "-o", folder.resolve("broken").toString(), "--force");
        assertFalse(forced.messages().contains("continuing"), forced.messages());
        assertWhole(file, "broken");
    }

    @Test
    void theLastUnfinishedRunIsFoundByItself() throws IOException {
        Path file = analysis(ADAM, 5);
        Analysis analysis = AnalysisFile.read(file);
        Path runs = folder.resolve("runs");
        try (Run first = Run.last(runs, analysis, file, folder)) {
            assertEquals(runs.resolve("search-001"), first.path());
            // Somebody is at the first.
            try (Run second = Run.last(runs, analysis, file, folder)) {
                assertEquals(runs.resolve("search-002"), second.path());
            }
        }
        try (Run again = Run.last(runs, analysis, file, folder)) {
            assertEquals(runs.resolve("search-002"), again.path());
        }
        try (Run anew = Run.next(runs, analysis, file, folder)) {
            assertEquals(runs.resolve("search-003"), anew.path());
        }
        Files.writeString(file, Files.readString(file).replace("steps: 15", "steps: 16"));
        try (Run other = Run.last(runs, AnalysisFile.read(file), file, folder)) {
            assertEquals(runs.resolve("search-004"), other.path());
        }
    }

    private void refused(Path file, String reason) {
        Session session = optimise(file, "broken");
        assertEquals(2, session.exitCode(), session.messages());
        assertTrue(session.messages().contains(reason) && session.messages().contains("--force"), session.messages());
    }

    private void breakAt(int last, Path file, String name) {
        Analysis analysis = AnalysisFile.read(file);
        try (Run run = Run.in(folder.resolve(name), analysis, file, folder)) {
            Optimisation optimisation = new Optimisation(analysis, folder, new BreakAt(last));
            Journal journal = run.journal();
            assertThrows(Broken.class, () -> optimisation.run(journal));
        }
    }

    private Session optimise(Path file, String name) {
        return Session.run(
                "optimise", file.toString(), "-o", folder.resolve(name).toString());
    }

    /** Compares a run with an unbroken one of the same analysis. */
    private void assertWhole(Path file, String run) throws IOException {
        String analysis = Files.readString(file).replace("# A remark changes nothing.\n", "");
        Map<String, String> whole = wholes.get(analysis);
        if (whole == null) {
            assertNotEquals(2, optimise(file, "whole").exitCode());
            whole = results("whole");
            wholes.put(analysis, whole);
        }
        assertEquals(whole, results(run));
    }

    private Map<String, String> results(String run) throws IOException {
        Map<String, String> results = new TreeMap<>();
        for (String name : RESULTS) {
            results.put(name, Files.readString(folder.resolve(run).resolve(name)));
        }
        return results;
    }

    private Process start(Path file, String name) throws IOException {
        return LimenProcess.start(
                folder.resolve(name + ".log"),
                "optimise",
                file.toString(),
                "-o",
                folder.resolve(name).toString());
    }

    private void awaitSteps(String name, Process process) throws IOException, InterruptedException {
        Path state = folder.resolve(name).resolve("state.jsonl");
        while (!Files.exists(state) || Files.readString(state).lines().count() < 20) {
            assertTrue(process.isAlive(), Files.readString(folder.resolve(name + ".log")));
            Thread.sleep(2);
        }
    }

    private Path analysis(String optimiser, int floor) throws IOException {
        String text = """
                events: {id: event}
                samples:
                  signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
                  background: {files: events.csv, where: "label = 0", weight: w}
                cuts:
                  x: {above: x, start: 10, range: [0, 80], width: 4, round: 2}
                  y: {above: y, start: 0.1, range: [0, 1], width: 0.05}
                regions:
                  SR: {cuts: [x, y], observable: x, edges: [0, 200]}
                systematics:
                  norm: {norm: [0.9, 1.1], samples: [background]}
                objective: {maximise: significance, floors: {background: FLOOR}}
                optimiser: {OPTIMISER, check_every: 5, annealing: {widths: [1, 0.5]}}
                """.replace("OPTIMISER", optimiser).replace("FLOOR", Integer.toString(floor));
        return Files.writeString(folder.resolve("search.yaml"), text);
    }
}
