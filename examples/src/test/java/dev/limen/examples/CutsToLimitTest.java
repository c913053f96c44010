package dev.limen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.ops.Cut;
import dev.limen.ops.Histogram;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import dev.limen.ops.Selection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole chain: thresholds, edges, bandwidth and weights to the expected limit, against refitted differences. */
class CutsToLimitTest {
    private static final int EVENTS = 60;

    private final Expr threshold = Expr.variable("threshold", Shape.scalar());
    private final Expr edges = Expr.variable("edges", Shape.of(4));
    private final Expr bandwidth = Expr.variable("bandwidth", Shape.scalar());

    private Histogram histogram(Map<String, Expr> columns, Expr weight) {
        Selection selection = Selection.allOf(Cut.above("met", threshold, 12));
        return Histograms.kde(
                columns.get("mass"),
                weight,
                selection.acceptance(columns::get, weight),
                edges,
                bandwidth,
                Overflow.REFLECT);
    }

    private static Map<String, Expr> columns(String process, double met, double mass, double spread) {
        RandomSource random = new RandomSource(11, process);
        double[] mets = new double[EVENTS];
        double[] masses = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            mets[i] = -met * Math.log(1 - random.at(i).uniform());
            masses[i] = mass + spread * random.at(EVENTS + i).normal();
        }
        return Map.of("met", Expr.constant(Tensor.of(mets)), "mass", Expr.constant(Tensor.of(masses)));
    }

    @Test
    void gradientsOfTheExpectedLimit() {
        Expr signalWeight = Expr.variable("signal weight", Shape.of(EVENTS));
        Expr backgroundWeight = Expr.variable("background weight", Shape.of(EVENTS));
        Histogram s = histogram(columns("signal", 90, 110, 12), signalWeight);
        Histogram b = histogram(columns("background", 50, 90, 40), backgroundWeight);
        Histogram up = histogram(columns("background", 53, 93, 40), backgroundWeight);
        Histogram down = histogram(columns("background", 47, 87, 40), backgroundWeight);
        Model model =
                Model.build(m -> m.poi("mu").channel("SR", c -> c.sample("signal", s.sumw(), x -> x.normfactor("mu"))
                        .sample("background", b.sumw(), x -> x.normsys("xsec", 0.9, 1.1)
                                .histosys("scale", down.sumw(), up.sumw())
                                .staterror("mcstat", b.sumw2()))));
        Expr limit = Objectives.expectedLimit(model, 0.95);
        Map<Expr, Tensor> point = new HashMap<>(Map.of(
                threshold,
                Tensor.scalar(40),
                edges,
                Tensor.of(60, 95, 115, 160),
                bandwidth,
                Tensor.scalar(6),
                signalWeight,
                weights(0.4),
                backgroundWeight,
                weights(3)));
        assertEquals(5, point.size());
        // Thresholds and the like move by 0.2 units of their own; the rest by 0.02 events.
        GradientCheck check =
                GradientCheck.of(limit, List.of(threshold, edges, bandwidth, signalWeight, backgroundWeight), point);
        assertEquals(1 + 4 + 1 + 2 * EVENTS, check.entries().size());
        for (String name : Set.of("threshold", "edges", "bandwidth", "signal weight", "background weight")) {
            double scale = 0;
            double worst = 0;
            for (GradientCheck.Entry entry : check.entries()) {
                if (entry.by().equals(name)) {
                    scale = Math.max(scale, Math.abs(entry.exact()));
                    worst = Math.max(worst, entry.error());
                }
            }
            assertTrue(scale > 0 && worst < 1e-6 * scale, name + ": " + worst + " of " + scale);
        }
    }

    private static Tensor weights(double size) {
        double[] weights = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            weights[i] = size * (i % 9 == 0 ? -0.5 : 1 + 0.3 * Math.sin(i));
        }
        return Tensor.of(weights);
    }
}
