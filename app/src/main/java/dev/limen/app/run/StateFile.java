package dev.limen.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.optimise.Journal;
import dev.limen.app.state.LineFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code state.jsonl} of a run that is not finished: all that was evaluated, each number in full, one line an evaluation.
 *
 * <p>A kill in the middle of a line costs that line only. The file is locked while a process writes it.
 */
final class StateFile implements AutoCloseable {
    private static final String NAME = "state.jsonl";

    private final LineFile lines;
    private final List<Journal.Entry> entries = new ArrayList<>();

    private StateFile(LineFile lines) {
        this.lines = lines;
        lines.recall(this::recall);
    }

    /** Whether a folder holds a run that is not finished. */
    static boolean in(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /**
     * Opens the state of a folder's run, or begins one; empty if another process is at it.
     *
     * @throws RunFolderException if it cannot be read or written
     */
    static Optional<StateFile> open(Path folder) {
        return open(folder, lines -> {});
    }

    /** Opens a state that holds nothing, whatever it held; as {@link #open}. */
    static Optional<StateFile> replacing(Path folder) {
        return open(folder, LineFile::clear);
    }

    private static Optional<StateFile> open(Path folder, Consumer<LineFile> preparation) {
        Path file = folder.resolve(NAME);
        try {
            return LineFile.open(file).map(lines -> {
                preparation.accept(lines);
                return new StateFile(lines);
            });
        } catch (UncheckedIOException error) {
            throw RunFolder.refused(file, error.getCause());
        }
    }

    private static void writing(Path file, Runnable action) {
        try {
            action.run();
        } catch (UncheckedIOException error) {
            throw RunFolder.refused(file, error.getCause());
        }
    }

    private void recall(String line) {
        try {
            entries.add(entry(new ObjectMapper().readTree(line)));
        } catch (JsonProcessingException | NumberFormatException error) {
            throw new RunFolderException(
                    lines.file() + ", line " + (entries.size() + 1) + ": expected an evaluation as JSON, found: " + line
                            + ". Give --force to begin anew.",
                    error);
        }
    }

    private static Journal.Entry entry(JsonNode node) {
        return new Journal.Entry(
                numbers(node.path("at")),
                number(node.path("value")),
                numbers(node.path("derivatives")),
                node.path("defect").asText());
    }

    /** What was evaluated before the file was opened. */
    List<Journal.Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Adds an evaluation.
     *
     * @throws RunFolderException if it cannot be written
     */
    void add(Journal.Entry entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", trees(entry.at()));
        tree.put("value", tree(entry.value()));
        tree.put("derivatives", trees(entry.derivatives()));
        tree.put("defect", entry.defect());
        writing(lines.file(), () -> lines.add(tree));
    }

    /** Removes it: the run is finished. */
    void remove() {
        writing(lines.file(), lines::remove);
    }

    /** Lets go of it; a later process may continue. */
    @Override
    public void close() {
        writing(lines.file(), lines::close);
    }

    private static List<Object> trees(double[] values) {
        return Arrays.stream(values).mapToObj(StateFile::tree).toList();
    }

    private static Object tree(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(array.get(i));
        }
        return numbers;
    }

    /** The very number that was written: the nearest to its digits. */
    private static double number(JsonNode node) {
        return Double.parseDouble(node.asText());
    }
}
