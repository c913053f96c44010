package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Axes and positions that are not there are refused where they are named, not where they are run. */
final class WrongUseTest {
    private static final Expr MATRIX = Expr.constant(1, 2, 3, 4, 5, 6).reshape(Shape.of(2, 3));
    private static final Expr POSITIONS = Expr.constant(Tensor.ofInts(0, 1));

    private static void refused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void axes() {
        refused("slice: axis 2 of shape [2,3]; expected 0 to 1", () -> MATRIX.slice(2, 0, 1));
        refused("take: axis 2 of shape [2,3]; expected 0 to 1", () -> MATRIX.take(2, POSITIONS));
        refused("scatter_add: axis -1 of shape [2,3]; expected 0 to 1", () -> MATRIX.scatterAdd(-1, POSITIONS, 4));
        refused("concat: axis 2 of shape [2,3]; expected 0 to 1", () -> Expr.concat(2, List.of(MATRIX, MATRIX)));
        refused("pad: axis 2 of shape [2,3]; expected 0 to 1", () -> MATRIX.pad(2, 1, 0));
        refused("permute: [1, 1] is no order of the axes of [2,3]", () -> MATRIX.permute(1, 1));
        String fitting =
                " does not fit axes %s of [2,3]; expected one ascending axis of equal length for each of its own";
        refused("broadcast: shape [3]" + fitting.formatted("[2]"), () -> Expr.constant(1, 2, 3)
                .broadcast(Shape.of(2, 3), List.of(2)));
        refused("broadcast: shape [2,2]" + fitting.formatted("[0, 0]"), () -> MATRIX.slice(1, 0, 2)
                .broadcast(Shape.of(2, 3), List.of(0, 0)));
    }

    @Test
    void positions() {
        refused("take: positions are FLOAT64; expected INT32", () -> MATRIX.take(0, Expr.constant(0, 1)));
        refused(
                "scatter_add: positions are FLOAT64; expected INT32",
                () -> MATRIX.scatterAdd(0, Expr.constant(0, 1), 4));
    }

    @Test
    void derivativesFlowThroughTypesOfFloatingPointOnly() {
        Expr x = Expr.variable("x", Shape.of(2));
        Expr single = x.cast(DType.FLOAT32).cast(DType.FLOAT64).square().sum();
        Expr slope = Derivatives.gradient(single, List.of(x)).get(0);
        Tensor at = Program.compile(List.of(x), List.of(slope))
                .run(List.of(Tensor.of(1.5, -2.5)))
                .output(0);
        assertEquals(3.0, at.at(0));
        assertEquals(-5.0, at.at(1));
        Expr whole = x.cast(DType.INT32).cast(DType.FLOAT64).square().sum();
        assertTrue(Derivatives.gradient(whole, List.of(x)).get(0).isZero());
    }
}
