package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thousand simulated events of the HiggsML uncertainty challenge, where they are given. */
class RealEventsTest {
    private EventSource source;

    @BeforeEach
    void events() {
        Path file = Path.of(System.getProperty("limen.shared", "../shared"), "data/htautau/events.parquet");
        Assumptions.assumeTrue(Files.exists(file), () -> "no " + file + ": test skipped");
        source = EventSource.parquet(file.toString()).undefined(-25).weight("weights");
    }

    @Test
    void countsAgreeWithTheirDescription() {
        Events signal =
                source.where("detailed_labels = 'htautau'").select("PRI_met").read();
        assertEquals(336, signal.length());
        assertEquals(1039, signal.sumOfWeights().all(), 0.5);
        assertEquals(
                4,
                source.where("detailed_labels = 'diboson'")
                        .select("PRI_met")
                        .read()
                        .length());
    }

    /** Their derived mass is single precision of unrounded momenta: ours, of rounded ones, agrees to 1e-4. */
    @Test
    void visibleMassIsRecomputed() {
        EventTable table = source.column(
                        "m_vis",
                        "sqrt(2*PRI_lep_pt*PRI_had_pt*(cosh(PRI_lep_eta-PRI_had_eta)-cos(PRI_lep_phi-PRI_had_phi)))")
                .select("m_vis", "DER_mass_vis")
                .read()
                .nominal();
        assertEquals(1000, table.length());
        for (int row = 0; row < table.length(); row++) {
            double theirs = table.column("DER_mass_vis").at(row);
            assertEquals(theirs, table.column("m_vis").at(row), 1e-2 * theirs);
        }
    }

    @Test
    void secondJetIsUndefinedWhereThereIsNone() {
        EventTable table =
                source.select("PRI_jet_subleading_pt", "PRI_n_jets").read().nominal();
        double none = 0;
        for (int row = 0; row < table.length(); row++) {
            boolean two = table.column("PRI_n_jets").at(row) >= 2;
            assertEquals(two ? 1 : 0, table.defined("PRI_jet_subleading_pt").at(row));
            none += two ? 0 : table.weight().at(row);
        }
        double masked = 0;
        double[] weights = table.weight(List.of("PRI_jet_subleading_pt")).toDoubles();
        for (int row = 0; row < weights.length; row++) {
            masked += table.weight().at(row) - weights[row];
        }
        assertTrue(none > 0, "some events have no second jet");
        assertEquals(none, masked, 1e-9 * none);
    }
}
