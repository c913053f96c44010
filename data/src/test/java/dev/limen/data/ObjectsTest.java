package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsTest {
    /** Five events with three, no, two, one and two jets; one has an undefined eta. */
    private static final String FIVE = """
            SELECT * FROM (VALUES
              (1, 'a', 2.0::DOUBLE, [50.5, 30, 20]::FLOAT[], [0.5, -1, 2]::DOUBLE[], [1, 0, 1]::TINYINT[], [12]::DOUBLE[]),
              (2, 'a', 1.0, [], [], [], []),
              (3, 'b', 0.5, [80, 70], [0.1, 0.2], [0, 0], [15, 16]),
              (4, 'a', 1.5, [45], [-999], [1], [17]),
              (5, 'a', 3.0, [35, 25], [1.5, 2.5], [0, 1], []))
            AS t(event, label, w, jet_pt, jet_eta, jet_b, mu_pt)""";

    @TempDir
    Path folder;

    private EventSource source;

    @BeforeEach
    void writeEvents() {
        source = EventSource.parquet(TestFiles.parquet(folder, "five.parquet", FIVE))
                .weight("w")
                .undefined(-999)
                .identity("event");
    }

    private static double[] numbers(Tensor tensor) {
        return tensor.toDoubles();
    }

    @Test
    void listsAreNumbersOfObjectsAndTheirColumns() {
        EventTable table = source.objects("jets", "jet_pt", "jet_eta", "jet_b")
                .objects("muons", "mu_pt")
                .read()
                .nominal();
        assertEquals(List.of("w"), table.names());
        assertEquals(List.of("jets", "muons"), table.collections());
        ObjectTable jets = table.objects("jets");
        assertEquals(8, jets.length());
        assertArrayEquals(new double[] {3, 0, 2, 1, 2}, numbers(jets.counts()));
        assertArrayEquals(new double[] {0, 3, 3, 5, 6, 8}, numbers(jets.offsets()));
        assertArrayEquals(new double[] {50.5, 30, 20, 80, 70, 45, 35, 25}, numbers(jets.column("jet_pt")));
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 1, 0, 1}, numbers(jets.column("jet_b")));
        assertArrayEquals(new double[] {0.5, -1, 2, 0.1, 0.2, 0.5, 1.5, 2.5}, numbers(jets.column("jet_eta")));
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 0, 1, 1}, numbers(jets.defined("jet_eta")));
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 0, 1, 1}, numbers(jets.weight(List.of("jet_pt", "jet_eta"))));
        assertArrayEquals(
                new double[] {1, 0, 2, 1, 0}, numbers(table.objects("muons").counts()));
        assertArrayEquals(
                new double[] {12, 15, 16, 17}, numbers(table.objects("muons").column("mu_pt")));
    }

    @Test
    void sqlOfListsGivesListsAndNumbers() {
        EventTable table = source.column("jet_px", "list_transform(jet_pt, lambda x: x / 2)")
                .column("ht", "coalesce(list_sum(jet_pt), 0)")
                .column("central_pt", "list_filter(jet_pt, lambda x, i: abs(jet_eta[i]) < 1.8)")
                .where("label = 'a'")
                .preselection("ht > 0")
                .objects("jets", "jet_pt", "jet_px")
                .objects("central", "central_pt")
                .select("ht", "jet_px", "central_pt")
                .read()
                .nominal();
        assertArrayEquals(new double[] {100.5, 45, 60}, numbers(table.column("ht")));
        assertEquals(List.of("jet_px"), table.objects("jets").names());
        assertArrayEquals(new double[] {3, 1, 2}, numbers(table.objects("jets").counts()));
        assertArrayEquals(
                new double[] {25.25, 15, 10, 22.5, 17.5, 12.5},
                numbers(table.objects("jets").column("jet_px")));
        // An undefined eta passes no condition.
        assertArrayEquals(
                new double[] {2, 0, 1}, numbers(table.objects("central").counts()));
        assertArrayEquals(
                new double[] {50.5, 30, 35}, numbers(table.objects("central").column("central_pt")));
    }

    @Test
    void variationsShiftObjectsAndShareTheRest() {
        Events events = source.column("lead", "jet_pt[1]")
                .column("hard_pt", "list_filter(jet_pt, lambda x: x > 40)")
                .preselection("len(jet_pt) > 0 and jet_pt[1] > 40")
                .objects("jets", "jet_pt", "jet_eta")
                .objects("hard", "hard_pt")
                .select("lead", "jet_pt", "jet_eta", "hard_pt")
                .variation(Variation.named("up").scale("jet_pt", 1.2).othersUnaffected())
                .variation(Variation.named("smeared")
                        .recompute("jet_pt", "list_transform(nominal.jet_pt, lambda x: x + 1)")
                        .unaffected("jet_eta"))
                .read();
        // The last event passes under the shift up alone.
        assertArrayEquals(
                new double[] {50.5, 80, 45, 35}, numbers(events.nominal().column("lead")));
        assertArrayEquals(
                new double[] {2, 0.5, 1.5, 0}, numbers(events.nominal().weight()));
        ObjectTable nominal = events.nominal().objects("jets");
        ObjectTable up = events.variation("up").objects("jets");
        assertArrayEquals(new double[] {50.5, 30, 20, 80, 70, 45, 35, 25}, numbers(nominal.column("jet_pt")));
        double[] shifted = Arrays.stream(numbers(nominal.column("jet_pt")))
                .map(x -> x * 1.2)
                .toArray();
        assertArrayEquals(shifted, numbers(up.column("jet_pt")));
        assertSame(nominal.column("jet_eta"), up.column("jet_eta"));
        assertSame(nominal.counts(), up.counts());
        assertArrayEquals(
                Arrays.stream(numbers(nominal.column("jet_pt"))).map(x -> x + 1).toArray(),
                numbers(events.variation("smeared").objects("jets").column("jet_pt")));
        // Objects of a list that SQL filters come and go.
        assertArrayEquals(
                new double[] {1, 2, 1, 0},
                numbers(events.nominal().objects("hard").counts()));
        assertArrayEquals(
                new double[] {1, 2, 1, 1},
                numbers(events.variation("up").objects("hard").counts()));
        assertArrayEquals(
                new double[] {50.5 * 1.2, 80 * 1.2, 70 * 1.2, 45 * 1.2, 35 * 1.2},
                numbers(events.variation("up").objects("hard").column("hard_pt")));
        // weight, lead: nominal 2; up 2; smeared 2 (its last event fails again; its weights are its own).
        // jets: pt in 3, eta, counts; hard: pt and counts in 3, of which smeared shares the counts.
        long eventBytes = 8L * 4 * 6;
        long jetBytes = 8L * 8 * 4 + 4 * 4;
        long hardBytes = 8L * (4 + 5 + 4) + 4 * 4 * 2;
        assertEquals(eventBytes + jetBytes + hardBytes, events.bytes());
        assertSame(
                events.nominal().objects("hard"), events.scaledBy(2).nominal().objects("hard"));
    }

    @Test
    void splitsKeepObjectsWithTheirEvents() {
        String many = "SELECT i AS event, 1.0 AS w, list_transform(range(i % 4), lambda k: i + k / 8.0) AS jet_pt"
                + " FROM range(30000) t(i)";
        EventSource large = EventSource.parquet(TestFiles.parquet(folder, "many.parquet", many))
                .weight("w")
                .column("number", "event")
                .identity("event")
                .objects("jets", "jet_pt")
                .select("number", "jet_pt");
        Split split = new Split(0.5, 0.2, 0.3, 7);
        int events = 0;
        Map<Split.Part, Events> parts = large.read(split);
        for (Split.Part part : Split.Part.values()) {
            for (EventTable table :
                    List.of(parts.get(part).nominal(), large.read(split, part).nominal())) {
                ObjectTable jets = table.objects("jets");
                double[] number = numbers(table.column("number"));
                double[] pt = numbers(jets.column("jet_pt"));
                double[] offsets = numbers(jets.offsets());
                for (int event = 0; event < number.length; event++) {
                    assertEquals(number[event] % 4, offsets[event + 1] - offsets[event]);
                    for (int k = 0; k < number[event] % 4; k++) {
                        assertEquals(number[event] + k / 8.0, pt[(int) offsets[event] + k]);
                    }
                }
            }
            events += parts.get(part).length();
        }
        assertEquals(30000, events);
    }

    @Test
    void arraysMakeATableWithObjects() {
        EventTable table = EventTable.of(Map.of("met", new double[] {1, 2, 3}), new double[] {1, 1, 1})
                .with("jets", new int[] {0, 2, 2, 3}, Map.of("pt", new double[] {30, 20, 50}));
        assertArrayEquals(new double[] {2, 0, 1}, numbers(table.objects("jets").counts()));
        assertArrayEquals(
                new double[] {30, 20, 50}, numbers(table.objects("jets").column("pt")));
        assertEquals(List.of("jets"), table.scaledBy(2).collections());
        assertEquals(List.of("jets"), table.identifiedBy(new long[] {1, 2, 3}).collections());
        assertMessage(
                "collection 'mu' has offsets for 1 events, the table has 3",
                () -> table.with("mu", new int[] {0, 1}, Map.of("pt", new double[] {1})));
        assertMessage(
                "collection 'mu': the offsets decrease from 2 to 1 at event 1 (the first is 0)",
                () -> table.with("mu", new int[] {0, 2, 1, 2}, Map.of("pt", new double[] {1, 2})));
        assertMessage(
                "collection 'mu': column 'pt' has 1 objects, the last offset is 2",
                () -> table.with("mu", new int[] {0, 2, 2, 2}, Map.of("pt", new double[] {1})));
        assertMessage(
                "collection 'mu', column 'pt' is NaN in row 1 (the first is 0)",
                () -> table.with("mu", new int[] {0, 2, 2, 2}, Map.of("pt", new double[] {1, Double.NaN})));
        assertMessage(
                "collection 'jets' is there already",
                () -> table.with("jets", new int[] {0, 0, 0, 1}, Map.of("pt", new double[] {1})));
        assertMessage(
                "column 'pt' has one number for each object of 'jets', not one for each event: take it from"
                        + " objects(\"jets\")",
                () -> table.column("pt"));
        assertMessage(
                "there is no collection 'jet' in the table; did you mean jets?; there is: jets",
                () -> table.objects("jet"));
        assertMessage(
                "there is no column 'eta' in collection 'jets'; did you mean pt?; there is: pt",
                () -> table.objects("jets").column("eta"));
    }

    @Test
    void aListIsNoNumberAndSaysWhatToDo() {
        String hint = "; a list has one number for each object of an event: name its collection,"
                + " objects(\"NAME\", \"jet_pt\"), or make one number of it, as list_sum(jet_pt) or len(jet_pt) do";
        assertMessage("column 'jet_pt' is of type FLOAT[], not a number" + hint, () -> source.select("jet_pt")
                .read());
        assertMessage("weight: \"jet_pt\" is of type DOUBLE[], not a number" + hint, () -> source.weight("jet_pt")
                .read());
        String compared = assertThrows(DataException.class, () -> source.preselection("jet_pt > 25")
                        .read())
                .getMessage();
        assertTrue(compared.startsWith("preselection: cannot evaluate \"jet_pt > 25\": "), compared);
        assertTrue(compared.endsWith(hint), compared);
        assertMessage(
                "collection 'jets': column 'w' is of type DOUBLE; a collection has lists of numbers, such as DOUBLE[]",
                () -> source.objects("jets", "w").read());
        assertMessage(
                "column 'jet_pt' is of collection 'jets' and of 'more'",
                () -> source.objects("jets", "jet_pt").objects("more", "jet_pt").read());
        assertMessage(
                "collection 'jets': there is no column 'jet_et'; did you mean jet_eta or jet_pt or"
                        + " jet_b?; there is: event, label, w, jet_pt, jet_eta, jet_b, mu_pt",
                () -> source.objects("jets", "jet_et").read());
        assertMessage(
                "collection 'a-b': expected a letter, then letters, digits or '_'",
                () -> source.objects("a-b", "jet_pt").read());
        String csv = TestFiles.csv(folder, "five.csv", "SELECT event, w, '[1,2]' AS jet_pt FROM (" + FIVE + ")");
        assertMessage(
                "collection 'jets': column 'jet_pt' is of type VARCHAR; a collection has lists of numbers, such as"
                        + " DOUBLE[], which CSV files cannot hold: convert them to Parquet",
                () -> EventSource.csv(csv).objects("jets", "jet_pt").read());
    }

    @Test
    void listsOfOneCollectionHaveOneLength() {
        String path = folder.resolve("five.parquet").toString();
        assertMessage(
                "file '" + path + "', row 1 (the first is 1): collection 'objects': column 'jet_pt' has 3 objects,"
                        + " column 'mu_pt' 1; the columns of a collection have equal numbers",
                () -> source.objects("objects", "jet_pt", "mu_pt").read());
        String two = "SELECT [50.0, 39] AS pt, [50.0, 39] AS pt0, [1.0, 2] AS eta";
        String other = TestFiles.parquet(folder, "two.parquet", two);
        assertMessage(
                "file '" + other + "', row 1 (the first is 1): collection 'hard' under variation 'up': column"
                        + " 'hard_pt' has 2 objects, column 'hard_eta', which does not change, 1; the columns of a"
                        + " collection have equal numbers",
                () -> EventSource.parquet(other)
                        .column("hard_pt", "list_filter(pt, lambda x: x > 40)")
                        .column("hard_eta", "list_filter(eta, lambda x, i: pt0[i] > 40)")
                        .objects("hard", "hard_pt", "hard_eta")
                        .select("hard_pt", "hard_eta")
                        .variation(Variation.named("up").scale("pt", 1.1).othersUnaffected())
                        .read());
        assertMessage(
                "file '" + path + "', row 2 (the first is 1): collection 'jets': column 'none' has no list; write an"
                        + " empty one, [], where there are no objects",
                () -> source.column("none", "CASE WHEN len(jet_pt) > 0 THEN jet_pt END")
                        .objects("jets", "none")
                        .read());
    }

    @Test
    void filesHoldNoUnannouncedGaps() {
        String path = folder.resolve("bad.parquet").toString();
        for (String[] bad : new String[][] {
            {"[1.0, NULL]", "holds an object without value; write a marker such as -999 and list it as undefined"},
            {
                "[1.0, 'nan'::DOUBLE]",
                "holds a number that is NaN or infinite; write a marker such as -999 and list it as undefined"
            },
            {"NULL", "has no list; write an empty one where there are no objects"}
        }) {
            TestFiles.parquet(
                    folder,
                    "bad.parquet",
                    "SELECT * FROM (VALUES ([2.0]::DOUBLE[]), (" + bad[0] + "::DOUBLE[])) AS t(pt)");
            String message = assertThrows(DataException.class, () -> EventSource.parquet(path)
                            .objects("jets", "pt")
                            .read())
                    .getMessage();
            assertTrue(
                    message.startsWith("file '" + path + "', column 'pt', row 2 (the first is 1): ")
                            && message.contains(bad[1]),
                    message);
        }
        TestFiles.parquet(folder, "bad.parquet", "SELECT [4.0, -1] AS pt, [1.0, 2] AS x");
        assertMessage(
                "file '" + path + "', row 1 (the first is 1): collection 'jets': column 'root' is NaN for object 1"
                        + " (the first is 0); an event that passes needs a finite one. Change the SQL, or let the preselection"
                        + " reject the event.",
                () -> EventSource.parquet(path)
                        .column("root", "list_transform(pt, lambda x: sqrt(x))")
                        .objects("jets", "root")
                        .read());
        assertNotEquals(0, EventSource.parquet(path).objects("jets", "x").read().bytes());
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable run) {
        assertEquals(expected, assertThrows(DataException.class, run).getMessage());
    }
}
