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

        try (GridState state = GridState.in(file)) {
            scan("one", state, new AtomicInteger()).run(points.subList(0, 5));
        }
        Files.writeString(file, "{\"patch\": \"p5\", \"dig", StandardOpenOption.APPEND);
        AtomicInteger calls = new AtomicInteger();
        try (GridState state = GridState.in(file)) {
            assertEquals(5, state.size());
            assertEquals(unbroken, scan("one", state, calls).run(points));
        }
        assertEquals(3, calls.get());
        try (GridState state = GridState.in(file)) {
            assertEquals(8, state.size());
            state.remove();
        }
        assertFalse(Files.exists(file));
    }

    /** Refuses the third point, until it is told not to. */
    private record Refusing(AtomicInteger calls, boolean refuses) implements PointTest {
        @Override
        public PointResult of(JsonPatch patch) {
            calls.incrementAndGet();
            if (refuses && patch.toSortedJson().contains("/2")) {
                throw new IllegalArgumentException("no signal here");
            }
            return new PointResult(OptionalDouble.empty(), List.of(0.1, 0.2, 0.3, 0.4, 0.5), 1, 0, 100);
        }

        @Override
        public String identity() {
            return "same";
        }
    }

    @Test
    void aPointThatFailedIsKeptWithItsReasonUntilItIsToBeTriedAgain() {
        Path file = folder.resolve("state.jsonl");
        AtomicInteger calls = new AtomicInteger();
        List<TestedPoint> first;
        try (GridState state = GridState.in(file)) {
            first = new GridScan(new Refusing(calls, true), state, 2).run(points);
        }
        assertEquals("no signal here", first.get(2).failure());
        assertEquals(8, calls.getAndSet(0));
        try (GridState state = GridState.in(file)) {
            assertEquals(8, state.size());
            assertEquals(first, new GridScan(new Refusing(calls, false), state, 2).run(points));
        }
        assertEquals(0, calls.get());
        try (GridState state = GridState.in(file)) {
            state.forgetFailures();
            List<TestedPoint> again = new GridScan(new Refusing(calls, false), state, 2).run(points);
            assertEquals("", again.get(2).failure());
        }
        assertEquals(1, calls.getAndSet(0));
        // The later line counts.
        try (GridState state = GridState.in(file)) {
            List<TestedPoint> known = new GridScan(new Refusing(calls, true), state, 2).run(points);
            assertEquals("", known.get(2).failure());
        }
        assertEquals(0, calls.get());
    }

    @Test
    void aStateThatIsInUseIsRefused() {
        Path file = folder.resolve("state.jsonl");
        try (GridState state = GridState.in(file)) {
            assertEquals(0, state.size());
            String message = assertThrows(IllegalArgumentException.class, () -> GridState.in(file))
                    .getMessage();
            assertTrue(message.contains("another process is at " + file), message);
        }
    }

    @Test
    void pointsOfAnotherScanAreComputedAgain() {
        Path file = folder.resolve("state.jsonl");
        try (GridState state = GridState.in(file)) {
            scan("one", state, new AtomicInteger()).run(points);
        }
        AtomicInteger calls = new AtomicInteger();
        try (GridState state = GridState.in(file)) {
            scan("two", state, calls).run(points);
        }
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
