package dev.limen.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.optimise.Journal;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code state.jsonl} of a run that is not finished: all that was evaluated, each number in full, one line an evaluation.
 *
 * <p>A kill in the middle of a line costs that line only. The file is locked while a process writes it.
 */
final class StateFile implements AutoCloseable {
    private static final String NAME = "state.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final List<Journal.Entry> entries;

    private StateFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.entries = read();
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
        return open(folder, channel -> {});
    }

    /** Opens a state that holds nothing, whatever it held; as {@link #open}. */
    static Optional<StateFile> replacing(Path folder) {
        return open(folder, channel -> channel.truncate(0));
    }

    private static Optional<StateFile> open(Path folder, Preparation preparation) {
        Path file = folder.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (locked(channel)) {
                    preparation.apply(channel);
                    return Optional.of(new StateFile(file, channel));
                }
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException error) {
            throw RunFolder.refused(file, error);
        }
    }

    /** What is done to a file that nobody else is at. */
    private interface Preparation {
        void apply(FileChannel channel) throws IOException;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException another) {
            return false;
        }
    }

    private List<Journal.Entry> read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        channel.truncate(whole).position(whole);
        List<Journal.Entry> found = new ArrayList<>();
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            try {
                found.add(entry(new ObjectMapper().readTree(line)));
            } catch (JsonProcessingException | NumberFormatException error) {
                throw new RunFolderException(
                        file + ", line " + (found.size() + 1) + ": expected an evaluation as JSON, found: " + line
                                + ". Give --force to begin anew.",
                        error);
            }
        }
        return found;
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
        ByteBuffer line = ByteBuffer.wrap((JsonText.line(tree) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException error) {
            throw RunFolder.refused(file, error);
        }
    }

    /** Removes it: the run is finished. */
    void remove() {
        close();
        try {
            Files.delete(file);
        } catch (IOException error) {
            throw RunFolder.refused(file, error);
        }
    }

    /** Lets go of it; a later process may continue. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException error) {
            throw RunFolder.refused(file, error);
        }
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
