package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSourceTest {
    @TempDir
    Path folder;

    @Test
    void readsColumnsInTheOrderOfTheFile() {
        EventTable table = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .weight("w")
                .select("lep_pt", "event")
                .read()
                .nominal();
        assertEquals(List.of("lep_pt", "event"), table.names());
        assertArrayEquals(
                new double[] {30, 40, 50, 26, 20, 90}, table.column("lep_pt").toDoubles());
        assertArrayEquals(
                new double[] {10, 11, 12, 10, 11, 12}, table.column("event").toDoubles());
        assertArrayEquals(new double[] {2, 1, 0.5, -1, 3, 4}, table.weight().toDoubles());
    }

    @Test
    void withoutSelectionAllNumbersAndSqlColumnsAreRead() {
        EventTable table = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .identity("run", "event")
                .column("twice", "2*w")
                .read()
                .nominal();
        assertEquals(List.of("w", "lep_pt", "tau_pt", "tau_phi", "met_x", "met_y", "jet_pt", "twice"), table.names());
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, table.weight().toDoubles());
    }

    @Test
    void csvGivesTheSameBitsAsParquet() {
        String query = "SELECT i AS event, random()*exp(20*random()-10) AS x FROM range(5000) t(i)";
        String parquet = TestFiles.parquet(folder, "x.parquet", query);
        String csv = TestFiles.csv(folder, "x.csv", "SELECT * FROM '" + parquet + "'");
        EventTable left =
                EventSource.parquet(parquet).select("event", "x").read().nominal();
        EventTable right = EventSource.csv(csv).select("event", "x").read().nominal();
        assertEquals(left.column("x"), right.column("x"));
        assertEquals(left.column("event"), right.column("event"));
    }

    @Test
    void csvTypesAreFoundInTheWholeFile() {
        String csv = TestFiles.csv(
                folder,
                "late.csv",
                "SELECT CASE WHEN i < 30000 THEN i::VARCHAR ELSE '0.5' END AS x FROM range(30001) t(i)");
        assertEquals(0.5, EventSource.csv(csv).read().nominal().column("x").at(30000));
    }

    @Test
    void filesAreReadSortedByNameAndEachOnce() {
        String b = TestFiles.parquet(folder, "b.parquet", "SELECT 2.0::DOUBLE AS x");
        TestFiles.parquet(folder, "c.parquet", "SELECT 3.0::DOUBLE AS x");
        TestFiles.parquet(folder, "a.parquet", "SELECT 1.0::DOUBLE AS x");
        EventSource source = EventSource.parquet(b, folder.resolve("*.parquet").toString());
        assertArrayEquals(
                new double[] {1, 2, 3}, source.read().nominal().column("x").toDoubles());
        assertEquals(3, source.files().size());
    }

    @Test
    void whereSelectsTheSampleOnTheFilesOwnColumns() {
        EventTable table = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .where("label = 'b' OR jet_pt = -25 -- a marker here is a number like any other")
                .undefined(-25)
                .select("lep_pt")
                .read()
                .nominal();
        assertArrayEquals(new double[] {40, 50, 26}, table.column("lep_pt").toDoubles());
    }

    @Test
    void sqlColumnsMayUseEachOtherInAnyOrderAndLetterCase() {
        EventTable table = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .column("half", "MET / 2")
                .column("met", "sqrt(met_x*met_x + \"met_y\"*met_y)")
                .select("half")
                .read()
                .nominal();
        assertEquals(20, table.column("half").at(0));
        assertEquals(Math.sqrt(10.0 * 10 + 20.0 * 20) / 2, table.column("half").at(1), 1e-14);
    }

    @Test
    void fractionsAreWidenedBeforeAnythingIsComputed() {
        String file = TestFiles.parquet(folder, "f.parquet", "SELECT 0.1::FLOAT AS x, 0.7::DECIMAL(4,2) AS d");
        EventTable table = EventSource.parquet(file)
                .column("square", "x*x")
                .column("third", "d/3")
                .read()
                .nominal();
        assertEquals((double) 0.1f * 0.1f, table.column("square").at(0), 1e-18);
        assertEquals(0.7 / 3, table.column("third").at(0), 1e-16);
    }

    @Test
    void preselectionDropsEventsAndIsSummed() {
        Events events = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .preselection("lep_pt > 25 and tau_pt > 25")
                .weight("w")
                .select("event")
                .read();
        assertArrayEquals(
                new double[] {11, 12, 10}, events.nominal().column("event").toDoubles());
        assertEquals(0.5, events.sumOfWeights().all());
        assertEquals(1, events.sumOfWeights().rescaling());
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        String query = "SELECT i AS event, sin(i)*exp(i%%50) AS x, random() AS y FROM range(%d, %d) t(i)";
        for (int file = 0; file < 3; file++) {
            TestFiles.parquet(folder, "t" + file + ".parquet", query.formatted(file * 150_000, (file + 1) * 150_000));
        }
        EventSource source = EventSource.parquet(folder.resolve("t*.parquet").toString())
                .column("z", "atan2(x, y) + tanh(y)")
                .preselection("y > 0.3")
                .identity("event")
                .select("x", "z");
        EventTable one =
                source.resources(new Resources(1, 1L << 30, 1L << 30)).read().nominal();
        assertTrue(one.length() > 300_000, "most events pass");
        for (int threads : new int[] {2, 7}) {
            EventTable many = source.resources(new Resources(threads, 1L << 30, 1L << 30))
                    .read()
                    .nominal();
            assertEquals(one.column("x"), many.column("x"));
            assertEquals(one.column("z"), many.column("z"));
            assertArrayEquals(one.identityHashes(), many.identityHashes());
        }
    }

    @Test
    void saysWhatIsInTheFilesAndWhatIsUsed() {
        EventSource source = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .column("met", "sqrt(met_x*met_x+met_y*met_y)")
                .column("unused", "jet_pt+1")
                .preselection("LEP_PT > 3")
                .weight("w*tau_phi")
                .select("met");
        assertEquals(new FileColumn("label", "VARCHAR"), source.schema().get(2));
        assertTrue(source.schema().get(0).isInteger());
        assertFalse(source.schema().get(2).isNumeric());
        assertEquals(Set.of("met_x", "met_y", "lep_pt"), source.fileColumns());
    }

    @Test
    void lambdasOverListsKnowTheirParameters() {
        String file = TestFiles.parquet(folder, "jets.parquet", "SELECT [10.0, 40.0, 50.0] AS jets");
        EventTable table = EventSource.parquet(file)
                .column("n", "len(list_filter(jets, lambda j: j > 30))")
                .select("n")
                .read()
                .nominal();
        assertEquals(2, table.column("n").at(0));
    }
}
