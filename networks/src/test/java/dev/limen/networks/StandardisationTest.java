package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class StandardisationTest {
    private static final Map<String, double[]> COLUMNS =
            Map.of("pt", new double[] {20, 40, 80, 1000}, "eta", new double[] {-1, 0, 2, 7});
    private static final double[] WEIGHTS = {1, -2, 1, 0};

    private static final Standardisation FITTED =
            Standardisation.fit(List.of("pt", "eta"), List.of("pt"), COLUMNS::get, WEIGHTS);

    @Test
    void momentsAreWeightedByTheWeightsSize() {
        Standardisation.Column eta = FITTED.columns().get(1);
        assertEquals(0.25, eta.mean(), 1e-15);
        assertEquals(Math.sqrt((1.25 * 1.25 + 2 * 0.25 * 0.25 + 1.75 * 1.75) / 4), eta.deviation(), 1e-15);
        Standardisation.Column pt = FITTED.columns().get(0);
        assertEquals(Math.log(40), pt.mean(), 1e-15);
        assertEquals(Math.log(2) / Math.sqrt(2), pt.deviation(), 1e-15);
        assertEquals(20, pt.floor());
    }

    @Test
    void standardisedTrainingEventsHaveMeanZeroAndDeviationOne() {
        double[] y = Program.evaluate(FITTED.apply(Expr.constant(Tensor.of(Shape.of(3, 2), 20, -1, 40, 0, 80, 2))))
                .toDoubles();
        for (int k = 0; k < 2; k++) {
            assertEquals(0, y[k] + 2 * y[2 + k] + y[4 + k], 1e-14);
            assertEquals(4, y[k] * y[k] + 2 * y[2 + k] * y[2 + k] + y[4 + k] * y[4 + k], 1e-14);
        }
    }

    @Test
    void belowTheFloorALogarithmStaysFiniteAndFlat() {
        Expr x = Expr.variable("x", Shape.of(2, 2));
        Expr y = FITTED.apply(x).sum();
        Tensor at = Tensor.of(Shape.of(2, 2), -5, -3, 30, 1);
        double[] slopes =
                Program.evaluate(Derivatives.gradient(y, x), Map.of(x, at)).toDoubles();
        double deviation = FITTED.columns().get(1).deviation();
        assertEquals(0, slopes[0]);
        assertEquals(1 / deviation, slopes[1], 1e-15);
        assertTrue(Double.isFinite(Program.evaluate(y, Map.of(x, at)).item()));
        GradientCheck.of(y, List.of(x), Map.of(x, Tensor.of(Shape.of(2, 2), 25, -3, 50, 1)))
                .require(1e-9, 1e-9);
    }

    @Test
    void ofFloatColumnsFloatColumnsAreMade() {
        Expr x = Expr.constant(Tensor.wrap(Shape.of(1, 2), new float[] {30, 1}));
        assertEquals(DType.FLOAT32, FITTED.apply(x).dtype());
        assertArrayEquals(
                new double[] {30, 1},
                Program.evaluate(Standardisation.none(List.of("a", "b")).apply(x))
                        .toDoubles());
    }

    @Test
    void columnsThatTeachNothingOrCannotBeScaledAreNamed() {
        refused("Column 'njet' is 2.0 in all training events", () -> fit("njet", 2, 2, 2, 3));
        refused("Column 'met' is NaN in training event 1", () -> fit("met", 1, Double.NaN, 3, 4));
        refused("Column 'met' is Infinity", () -> fit("met", 1, Double.POSITIVE_INFINITY, 3, 4));
        refused("Column 'x' has 2 values and there are 4", () -> fit("x", 1, 2));
        refused(
                "Column 'eta' goes down to -1.0",
                () -> Standardisation.fit(List.of("eta"), List.of("eta"), COLUMNS::get, WEIGHTS));
        refused(
                "The logarithm of 'm' is wanted",
                () -> Standardisation.fit(List.of("eta"), List.of("m"), COLUMNS::get, WEIGHTS));
        refused(
                "no training event with a weight",
                () -> Standardisation.fit(List.of("eta"), COLUMNS::get, new double[4]));
        refused(
                "weight of training event 2 is NaN",
                () -> Standardisation.fit(List.of("eta"), COLUMNS::get, new double[] {1, 1, Double.NaN, 1}));
        refused("shape [4,3]; expected [.., 2]", () -> FITTED.apply(Expr.zeros(Shape.of(4, 3))));
    }

    private static void fit(String name, double... values) {
        Standardisation.fit(List.of(name), wanted -> values, WEIGHTS);
    }

    private static void refused(String expected, Executable what) {
        String message = assertThrows(IllegalArgumentException.class, what).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
