package dev.limen.app.toys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.state.LineFile;
import dev.limen.inference.ToyChunk;
import dev.limen.inference.ToyJournal;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
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
public final class ToyState implements ToyJournal {
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
     * @throws IllegalArgumentException if it holds something else
     */
    public static ToyState in(Path file, String identity) {
        ToyState state = new ToyState(new LineFile(file), identity);
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

    private String digest(ToyChunk chunk) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((identity + "\n" + chunk).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error);
        }
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
