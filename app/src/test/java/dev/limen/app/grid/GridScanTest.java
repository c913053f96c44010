package dev.limen.app.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridScanTest {

    @TempDir
    private Path folder;

    private final List<SignalPoint> points = IntStream.range(0, 8)
            .mapToObj(i -> new SignalPoint("p" + i, Optional.empty(), () -> patch(i)))
            .toList();

    private static JsonPatch patch(int number) {
        return JsonPatch.parse(
                "[{\"op\": \"add\", \"path\": \"/" + number + "\", \"value\": 1}]", "p" + number + ".json");
    }

    /** A result that is made of the patch's digits, and a count of how many were made. */
    private record Counting(String identity, AtomicInteger calls) implements PointTest {
        @Override
        public PointResult of(JsonPatch patch) {
            calls.incrementAndGet();
            double third = patch.toSortedJson().hashCode() / 3.0;
            return new PointResult(
                    OptionalDouble.of(third),
                    List.of(third, 0.1, 5e-324, 0.3, 1.0),
                    4,
                    1e-17,
                    Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void aScanThatWasCutOffGoesOnWithTheSameNumbers() throws IOException {
        Path file = folder.resolve("state.jsonl");
        List<TestedPoint> unbroken =
                scan("one", GridState.none(), new AtomicInteger()).run(points);

        scan("one", GridState.in(file), new AtomicInteger()).run(points.subList(0, 5));
        Files.writeString(file, "{\"patch\": \"p5\", \"dig", StandardOpenOption.APPEND);
        AtomicInteger calls = new AtomicInteger();
        GridState state = GridState.in(file);
        assertEquals(5, state.size());
        List<TestedPoint> resumed = scan("one", state, calls).run(points);

        assertEquals(unbroken, resumed);
        assertEquals(3, calls.get());
        assertEquals(8, GridState.in(file).size());
        state.remove();
        assertFalse(Files.exists(file));
    }

    @Test
    void pointsOfAnotherScanAreComputedAgain() {
        Path file = folder.resolve("state.jsonl");
        scan("one", GridState.in(file), new AtomicInteger()).run(points);
        AtomicInteger calls = new AtomicInteger();
        scan("two", GridState.in(file), calls).run(points);
        assertEquals(8, calls.get());
    }

    @Test
    void whatIsNoStateIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "remember the milk\n");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> GridState.in(file));
        assertTrue(refused.getMessage().contains("remember the milk"), refused.getMessage());
        assertEquals("remember the milk\n", Files.readString(file));
    }

    @Test
    void aFaultOfTheProgramIsNoFailedPoint() {
        PointTest faulty = new PointTest() {
            @Override
            public PointResult of(JsonPatch patch) {
                throw new IllegalStateException("a fault");
            }

            @Override
            public String identity() {
                return "";
            }
        };
        GridScan scan = new GridScan(faulty, GridState.none(), 2);
        assertThrows(IllegalStateException.class, () -> scan.run(points));
        assertThrows(IllegalArgumentException.class, () -> new GridScan(faulty, GridState.none(), 0));
    }

    private static GridScan scan(String identity, GridState state, AtomicInteger calls) {
        return new GridScan(new Counting(identity, calls), state, 3);
    }
}
