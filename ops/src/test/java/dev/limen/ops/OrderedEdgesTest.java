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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrderedEdgesTest {
    private static final OrderedEdges MASS = new OrderedEdges(40, 200, 5, 10);

    private static double[] edges(OrderedEdges edges, double... free) {
        return Program.evaluate(edges.edges(Expr.constant(Tensor.of(free)))).toDoubles();
    }

    @Property(tries = 200)
    void edgesIncreaseBySmallestWidthsBetweenTheEnds(
            @ForAll @Size(4) List<@DoubleRange(min = -700, max = 700) Double> free) {
        double[] edges =
                edges(MASS, free.stream().mapToDouble(Double::doubleValue).toArray());
        assertEquals(40, edges[0]);
        assertEquals(200, edges[5]);
        for (int k = 0; k < 5; k++) {
            // Edges of order 100 are rounded to 3e-14.
            assertTrue(edges[k + 1] - edges[k] >= 10 - 1e-13);
        }
    }

    @Test
    void zerosMakeEqualBins() {
        assertArrayEquals(new double[] {40, 72, 104, 136, 168, 200}, edges(MASS, 0, 0, 0, 0), 1e-13);
    }

    @Test
    void widthsAboveTheSmallestFollowTheFormula() {
        double[] edges = edges(new OrderedEdges(0, 7, 3, 1), Math.log(2), Math.log(1));
        // 4 to share as 2 : 1 : 1.
        assertArrayEquals(new double[] {0, 3, 5, 7}, edges, 1e-15);
    }

    @Test
    void freeNumbersGiveBackTheEdges() {
        double[] edges = {40, 60, 80, 100.5, 130, 200};
        assertArrayEquals(edges, edges(MASS, MASS.free(edges)), 1e-13);
    }

    @Test
    void derivativesAgreeWithDifferencesThroughAHistogram() {
        Expr free = Expr.variable("free", Shape.of(4));
        Expr x = Expr.constant(45, 66, 71, 90, 95, 101, 120, 150, 190);
        Expr w = Expr.onesLike(x);
        Histogram histogram = Histograms.kde(x, w, w, MASS.edges(free), Expr.constant(8), Overflow.DROP);
        Expr value =
                histogram.sumw().square().mul(Expr.constant(1, -1, 2, 0.5, 1)).sum();
        GradientCheck.of(value, List.of(free), Map.of(free, Tensor.of(0.3, -0.5, 1, 0.1)))
                .require(1e-8, 1e-9);
    }

    @Test
    void wrongInputIsRefused() {
        assertMessage(
                "ordered edges: from 2.0 to 1.0; expected finite numbers in ascending order",
                () -> new OrderedEdges(2, 1, 3, 0));
        assertMessage(
                "ordered edges: 1 bins; expected two at least, or there is no edge to move",
                () -> new OrderedEdges(0, 1, 1, 0));
        assertMessage(
                "ordered edges: 4 bins of width 0.25 or more do not fit between 0.0 and 1.0; expected a width from 0 to"
                        + " below 0.25",
                () -> new OrderedEdges(0, 1, 4, 0.25));
        assertMessage(
                "ordered edges: free numbers of shape [5]; expected [4]", () -> MASS.edges(Expr.zeros(Shape.of(5))));
        assertMessage(
                "ordered edges: 2 edges from 40.0 to 200.0; expected 6 from 40.0 to 200.0", () -> MASS.free(40, 200));
        assertMessage(
                "ordered edges: bin 1 from 60.0 to 65.0; expected it wider than 10.0",
                () -> MASS.free(40, 60, 65, 100, 130, 200));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
