package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.ObjectFile;
import dev.limen.app.optimise.NetworkTraining;
import dev.limen.app.optimise.Progress;
import dev.limen.app.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that was broken off and continued equals an unbroken one, bit by bit. */
class TrainResumeTest {
    private static final List<String> RESULTS =
            List.of("curves.jsonl", "result.json", "workspace.json", "nn.safetensors", "nn-cross-entropy.safetensors");
    private static final String COMPARED = "comparisons: [cross_entropy]";
    private static final String COMPARED_WITH_CUTS = "comparisons: [cross_entropy, cuts]";
    private static final String METHOD = "adam: {steps: 12, learning_rate: 0.03}";

    @TempDir
    private Path folder;

    @BeforeEach
    void events() throws IOException {
        TrainFile.events(folder, 1500);
    }

    /** Breaks off, as if the process had ended there. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Breaks off at a step, all trainings of the process counted together. */
    private static final class BreakAt implements Progress {
        private int left;

        BreakAt(int steps) {
            this.left = steps;
        }

        @Override
        public boolean step(int step, int steps, double objective) {
            if (--left == 0) {
                throw new Broken();
            }
            return true;
        }
    }

    /** In the classifier's training, in its cuts', once in the cuts alone, in that on the limit. */
    @ParameterizedTest
    @Tag("once")
    @CsvSource(
            delimiter = '|',
            value = {
                METHOD + " | " + COMPARED_WITH_CUTS,
                "'" + METHOD + "\n  batch: 400' | " + COMPARED,
                "lbfgs: {steps: 6} | " + COMPARED_WITH_CUTS,
            })
    void brokenTimeAndAgainItEndsAlike(String method, String compared) throws IOException {
        Path file = analysis(method, compared);
        assertEquals(0, train(file, "whole").exitCode() % 3);
        Random random = new Random(5);
        Analysis analysis = AnalysisFile.read(file);
        int broken = 0;
        for (int k = 0; k < 4; k++) {
            try (Run run = Run.in(folder.resolve("broken"), analysis, file, folder)) {
                NetworkTraining training = new NetworkTraining(analysis, folder, new BreakAt(6 + random.nextInt(6)));
                assertThrows(Broken.class, () -> training.run(run.journal(), run.checkpoints()));
                broken++;
            }
            if (Files.exists(folder.resolve("broken/expected-limit.checkpoint"))) {
                break;
            }
        }
        assertTrue(broken >= 2, "broke off " + broken + " times");
        assertFalse(Files.exists(folder.resolve("broken/result.json")));
        Session session = train(file, "broken");
        assertTrue(session.messages().contains("continuing the unfinished run"), session.messages());
        assertSame("whole", "broken");
    }

    /** Batches of events with objects are dealt alike after a break, and on any number of threads. */
    @Test
    void objectsInBatchesEndAlike() throws IOException, InterruptedException, SQLException {
        ObjectFile.events(folder, 3000);
        Path file = Files.writeString(
                folder.resolve("jets.yaml"),
                ObjectFile.DEEP_SET.replace(
                        "steps: 3, learning_rate: 0.01}, check_every: 3}",
                        "steps: 9, learning_rate: 0.01}, check_every: 3, batch: 450, comparisons: [cross_entropy]}"));
        assertEquals(0, train(file, "whole").exitCode() % 3);
        Analysis analysis = AnalysisFile.read(file);
        for (int k = 0; k < 2; k++) {
            try (Run run = Run.in(folder.resolve("broken"), analysis, file, folder)) {
                NetworkTraining training = new NetworkTraining(analysis, folder, new BreakAt(8 + 7 * k));
                assertThrows(Broken.class, () -> training.run(run.journal(), run.checkpoints()));
            }
        }
        assertTrue(Files.exists(folder.resolve("broken/expected-limit.checkpoint")));
        train(file, "broken");
        assertSame("whole", "broken");
        Process alone = LimenProcess.start(
                List.of("-XX:ActiveProcessorCount=1"),
                folder.resolve("alone.log"),
                "train",
                file.toString(),
                "-o",
                folder.resolve("alone").toString());
        assertTrue(alone.waitFor(300, TimeUnit.SECONDS));
        assertSame("whole", "alone");
    }

    @Test
    void anotherAnalysisIsRefused() throws IOException {
        Path file = analysis(METHOD, COMPARED);
        Analysis analysis = AnalysisFile.read(file);
        try (Run run = Run.in(folder.resolve("broken"), analysis, file, folder)) {
            NetworkTraining training = new NetworkTraining(analysis, folder, new BreakAt(6));
            assertThrows(Broken.class, () -> training.run(run.journal(), run.checkpoints()));
        }
        Files.writeString(file, Files.readString(file).replace("layers: [6]", "layers: [7]"));
        train(file, "broken").assertFails(2, "another analysis", "--force");
    }

    @Test
    @Tag("conformance")
    void killedAtTenRandomMomentsItEndsAlike() throws IOException, InterruptedException {
        Path file = analysis("adam: {steps: 200, learning_rate: 0.01}", COMPARED_WITH_CUTS);
        train(file, "whole");
        Random random = new Random();
        for (int k = 0; k < 10; k++) {
            Process process = start(file, "killed");
            boolean ended = process.waitFor(1500 + random.nextInt(4000), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            if (ended) {
                break;
            }
        }
        if (!Files.exists(folder.resolve("killed/result.json"))) {
            train(file, "killed");
        }
        assertSame("whole", "killed");
    }

    private Path analysis(String method, String compared) throws IOException {
        String text = TrainFile.TEXT.replace(METHOD, method).replace(COMPARED, compared);
        return Files.writeString(folder.resolve("nn.yaml"), text);
    }

    private Session train(Path file, String name) {
        return Session.run("train", file.toString(), "-o", folder.resolve(name).toString());
    }

    private void assertSame(String one, String other) throws IOException {
        for (String name : RESULTS) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(one).resolve(name)),
                    Files.readAllBytes(folder.resolve(other).resolve(name)),
                    name);
        }
    }

    private Process start(Path file, String name) throws IOException {
        return LimenProcess.start(
                folder.resolve(name + ".log"),
                "train",
                file.toString(),
                "-o",
                folder.resolve(name).toString());
    }
}
