package dev.limen.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Segments;
import dev.limen.data.EventSource;
import dev.limen.data.EventTable;
import dev.limen.data.Events;
import dev.limen.data.ObjectTable;
import dev.limen.data.Variation;
import dev.limen.ops.Cut;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Jagged;
import dev.limen.ops.Overflow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From lists in a Parquet file to a histogram of events and its slope by a threshold on objects. */
class JaggedEventsTest {
    private static final int EVENTS = 10_000;

    @TempDir
    Path folder;

    private Events events;
    private final Segments jets = Segments.of("jets");
    private final Expr pt = Expr.variable("jet_pt", jets.objects());
    private final Expr eta = Expr.variable("jet_eta", jets.objects());
    private final Expr weight = Expr.variable("weight", Shape.events());
    private final Expr threshold = Expr.variable("threshold", Shape.scalar());

    @BeforeEach
    void readEvents() throws SQLException {
        String path = folder.resolve("jets.parquet").toString();
        String lists = "SELECT i AS event, 0.5 + (i * 7 % 13) / 13 AS w,"
                + " list_transform(range(i * 31 % 6), lambda k: 20 + (i * 17 + k * 29) % 97 + k / 8.0) AS jet_pt,"
                + " list_transform(range(i * 31 % 6), lambda k: ((i * 11 + k * 5) % 61) / 10.0 - 3) AS jet_eta"
                + " FROM range(" + EVENTS + ") t(i)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + lists + ") TO '" + path + "' (FORMAT PARQUET)");
        }
        events = EventSource.parquet(path)
                .weight("w")
                .identity("event")
                .column("hard_ht", "coalesce(list_sum(list_filter(jet_pt, lambda x: x > 45)), 0)")
                .column("hard_lead", "coalesce(list_max(jet_pt), -1)")
                .objects("jets", "jet_pt", "jet_eta")
                .variation(Variation.named("jes_up").scale("jet_pt", 1.05).othersUnaffected())
                .read();
    }

    private Map<Expr, Tensor> point(EventTable table) {
        ObjectTable objects = table.objects("jets");
        Map<Expr, Tensor> point = new HashMap<>();
        point.put(jets.counts(), objects.counts());
        point.put(pt, objects.column("jet_pt"));
        point.put(eta, objects.column("jet_eta"));
        point.put(weight, table.weight());
        point.put(threshold, Tensor.scalar(45));
        return point;
    }

    private Jagged collection() {
        return Jagged.of(jets, Map.of("jet_pt", pt, "jet_eta", eta)::get);
    }

    @Test
    void hardObservablesOfEventsAreThoseOfSql() {
        Jagged hard = collection().passing(Cut.above("jet_pt", threshold, 1).hard());
        Expr ht = hard.scalarSum("jet_pt");
        Expr lead = collection().maximum("jet_pt", -1);
        for (EventTable table : List.of(events.nominal(), events.variation("jes_up"))) {
            assertArrayEquals(
                    table.column("hard_ht").toDoubles(),
                    Program.evaluate(ht, point(table)).toDoubles(),
                    1e-11);
            assertArrayEquals(
                    table.column("hard_lead").toDoubles(),
                    Program.evaluate(lead, point(table)).toDoubles());
        }
    }

    @Test
    void aHistogramOfEventsHasASlopeByAThresholdOnObjects() {
        Jagged central = collection()
                .with("abs_eta", eta.abs())
                .passing(Cut.below("abs_eta", 2.5, 0.2))
                .passing(Cut.above("jet_pt", threshold, 4));
        Expr acceptance = central.count().sub(1.5).div(0.25).sigmoid();
        Histogram histogram = Histograms.kde(
                central.scalarSum("jet_pt"),
                weight,
                acceptance,
                Expr.constant(0, 80, 160, 240, 400),
                Expr.constant(15),
                Overflow.DROP);
        Expr value = histogram.sumw().square().div(histogram.sumw2()).sum();
        Expr slope = Derivatives.gradient(value, List.of(threshold)).get(0);
        for (EventTable table : List.of(events.nominal(), events.variation("jes_up"))) {
            // Extrapolated differences of sums over 10 000 events of order one.
            GradientCheck.of(value, List.of(threshold), point(table)).require(1e-7, 1e-8);
            GradientCheck.of(slope, List.of(threshold), point(table)).require(1e-7, 1e-7);
        }
        double nominal = Program.evaluate(value, point(events.nominal())).item();
        double up = Program.evaluate(value, point(events.variation("jes_up"))).item();
        assertEquals(1, Math.signum(up - nominal));
    }
}
