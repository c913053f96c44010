package dev.limen.app.toys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.run.Digest;
import dev.limen.app.state.LineFile;
import dev.limen.inference.ToyChunk;
import dev.limen.inference.ToyJournal;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The test statistics of toys that were fitted before a computation was cut off: a line for each chunk of toys, under a
 * digest of all that its numbers depend on.
 *
 * <p>Toys of other computations are never taken for ours; a kill in the middle of a line costs that line.
 */
public final class ToyState implements ToyJournal, AutoCloseable {
    private final LineFile file;
    private final String identity;
    private final Map<String, double[]> known = new ConcurrentHashMap<>();

    private ToyState(LineFile file, String identity) {
        this.file = file;
        this.identity = identity;
    }

    /**
     * Reads what there is of a file, which is added to from now on.
     *
     * @param identity of model, data and program: all that statistics depend on beside their {@link ToyChunk}
     * @throws UncheckedIOException     if it cannot be read or written
     * @throws IllegalArgumentException if it holds something else, or another process is at it
     */
    public static ToyState in(Path file, String identity) {
        ToyState state = new ToyState(LineFile.beside(file), identity);
        state.file.recall(state::recall);
        return state;
    }

    private void recall(String line) {
        try {
            JsonNode node = new ObjectMapper().readTree(line);
            known.put(
                    node.required("digest").asText(),
                    numbers(node.required("statistics").asText()));
        } catch (JsonProcessingException | IllegalArgumentException error) {
            String shown = line.substring(0, Math.min(80, line.length()));
            throw new IllegalArgumentException(
                    file.file() + " holds no toys, but: " + shown + ". Remove it, or choose another --output-file",
                    error);
        }
    }

    /** The number of chunks that are known. */
    public int size() {
        return known.size();
    }

    @Override
    public Optional<double[]> known(ToyChunk chunk) {
        return Optional.ofNullable(known.get(digest(chunk)));
    }

    @Override
    public synchronized void add(ToyChunk chunk, double[] statistics) {
        String digest = digest(chunk);
        if (known.putIfAbsent(digest, statistics) != null) {
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("digest", digest);
        tree.put("statistics", text(statistics));
        file.add(tree);
    }

    /**
     * Removes the file: the computation is finished.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void remove() {
        file.remove();
    }

    /** Lets go of the file; a later process may continue. */
    @Override
    public void close() {
        file.close();
    }

    private String digest(ToyChunk chunk) {
        return Digest.sha256(identity + "\n" + chunk);
    }

    private static String text(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putDouble);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static double[] numbers(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        double[] numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        return numbers;
    }
}
