package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.data.Split.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    private static final Split SPLIT = new Split(0.5, 0.2, 0.3, 7);

    /** Fractions within five binomial errors: fails for one seed in two million if the hash is uniform. */
    @Property(tries = 50)
    void fractionsAreAsAsked(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 0.6) double train, @ForAll int run) {
        Split split = new Split(train, 0.3, 0.7 - train, seed);
        int n = 20_000;
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (int event = 0; event < n; event++) {
            counts.merge(split.part(EventHash.of(run, event)), 1, Integer::sum);
        }
        assertEquals(train, counts.get(Part.TRAIN) / (double) n, 5 * Math.sqrt(train * (1 - train) / n));
        assertEquals(0.3, counts.get(Part.VALIDATION) / (double) n, 5 * Math.sqrt(0.3 * 0.7 / n));
    }

    @Property
    void anEventAlwaysLandsInTheSamePart(@ForAll long run, @ForAll long event) {
        assertEquals(SPLIT.part(EventHash.of(run, event)), SPLIT.part(EventHash.of(run, event)));
    }

    /** Another seed is an independent division: half of the training events change. */
    @Test
    void seedsAreIndependent() {
        Split other = new Split(0.5, 0.2, 0.3, 8);
        int n = 20_000;
        int both = 0;
        for (int event = 0; event < n; event++) {
            long hash = EventHash.of(1, event);
            both += SPLIT.part(hash) == Part.TRAIN && other.part(hash) == Part.TRAIN ? 1 : 0;
        }
        assertEquals(0.25, both / (double) n, 5 * Math.sqrt(0.25 * 0.75 / n));
    }

    @Test
    void hashesAreTheSameInEveryRelease() {
        assertEquals(2619188738011899841L, EventHash.of(1, 2));
        assertEquals(8577591016994442599L, EventHash.of(42));
        assertTrue(EventHash.of(1, 2) != EventHash.of(2, 1), "order matters");
    }

    @Test
    void partsOfAFileAreDisjointAndComplete(@TempDir Path folder) {
        String query = "SELECT 1 AS run, (%s) AS event, 1.0::DOUBLE AS x FROM range(5000) t(i)";
        String forwards = TestFiles.parquet(folder, "f.parquet", query.formatted("i"));
        String backwards = TestFiles.csv(folder, "b.csv", query.formatted("(4999 - i)::DOUBLE"));
        Set<Long> seen = new HashSet<>();
        for (Part part : Part.values()) {
            Events events = EventSource.parquet(forwards)
                    .identity("run", "event")
                    .weight("2")
                    .read(SPLIT, part);
            long[] hashes = events.nominal().identityHashes();
            assertTrue(Arrays.stream(hashes).allMatch(hash -> SPLIT.part(hash) == part));
            Arrays.stream(hashes).forEach(hash -> assertTrue(seen.add(hash), "in two parts"));
            assertEquals(10_000, events.sumOfWeights().all());
            assertEquals(5000.0 / hashes.length, events.sumOfWeights().rescaling(), 1e-12);
            long[] reversed = EventSource.csv(backwards)
                    .identity("run", "event")
                    .read(SPLIT, part)
                    .nominal()
                    .identityHashes();
            assertArrayEquals(
                    Arrays.stream(hashes).sorted().toArray(),
                    Arrays.stream(reversed).sorted().toArray(),
                    "same part for any order, file and type");
        }
        assertEquals(5000, seen.size());
    }

    @Test
    void allPartsAtOnceAreThePartsOneByOne(@TempDir Path folder) {
        String file = TestFiles.parquet(
                folder,
                "parts.parquet",
                "SELECT i AS event, (i % 97)::DOUBLE AS x, (i % 7)::DOUBLE AS y, (1 + i % 3)::DOUBLE AS w FROM range(150000) t(i)");
        EventSource source = EventSource.parquet(file)
                .identity("event")
                .column("z", "x * y")
                .select("x", "z")
                .weight("w")
                .preselection("x > 20")
                .variation(Variation.named("up").scale("x", 1.1).unaffected("y"))
                .variation(Variation.named("w up").weightFactor("1 + y"));
        Map<Part, Events> all = source.read(SPLIT);
        assertEquals(Set.of(Part.values()), all.keySet());
        for (Part part : Part.values()) {
            Events one = source.read(SPLIT, part);
            Events same = all.get(part);
            assertTrue(one.length() > 20_000, "length " + one.length());
            assertEquals(one.sumOfWeights(), same.sumOfWeights());
            assertArrayEquals(one.nominal().identityHashes(), same.nominal().identityHashes());
            assertTableEquals(one.nominal(), same.nominal());
            for (String name : List.of("up", "w up")) {
                assertTableEquals(one.variation(name), same.variation(name));
            }
        }
    }

    private static void assertTableEquals(EventTable one, EventTable other) {
        assertArrayEquals(one.weight().toDoubles(), other.weight().toDoubles());
        for (String column : List.of("x", "z")) {
            assertArrayEquals(
                    one.column(column).toDoubles(), other.column(column).toDoubles());
        }
    }

    @Test
    void rowsOfOneEventStayTogether(@TempDir Path folder) {
        String file = TestFiles.parquet(
                folder, "multi.parquet", "SELECT i // 3 AS event, i::DOUBLE AS x FROM range(3000) t(i)");
        for (Part part : Part.values()) {
            double[] rows = EventSource.parquet(file)
                    .identity("event")
                    .select("x")
                    .read(SPLIT, part)
                    .nominal()
                    .column("x")
                    .toDoubles();
            for (int k = 0; k < rows.length; k += 3) {
                assertArrayEquals(new double[] {rows[k], rows[k] + 1, rows[k] + 2}, Arrays.copyOfRange(rows, k, k + 3));
            }
        }
    }

    @Test
    void rowsIdentifyEventsWhereNothingElseDoes(@TempDir Path folder) {
        String file = TestFiles.parquet(folder, "rows.parquet", "SELECT i::DOUBLE AS x FROM range(4000) t(i)");
        EventSource source = EventSource.parquet(file).identityByRow();
        long[] all = source.read().nominal().identityHashes();
        assertEquals(4000, Arrays.stream(all).distinct().count());
        assertEquals(EventHash.of(1), all[0]);
        long[] late = source.where("x >= 3000").read().nominal().identityHashes();
        assertArrayEquals(Arrays.copyOfRange(all, 3000, 4000), late);
        int parts = 0;
        for (Part part : Part.values()) {
            parts += source.read(SPLIT, part).length();
        }
        assertEquals(4000, parts);
    }

    @Test
    void refusesFractionsThatDoNotAddUp() {
        assertThrows(IllegalArgumentException.class, () -> new Split(0.5, 0.2, 0.2, 7));
        assertThrows(IllegalArgumentException.class, () -> new Split(1.2, -0.2, 0, 7));
        assertThrows(IllegalArgumentException.class, () -> new Split(Double.NaN, 0, 1, 7));
    }
}
