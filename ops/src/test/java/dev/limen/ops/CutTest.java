package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CutTest {
    private static final double[] MET = {-3, 10, 99.5, 100, 100.5, 150, 400};
    private static final double[] MT = {20, 80, 91, 60, 130, 89, 90};

    private static Expr column(String name) {
        return Expr.constant(Tensor.of(name.equals("met") ? MET : MT));
    }

    private static double[] weights(Cut cut) {
        return Program.evaluate(cut.weight(CutTest::column)).toDoubles();
    }

    private static double logistic(double t) {
        return 1 / (1 + Math.exp(-t));
    }

    @Test
    void aboveAndBelowAreLogisticSteps() {
        double[] above = weights(Cut.above("met", 100, 20));
        double[] below = weights(Cut.below("met", 100, 20));
        for (int i = 0; i < MET.length; i++) {
            assertEquals(logistic((MET[i] - 100) / 20), above[i], 1e-15);
            assertEquals(1, above[i] + below[i], 1e-15);
        }
        assertEquals(0.5, above[3]);
    }

    @Test
    void aWindowIsAboveAndBelow() {
        double[] window = weights(Cut.window("met", Expr.constant(50), Expr.constant(120), 10));
        for (int i = 0; i < MET.length; i++) {
            assertEquals(logistic((MET[i] - 50) / 10) * logistic((120 - MET[i]) / 10), window[i], 1e-15);
        }
    }

    @Test
    void cutsCombineAsWeights() {
        Cut a = Cut.above("met", 100, 20);
        Cut b = Cut.below("mt", 90, 10);
        double[] wa = weights(a);
        double[] wb = weights(b);
        double[] both = weights(a.and(b));
        double[] either = weights(a.or(b));
        double[] opposite = weights(a.not());
        for (int i = 0; i < wa.length; i++) {
            assertEquals(wa[i] * wb[i], both[i], 1e-15);
            assertEquals(wa[i] + wb[i] - wa[i] * wb[i], either[i], 2e-15);
            assertEquals(1 - wa[i], opposite[i], 1e-15);
        }
        assertEquals(a, a.not().not());
        assertArrayEquals(both, weights(Cut.allOf(List.of(a, b))));
        assertEquals(Set.of("met", "mt"), a.or(b).columns());
    }

    @Property
    void anEventPassesACutOrItsOpposite(
            @ForAll @DoubleRange(min = -50, max = 200) double threshold,
            @ForAll @DoubleRange(min = 0.01, max = 50) double width) {
        Cut cut = Cut.above("met", threshold, width).and(Cut.below("mt", threshold, width));
        double[] soft = weights(cut);
        double[] softNot = weights(cut.not());
        double[] hard = weights(cut.hard());
        double[] hardNot = weights(cut.not().hard());
        for (int i = 0; i < soft.length; i++) {
            assertTrue(soft[i] >= 0 && soft[i] <= 1);
            assertEquals(1, soft[i] + softNot[i], 1e-15);
            assertTrue(hard[i] == 0 || hard[i] == 1);
            assertEquals(1, hard[i] + hardNot[i]);
        }
    }

    @Test
    void hardCutsAreStrictAndTheirOppositesKeepTheThreshold() {
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 1, 1, 1},
                weights(Cut.above("met", 100, 20).hard()));
        assertArrayEquals(
                new double[] {1, 1, 1, 0, 0, 0, 0},
                weights(Cut.below("met", 100, 20).hard()));
        assertArrayEquals(
                new double[] {1, 1, 1, 1, 0, 0, 0},
                weights(Cut.above("met", 100, 20).not().hard()));
        assertArrayEquals(
                new double[] {0, 0, 0, 1, 1, 1, 1},
                weights(Cut.below("met", 100, 20).not().hard()));
    }

    @Test
    void theWidthToZeroGivesTheHardCut() {
        Cut cut = Cut.above("met", 99, 20)
                .and(Cut.below("mt", 90.5, 10))
                .or(Cut.above("mt", 120, 5).not());
        double[] hard = weights(cut.hard());
        // No event lies within 0.5 of a threshold: exp(-0.5 / 0.02) = 1e-11, exp(-0.5/0.002) underflows nothing.
        assertArrayEquals(hard, weights(cut.widened(Expr.constant(1e-3))), 1e-10);
        assertArrayEquals(hard, weights(cut.widened(Expr.constant(1e-5))), 1e-15);
        assertArrayEquals(hard, weights(cut.hard().widened(Expr.constant(7))));
        assertEquals(Set.of("met", "mt"), cut.hard().columns());
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Expr met = Expr.variable("met", Shape.of(MET.length));
        Expr threshold = Expr.variable("threshold", Shape.scalar());
        Expr factor = Expr.variable("factor", Shape.scalar());
        Cut cut = Cut.above("met", threshold, 20)
                .and(Cut.below("mt", threshold.mul(0.9), 10))
                .or(Cut.window("met", threshold.sub(60), threshold.sub(20), 5).not())
                .widened(factor);
        Expr weights = cut.weight(name -> name.equals("met") ? met : column(name));
        Expr value = weights.square()
                .mul(Expr.constant(Tensor.of(1, 2, -1, 3, 0.5, 1, 2)))
                .sum();
        GradientCheck check = GradientCheck.of(
                value,
                List.of(met, threshold, factor),
                Map.of(met, Tensor.of(MET), threshold, Tensor.scalar(95), factor, Tensor.scalar(1.2)));
        assertEquals(MET.length + 2, check.entries().size());
        assertTrue(check.worst().error() < 1e-8 * check.scale(), check.worst()::toString);
    }

    @Test
    void wrongInputIsRefused() {
        for (double width : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            IllegalArgumentException error =
                    assertThrows(IllegalArgumentException.class, () -> Cut.above("met", 100, width));
            assertEquals(
                    "cut on 'met': width " + width + "; expected a finite number above 0, in units of the observable."
                            + " A hard cut is cut.hard().",
                    error.getMessage());
        }
        IllegalArgumentException shape =
                assertThrows(IllegalArgumentException.class, () -> Cut.below("met", Expr.constant(Tensor.of(1, 2)), 1));
        assertEquals(
                "cut on 'met': threshold of shape [2] and width of shape []; expected scalars", shape.getMessage());
        assertEquals(
                "no cut; expected one at least",
                assertThrows(IllegalArgumentException.class, () -> Cut.allOf(List.of()))
                        .getMessage());
    }
}
