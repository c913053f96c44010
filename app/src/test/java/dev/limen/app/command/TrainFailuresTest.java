package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code limen train} says of trainings that cannot succeed: one passage changed, what to change named. */
@Tag("once")
class TrainFailuresTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void events() throws IOException {
        TrainFile.events(folder, 1500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A NaN in a column.
                "inputs: [x, y, z] | inputs: [x, y, nan] | events.csv', column 'nan', row 18 (the first is 1): nan is NaN or infinite; write a marker such as -999",
                "inputs: [x, y, z] | inputs: [x, met, z] | no column 'met', which the network 'nn' reads",
                "inputs: [x, y, z] | inputs: [x, one, z] | /networks/nn/inputs/1: the column 'one' is 1.0 in all training events",
                // A learning rate that diverges.
                "learning_rate: 0.03} | learning_rate: 3000} | Divide the learning rate by ten",
                // A dead network.
                "layers: [6], activation: tanh | layers: [1, 1, 1, 1, 1, 1], activation: relu | a dead network",
                // A batch too small for its bins.
                "check_every: 4 | batch: 12 | /training/batch: a batch of 12 of the",
                "networks: | netwoks: | Did you mean 'networks'?",
            })
    void namesWhatToChange(String passage, String replacement, String part) throws IOException {
        assertTrue(TrainFile.TEXT.contains(passage), passage);
        String text = TrainFile.TEXT.replace(passage, replacement);
        train(text).assertFails(2, part);
        assertFalse(Files.exists(folder.resolve("run/result.json")));
    }

    @Test
    void namesAnAnalysisWithoutNetwork() throws IOException {
        String text = TrainFile.TEXT
                .replaceAll("(?s)networks:.*?cuts:", "cuts:")
                .replaceAll("(?s)training:.*", "")
                .replace("observable: nn", "observable: x");
        train(text).assertFails(2, "no network to train", "limen optimise");
    }

    private Session train(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("nn.yaml"), text);
        return Session.run("train", file.toString(), "-o", folder.resolve("run").toString());
    }
}
