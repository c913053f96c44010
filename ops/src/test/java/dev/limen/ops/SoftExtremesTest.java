package dev.limen.ops;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SoftExtremesTest {
    private static final double[] X = {3, -1, 2.5, 4, 5, 4.5};

    private static Expr matrix() {
        return Expr.constant(Tensor.of(X)).reshape(2, 3);
    }

    private static Expr mask(int... defined) {
        return Expr.constant(Tensor.ofInts(defined)).cast(DType.BOOL);
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    @Test
    void theyAreLogarithmsOfSumsOfExponentials() {
        double t = 0.7;
        double[] maximum = values(SoftExtremes.maximum(matrix(), 1, Expr.constant(t)));
        double[] minimum = values(SoftExtremes.minimum(matrix(), 0, Expr.constant(t)));
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += Math.exp(X[3 * i + j] / t);
            }
            assertEquals(t * Math.log(sum), maximum[i], 1e-14 * Math.abs(maximum[i]));
        }
        for (int j = 0; j < 3; j++) {
            double sum = Math.exp(-X[j] / t) + Math.exp(-X[3 + j] / t);
            assertEquals(-t * Math.log(sum), minimum[j], 1e-14 * Math.abs(minimum[j]));
        }
    }

    @Property(tries = 100)
    void theTrueExtremeIsWithinTheLogarithmOfTheNumber(
            @ForAll @Size(5) List<@DoubleRange(min = -1e3, max = 1e3) Double> numbers,
            @ForAll @DoubleRange(min = 0.01, max = 100) double temperature) {
        double[] x = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        double largest = Arrays.stream(x).max().orElseThrow();
        double soft = values(SoftExtremes.maximum(Expr.constant(x), 0, Expr.constant(temperature)))[0];
        double slack = 1e-15 * (1 + Math.abs(largest));
        assertTrue(soft >= largest - slack && soft <= largest + temperature * Math.log(5) * (1 + 1e-15) + slack);
    }

    @Test
    void theTemperatureToZeroGivesTheExtremes() {
        Expr cold = Expr.constant(1e-3);
        // The nearest two numbers differ by 500 temperatures: exp(-500) is lost beside one.
        assertArrayEquals(new double[] {3, 5}, values(SoftExtremes.maximum(matrix(), 1, cold)));
        assertArrayEquals(new double[] {-1, 4}, values(SoftExtremes.minimum(matrix(), 1, cold)));
        assertArrayEquals(
                values(Softmax.winner(matrix(), 1)), values(Softmax.shares(matrix(), 1, cold)), 1e-200, "shares");
    }

    @Test
    void largeValuesDoNotOverflow() {
        Expr x = Expr.constant(1e300, -1e300, 1e300);
        assertArrayEquals(new double[] {0.5, 0, 0.5}, values(Softmax.shares(x, 0, Expr.constant(1))));
        assertEquals(1e300, values(SoftExtremes.maximum(x, 0, Expr.constant(1)))[0]);
        assertEquals(-1e300, values(SoftExtremes.minimum(x, 0, Expr.constant(1)))[0]);
        Expr close = Expr.constant(1e6, 1e6 + 1);
        assertEquals(1e6 + Math.log(1 + Math.E), values(SoftExtremes.maximum(close, 0, Expr.constant(1)))[0], 2e-10);
    }

    @Test
    void whatIsNotDefinedHasNoShare() {
        Expr x = Expr.variable("x", Shape.of(2, 3));
        Expr defined = mask(1, 0, 1, 0, 0, 0).reshape(2, 3);
        Expr t = Expr.constant(0.5);
        Expr maximum = SoftExtremes.maximum(x, defined, 1, t, -25);
        Expr minimum = SoftExtremes.minimum(x, defined, 1, t, 99);
        Map<Expr, Tensor> point = Map.of(
                x,
                Program.evaluate(Expr.constant(3, Double.NaN, 2.5, -999, Double.POSITIVE_INFINITY, Double.NaN)
                        .reshape(2, 3)));
        double[] max = Program.evaluate(maximum, point).toDoubles();
        assertEquals(0.5 * Math.log(Math.exp(6) + Math.exp(5)), max[0], 1e-14);
        assertEquals(-25, max[1]);
        double[] min = Program.evaluate(minimum, point).toDoubles();
        assertEquals(-0.5 * Math.log(Math.exp(-6) + Math.exp(-5)), min[0], 1e-14);
        assertEquals(99, min[1]);
        double[] gradient = Program.evaluate(
                        Derivatives.gradient(maximum.add(minimum).sum(), x), point)
                .toDoubles();
        // The two shares of the maximum are those of the minimum exchanged.
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 0}, gradient, 1e-15);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Expr x = Expr.variable("x", Shape.of(2, 3));
        Expr t = Expr.variable("t", Shape.scalar());
        Expr defined = mask(1, 1, 0, 0, 1, 1).reshape(2, 3);
        Expr value = SoftExtremes.maximum(x, 1, t)
                .mul(SoftExtremes.minimum(x, defined, 1, t, 7))
                .sum()
                .add(Softmax.shares(x, 1, t).mul(x).square().sum());
        Map<Expr, Tensor> point = Map.of(x, Program.evaluate(matrix()), t, Tensor.scalar(1.3));
        GradientCheck.of(value, List.of(x, t), point).require(1e-8, 1e-9);
        Expr slope = Derivatives.gradient(value, x).square().sum();
        GradientCheck.of(slope, List.of(x, t), point).require(1e-7, 1e-8);
    }

    @Test
    void anEventAxisGivesWhatAFixedLengthGives() {
        EventAxis.assertBlockedIsWhole(
                in -> {
                    Expr objects = Expr.stack(in.get(0), in.get(1)).transpose();
                    Expr defined = objects.gt(0.2);
                    return List.of(
                            SoftExtremes.maximum(objects, 1, in.get(2)),
                            SoftExtremes.minimum(objects, defined, 1, in.get(2), 5),
                            SoftExtremes.maximum(in.get(0), 0, in.get(2)),
                            SoftExtremes.minimum(objects, defined, 0, in.get(2), 5));
                },
                List.of(EventAxis.column(2, 0.37, 1), EventAxis.column(1, 1.1, 0.5)),
                List.of(Tensor.scalar(0.6)));
    }

    @Test
    void ofEqualScoresTheFirstWins() {
        assertArrayEquals(
                new double[] {0, 1, 0, 1, 0, 0},
                values(Softmax.winner(Expr.constant(1, 2, 2, 5, 5, 5).reshape(2, 3), 1)));
    }

    @Test
    void wrongInputIsRefused() {
        assertMessage(
                "soft extremes: axis 2 of shape [2,3]; expected one of [0, 1]",
                () -> SoftExtremes.maximum(matrix(), 2, Expr.constant(1)));
        assertMessage(
                "soft extremes: temperature of shape [2]; expected a scalar",
                () -> SoftExtremes.minimum(matrix(), 1, Expr.constant(1, 2)));
        assertMessage(
                "soft extremes: temperature 0.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                () -> SoftExtremes.maximum(matrix(), 1, Expr.constant(0)));
        assertMessage(
                "soft extremes: values of shape [2,3], mask FLOAT64[2,3]; expected a BOOL of the same shape",
                () -> SoftExtremes.maximum(matrix(), matrix(), 1, Expr.constant(1), 0));
        assertMessage(
                "softmax: axis -1 of shape []; expected one of []",
                () -> Softmax.shares(Expr.constant(1), -1, Expr.constant(1)));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
