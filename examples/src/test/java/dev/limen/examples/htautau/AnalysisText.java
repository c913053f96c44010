package dev.limen.examples.htautau;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.NetworkTraining;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Progress;
import dev.limen.app.optimise.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An analysis file that a test changes.
 *
 * @param yaml as {@code limen optimise} reads it
 */
public record AnalysisText(String yaml) {
    /** The example's own. */
    public static AnalysisText example() throws IOException {
        return of("analysis.yaml");
    }

    /** The example's own with a network. */
    public static AnalysisText network() throws IOException {
        return of("network.yaml");
    }

    private static AnalysisText of(String name) throws IOException {
        Path root = Path.of(System.getProperty("limen.root"));
        return new AnalysisText(
                Files.readString(root.resolve("examples/htautau").resolve(name)));
    }

    /** The text with every match of a regular expression replaced, of which there must be one. */
    public AnalysisText with(String expression, String replacement) {
        String changed = yaml.replaceAll(expression, replacement);
        assertNotEquals(yaml, changed, expression);
        return new AnalysisText(changed);
    }

    /** Runs the training on the files of a folder. */
    TrainingOutcome train(Path folder) {
        Path file = folder.resolve("network.yaml");
        return new NetworkTraining(AnalysisFile.parse(file, yaml), folder, Progress.SILENT).run();
    }

    /** Runs the optimisation on the files of a folder. */
    Outcome optimise(Path folder) {
        Path file = folder.resolve("analysis.yaml");
        return new Optimisation(AnalysisFile.parse(file, yaml), folder, Progress.SILENT).run();
    }
}
