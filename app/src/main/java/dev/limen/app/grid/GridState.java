package dev.limen.app.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.state.LineFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The points of a scan that were tested before it was cut off, those that failed with the reason: a line each, under a
 * digest of all that its numbers depend on.
 *
 * <p>Points of other scans are never taken for ours; a kill in the middle of a line costs that line. May be used by
 * several threads at once.
 */
public final class GridState implements AutoCloseable {
    private final Optional<LineFile> file;
    private final Map<String, PointResult> results = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    private GridState(Optional<LineFile> file) {
        this.file = file;
    }

    /** A state that is kept nowhere. */
    public static GridState none() {
        return new GridState(Optional.empty());
    }

    /**
     * Reads what there is of a file, which is added to from now on.
     *
     * @throws UncheckedIOException if it cannot be read or written
     * @throws IllegalArgumentException if it holds something else, or another process is at it
     */
    public static GridState in(Path file) {
        LineFile lines = LineFile.beside(file);
        GridState state = new GridState(Optional.of(lines));
        lines.recall(state::recall);
        return state;
    }

    private void recall(String line) {
        try {
            JsonNode node = new ObjectMapper().readTree(line);
            String digest = node.path("digest").asText();
            results.remove(digest);
            failures.remove(digest);
            if (node.has("reason")) {
                failures.put(digest, node.get("reason").asText());
                return;
            }
            List<Double> expected = new ArrayList<>();
            node.path("CLs_exp").forEach(value -> expected.add(number(value)));
            OptionalDouble observed =
                    node.has("CLs_obs") ? OptionalDouble.of(number(node.get("CLs_obs"))) : OptionalDouble.empty();
            results.put(
                    digest,
                    new PointResult(
                            observed,
                            expected,
                            node.path("minima").asInt(),
                            number(node.path("edm")),
                            number(node.path("background"))));
        } catch (JsonProcessingException | NumberFormatException error) {
            throw new IllegalArgumentException(
                    file.map(lines -> lines.file().toString()).orElse("") + " holds no tested points, but: " + line
                            + ". Remove it, or choose another --output-file",
                    error);
        }
    }

    /** The very number that was written: the nearest to its digits. */
    private static double number(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    /** Whether digests are asked for at all. */
    boolean isKept() {
        return file.isPresent();
    }

    /** The number of points that are known, failed ones among them. */
    public int size() {
        return results.size() + failures.size();
    }

    /** Has the points that failed tested again. */
    public void forgetFailures() {
        failures.clear();
    }

    Optional<TestedPoint> get(String digest, SignalPoint point) {
        return Optional.ofNullable(results.get(digest))
                .map(result -> TestedPoint.of(point, result))
                .or(() -> Optional.ofNullable(failures.get(digest)).map(reason -> TestedPoint.failed(point, reason)));
    }

    /**
     * Adds a point.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    void add(String digest, TestedPoint point) {
        if (file.isEmpty()) {
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("patch", point.point().name());
        tree.put("digest", digest);
        if (point.result().isEmpty()) {
            tree.put("reason", point.failure());
        }
        point.result().ifPresent(result -> {
            tree.putAll(result.tree());
            tree.put("minima", result.minima());
            tree.put("edm", result.distance());
            tree.put("background", Double.toString(result.background()));
        });
        file.get().add(tree);
    }

    /**
     * Removes the file: the scan is finished.
     *
     * @throws UncheckedIOException if it cannot be removed
     */
    public void remove() {
        file.ifPresent(LineFile::remove);
    }

    /** Lets go of the file; a later process may continue. */
    @Override
    public void close() {
        file.ifPresent(LineFile::close);
    }
}
