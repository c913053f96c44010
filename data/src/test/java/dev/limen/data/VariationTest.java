package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariationTest {
    private static final String MET = "sqrt(met_x*met_x + met_y*met_y)";

    @TempDir
    Path folder;

    private EventSource source;

    @BeforeEach
    void six() {
        source = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .column("met", MET)
                .column("sum", "lep_pt + tau_pt")
                .weight("w")
                .identity("run", "event")
                .select("lep_pt", "tau_pt", "met", "sum");
    }

    @Test
    void sqlColumnsAreEvaluatedAgain() {
        Events events = source.variation(
                        Variation.named("up").scale("tau_pt", 1.5).othersUnaffected())
                .read();
        for (int row = 0; row < 6; row++) {
            double tau = events.nominal().column("tau_pt").at(row);
            double lep = events.nominal().column("lep_pt").at(row);
            assertEquals(tau * 1.5, events.variation("up").column("tau_pt").at(row));
            assertEquals(lep + tau * 1.5, events.variation("up").column("sum").at(row));
        }
    }

    @Test
    void onlyWhatDependsOnTheShiftIsHeldAgain() {
        Events events = source.variation(
                        Variation.named("up").scale("tau_pt", 1.5).othersUnaffected())
                .read();
        EventTable up = events.variation("up");
        assertSame(events.nominal().column("lep_pt"), up.column("lep_pt"));
        assertSame(events.nominal().column("met"), up.column("met"));
        assertSame(events.nominal().weight(), up.weight());
        assertNotSame(events.nominal().column("sum"), up.column("sum"));
        assertEquals(8 * 6 * (4 + 1 + 2), events.bytes());
    }

    @Test
    void recomputationSeesTheShiftedAndTheNominalValues() {
        Events events = source.variation(Variation.named("up")
                        .scale("tau_pt", 1.1)
                        .recompute("met_x", "met_x - (tau_pt - nominal.tau_pt)*cos(tau_phi)")
                        .recompute("met_y", "met_y - (TAU_PT - Nominal.tau_pt)*sin(tau_phi)")
                        .othersUnaffected())
                .select("met", "tau_pt")
                .read();
        double x = 10 - 2.55 * Math.cos(0.5);
        double y = 20 - 2.55 * Math.sin(0.5);
        assertEquals(Math.hypot(x, y), events.variation("up").column("met").at(1), 1e-12);
        assertEquals(Math.hypot(10, 20), events.nominal().column("met").at(1), 1e-12);
    }

    @Test
    void recomputationsSeeEachOtherInWhateverOrderTheyAreListed() {
        EventSource files = EventSource.parquet(TestFiles.parquet(
                        folder,
                        "met.parquet",
                        "SELECT *, sqrt(met_x*met_x + met_y*met_y) AS met FROM (" + TestFiles.SIX + ")"))
                .select("met");
        double shifted = Math.hypot(10 - 2.55, 20);
        Variation last = Variation.named("v").scale("tau_pt", 1.1).recompute("met", MET);
        Variation first =
                Variation.named("v").scale("tau_pt", 1.1).recompute("met_x", "met_x - (tau_pt - nominal.tau_pt)");
        for (Variation variation :
                List.of(last.recompute("met_x", "met_x - (tau_pt - nominal.tau_pt)"), first.recompute("met", MET))) {
            assertEquals(
                    shifted,
                    files.variation(variation)
                            .read()
                            .variation("v")
                            .column("met")
                            .at(1),
                    1e-12);
        }
        Variation circle = Variation.named("v").recompute("met_x", "met_y").recompute("met_y", "met_x");
        DataException error =
                assertThrows(DataException.class, () -> files.variation(circle).read());
        assertTrue(error.getMessage().contains("in a circle: met_x -> met_y -> met_x"), error.getMessage());
    }

    @Test
    void anEventIsKeptIfItPassesAnywhereAndWeighsNothingWhereItFails() {
        Events events = source.preselection("tau_pt > 25")
                .variation(Variation.named("up").scale("tau_pt", 1.05).othersUnaffected())
                .variation(Variation.named("down").scale("tau_pt", 0.95).othersUnaffected())
                .read();
        assertArrayEquals(
                new double[] {30, 40, 50, 26, 20},
                events.nominal().column("lep_pt").toDoubles());
        assertArrayEquals(
                new double[] {0, 1, 0.5, -1, 3}, events.nominal().weight().toDoubles());
        assertArrayEquals(
                new double[] {2, 1, 0.5, -1, 3}, events.variation("up").weight().toDoubles());
        assertArrayEquals(
                new double[] {0, 0, 0.5, 0, 3},
                events.variation("down").weight().toDoubles());
        assertEquals(3.5, events.sumOfWeights().all());
        assertArrayEquals(
                events.nominal().identityHashes(), events.variation("up").identityHashes());
    }

    @Test
    void whatSqlMakesOfAnEventThatFailsDoesNotMatter() {
        Events events = source.preselection("tau_pt > 25")
                .column("root", "sqrt(tau_pt - 25)")
                .select("root")
                .variation(Variation.named("up").scale("tau_pt", 1.05))
                .read();
        assertArrayEquals(
                new double[] {0, 1, 1, 1, 1}, events.nominal().defined("root").toDoubles());
        assertArrayEquals(
                new double[] {1, 1, 1, 1, 1},
                events.variation("up").defined("root").toDoubles());
        assertThrows(
                DataException.class,
                () -> source.column("root", "sqrt(tau_pt - 25)").select("root").read(),
                "no preselection");
    }

    @Test
    void weightsAreMultipliedOrReplaced() {
        Events events = source.variation(Variation.named("factor").weightFactor("1 + tau_phi"))
                .variation(Variation.named("other").weight("w*w"))
                .read();
        assertArrayEquals(
                new double[] {2, 1.5, 1, -2.5, 9, 14},
                events.variation("factor").weight().toDoubles());
        assertArrayEquals(
                new double[] {4, 1, 0.25, 1, 9, 16},
                events.variation("other").weight().toDoubles());
        assertSame(events.nominal().column("sum"), events.variation("factor").column("sum"));
        assertEquals(List.of("factor", "other"), events.variations());
    }

    @Test
    void everyFileColumnInUseIsSpokenOf() {
        Variation silent = Variation.named("tes").scale("tau_pt", 1.03).unaffected("lep_pt");
        DataException error =
                assertThrows(DataException.class, () -> source.variation(silent).read());
        assertTrue(error.getMessage().contains("variation 'tes': says nothing of met_x, met_y;"), error.getMessage());
        source.variation(silent.frozen("met_x").unaffected("MET_Y")).read();
        source.select("sum").variation(silent).read();
    }

    @Test
    void aShiftOfAColumnThatIsNotUsedChangesNothing() {
        Events events = source.variation(
                        Variation.named("jes").scale("jet_pt", 1.5).othersUnaffected())
                .read();
        assertSame(events.nominal(), events.variation("jes"));
    }

    @Test
    void scalingKeepsWhatIsShared() {
        Events events = source.variation(
                        Variation.named("up").scale("tau_pt", 1.5).othersUnaffected())
                .variation(Variation.named("w2").weight("w*w"))
                .read()
                .scaledBy(2);
        assertSame(events.nominal().weight(), events.variation("up").weight());
        assertArrayEquals(
                new double[] {4, 2, 1, -2, 6, 8}, events.nominal().weight().toDoubles());
        assertArrayEquals(
                new double[] {8, 2, 0.5, 2, 18, 32},
                events.variation("w2").weight().toDoubles());
        assertEquals(19, events.sumOfWeights().all());
    }
}
