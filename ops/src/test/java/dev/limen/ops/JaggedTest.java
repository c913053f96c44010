package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JaggedTest {
    private static final Segments JETS = Segments.of("jets");
    private static final Expr PT = Expr.variable("pt", JETS.objects());
    private static final Expr ETA = Expr.variable("eta", JETS.objects());
    private static final Expr THRESHOLD = Expr.variable("threshold", Shape.scalar());
    private static final Jagged JAGGED = Jagged.of(JETS, Map.of("pt", PT, "eta", ETA)::get);

    private static double[][] run(List<Expr> outputs) {
        Result result = Program.compile(List.of(PT, ETA, THRESHOLD, JETS.counts()), outputs)
                .run(
                        Tensor.of(50, 80, 30, 20, 25, 40, 40),
                        Tensor.of(0.1, -2.7, 1, 2, 3, 4, 5),
                        Tensor.scalar(28),
                        Tensor.ofInts(3, 0, 2, 2));
        return result.outputs().stream().map(Tensor::toDoubles).toArray(double[][]::new);
    }

    @Test
    void eventsHaveSumsNumbersAndExtremesOfTheirObjects() {
        double[][] got = run(List.of(
                JAGGED.count(),
                JAGGED.scalarSum("pt"),
                JAGGED.maximum("pt", -1),
                JAGGED.minimum("pt", -1),
                JAGGED.at(0, "pt", "eta", 99),
                JAGGED.at(1, "pt", "eta", 99),
                JAGGED.at(2, "pt", "eta", 99)));
        assertArrayEquals(new double[] {3, 0, 2, 2}, got[0]);
        assertArrayEquals(new double[] {160, 0, 45, 80}, got[1]);
        assertArrayEquals(new double[] {80, -1, 25, 40}, got[2]);
        assertArrayEquals(new double[] {30, -1, 20, 40}, got[3]);
        assertArrayEquals(new double[] {-2.7, 99, 3, 4}, got[4]);
        assertArrayEquals(new double[] {0.1, 99, 2, 5}, got[5]);
        assertArrayEquals(new double[] {1, 99, 99, 99}, got[6]);
    }

    @Test
    void hardCutsOnObjectsLeaveThoseThatPass() {
        Jagged central = JAGGED.with("abs_eta", ETA.abs())
                .passing(Cut.below("abs_eta", 2.5, 0.1).hard())
                .passing(Cut.above("pt", THRESHOLD, 1).hard());
        double[][] got = run(List.of(
                central.count(),
                central.scalarSum("pt"),
                central.maximum("pt", -1),
                central.minimum("pt", -1),
                central.at(1, "pt", "eta", 99),
                JAGGED.countAbove("pt", THRESHOLD, 1e-6)));
        assertArrayEquals(new double[] {2, 0, 0, 0}, got[0]);
        assertArrayEquals(new double[] {80, 0, 0, 0}, got[1]);
        assertArrayEquals(new double[] {50, -1, -1, -1}, got[2]);
        assertArrayEquals(new double[] {30, -1, -1, -1}, got[3]);
        assertArrayEquals(new double[] {1, 99, 99, 99}, got[4]);
        assertArrayEquals(new double[] {3, 0, 0, 2}, got[5]);
    }

    @Test
    void softCutsOnObjectsAreWeights() {
        Jagged soft = JAGGED.passing(Cut.above("pt", THRESHOLD, 4));
        double[][] got = run(List.of(soft.count(), soft.scalarSum("pt"), soft.maximum("pt", -1)));
        double[] pt = {50, 80, 30, 20, 25, 40, 40};
        double[] weight =
                Arrays.stream(pt).map(x -> 1 / (1 + Math.exp(-(x - 28) / 4))).toArray();
        assertArrayEquals(
                new double[] {weight[0] + weight[1] + weight[2], 0, weight[3] + weight[4], 2 * weight[5]},
                got[0],
                1e-14);
        assertArrayEquals(
                new double[] {
                    50 * weight[0] + 80 * weight[1] + 30 * weight[2], 0, 20 * weight[3] + 25 * weight[4], 80 * weight[5]
                },
                got[1],
                1e-12);
        assertArrayEquals(new double[] {80, -1, -1, 40}, got[2]);
    }

    /** Objects, an observable of events, a KDE histogram, and its derivatives by a threshold on objects. */
    @Test
    void aHistogramHasTheDerivativesByAThresholdOnObjects() {
        Expr w = Expr.variable("w", Shape.events());
        Jagged selected = JAGGED.passing(Cut.above("pt", THRESHOLD, 5));
        Expr ht = selected.scalarSum("pt");
        Expr acceptance = selected.count().sub(1.5).div(0.3).sigmoid();
        Histogram histogram = Histograms.kde(
                ht, w, acceptance, Expr.constant(0, 50, 100, 150, 250), Expr.constant(10), Overflow.DROP);
        Expr value =
                histogram.sumw().div(histogram.sumw2().add(1).sqrt()).square().sum();
        Random random = new Random(4);
        int events = 9000;
        int[] counts = random.ints(events, 0, 6).toArray();
        int objects = Arrays.stream(counts).sum();
        Map<Expr, Tensor> point = Map.of(
                PT,
                Tensor.of(random.doubles(objects, 10, 90).toArray()),
                ETA,
                Tensor.of(random.doubles(objects, -3, 3).toArray()),
                w,
                Tensor.of(random.doubles(events, 0.5, 1.5).toArray()),
                JETS.counts(),
                Tensor.ofInts(counts),
                THRESHOLD,
                Tensor.scalar(30));
        // Extrapolated differences of a sum over 9000 events of order one.
        GradientCheck.of(value, List.of(THRESHOLD), point).require(1e-8, 1e-8);
        Expr slope = Derivatives.gradient(value, List.of(THRESHOLD)).get(0);
        GradientCheck.of(slope, List.of(THRESHOLD), point).require(1e-8, 1e-7);
    }

    @Test
    void aColumnOfEventsIsNoColumnOfObjects() {
        Expr met = Expr.variable("met", Shape.events());
        Jagged wrong = Jagged.of(JETS, Map.of("met", met)::get);
        assertEquals(
                "column 'met' has shape [events]; expected one number for each object, [jets]. A number of the event"
                        + " goes to its objects by spread.",
                assertThrows(IllegalArgumentException.class, () -> wrong.scalarSum("met"))
                        .getMessage());
        Jagged right = wrong.with("met", wrong.spread(met));
        assertEquals(Shape.events(), right.maximum("met", 0).shape());
    }
}
