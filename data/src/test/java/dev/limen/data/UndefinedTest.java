package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndefinedTest {
    @TempDir
    Path folder;

    private EventSource source;

    @BeforeEach
    void six() {
        source = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .undefined(-25, -999)
                .weight("w");
    }

    @Test
    void markersAreListedAndReplacedByADefinedValue() {
        EventTable table = source.select("jet_pt", "lep_pt").read().nominal();
        assertArrayEquals(
                new double[] {55, 55, 70, 55, 33, 44}, table.column("jet_pt").toDoubles());
        assertArrayEquals(
                new double[] {1, 0, 1, 0, 1, 1}, table.defined("jet_pt").toDoubles());
        assertFalse(table.isDefined("jet_pt"));
        assertTrue(table.isDefined("lep_pt"));
    }

    @Test
    void weightsVanishWhereAColumnIsUndefined() {
        EventTable table = source.select("jet_pt", "lep_pt").read().nominal();
        assertSame(table.weight(), table.weight(List.of("lep_pt")));
        assertArrayEquals(
                new double[] {2, 0, 0.5, 0, 3, 4},
                table.weight(List.of("lep_pt", "jet_pt")).toDoubles());
    }

    @Test
    void whatIsComputedFromThemIsUndefinedToo() {
        EventTable table = source.column("sum", "jet_pt + lep_pt")
                .column("rescued", "coalesce(jet_pt, 0) + lep_pt")
                .select("sum", "rescued")
                .read()
                .nominal();
        assertArrayEquals(new double[] {1, 0, 1, 0, 1, 1}, table.defined("sum").toDoubles());
        assertArrayEquals(
                new double[] {85, 40, 120, 26, 53, 134}, table.column("rescued").toDoubles());
    }

    @Test
    void theyFailThePreselectionWhicheverWayItCuts() {
        assertEquals(4, source.preselection("jet_pt > -100").select("w").read().length());
        assertEquals(1, source.preselection("jet_pt < 40").select("w").read().length());
        assertEquals(
                1, source.preselection("not (jet_pt >= 40)").select("w").read().length());
    }

    @Test
    void theyAreNeverScaled() {
        Events events = source.select("jet_pt")
                .variation(Variation.named("jes").scale("jet_pt", 2))
                .variation(Variation.named("pile").add("jet_pt", 10))
                .read();
        Tensor defined = events.nominal().defined("jet_pt");
        assertEquals(defined, events.variation("jes").defined("jet_pt"));
        assertEquals(110, events.variation("jes").column("jet_pt").at(0));
        assertEquals(65, events.variation("pile").column("jet_pt").at(0));
    }

    @Test
    void weightsAndIdentityKeepTheirNumbers() {
        String file = TestFiles.parquet(folder, "w.parquet", "SELECT -25.0::DOUBLE AS w, -25 AS run, 1.0::DOUBLE AS x");
        EventTable table = EventSource.parquet(file)
                .undefined(-25)
                .weight("w")
                .identity("run")
                .select("x")
                .read()
                .nominal();
        assertEquals(-25, table.weight().at(0));
        assertEquals(EventHash.of(-25), table.identityHashes()[0]);
    }

    @Test
    void aMarkerIsComparedInTheTypeOfTheFile() {
        String file = TestFiles.parquet(folder, "f.parquet", "SELECT unnest([-99.9::FLOAT, 1::FLOAT]) AS x");
        assertArrayEquals(
                new double[] {0, 1},
                EventSource.parquet(file)
                        .undefined(-99.9)
                        .read()
                        .nominal()
                        .defined("x")
                        .toDoubles());
    }

    @Test
    void aColumnWithoutAnyValueIsZeroAndUndefined() {
        EventTable table = source.where("jet_pt = -25").select("jet_pt").read().nominal();
        assertArrayEquals(new double[] {0, 0}, table.column("jet_pt").toDoubles());
        assertArrayEquals(new double[] {0, 0}, table.defined("jet_pt").toDoubles());
    }
}
