package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interpolated factors and shifts against recorded numbers of pyhf 0.8.0.dev0, and their smoothness. */
class InterpolationTest {
    private static final double[] ALPHAS = {-2, -1, -0.5, 0, 0.3, 1, 1.7};
    private static final double[] DOWN = {8, 9};
    private static final double NOMINAL = 10;
    private static final double[] UP = {13, 10.5};

    private static final double[][] CODE_4 = {
        {0.64, 0.81},
        {0.8, 0.9},
        {0.8922758384262899, 0.9516696200512563},
        {1, 1},
        {1.079330977502054, 1.0186421853559464},
        {1.3, 1.05},
        {1.5620815356808382, 1.0864801806537803}
    };
    private static final double[][] CODE_1 = {
        {0.64, 0.81},
        {0.8, 0.9},
        {0.8944271909999159, 0.9486832980505138},
        {1, 1},
        {1.0818897486445278, 1.0147446954224053},
        {1.3, 1.05},
        {1.5620815356808382, 1.0864801806537803}
    };
    private static final double[][] CODE_4P = {
        {-4, -2},
        {-2, -1},
        {-1.0517578125, -0.47412109375},
        {0, 0},
        {0.8294491875, 0.18527540625},
        {3, 0.5},
        {5.1, 0.85}
    };
    private static final double[][] CODE_0 = {
        {-4, -2}, {-2, -1}, {-1, -0.5}, {0, 0}, {0.8999999999999999, 0.15}, {3, 0.5}, {5.1, 0.85}
    };

    /** pyhf's code 2 jumps to 0 at |alpha| = 1. */
    private static final double[][] CODE_2_OF_PYHF = {
        {-1.5, -1.25},
        {-2, -1},
        {-1.125, -0.4375},
        {0, 0},
        {0.795, 0.20249999999999999},
        {3, 0.5},
        {2.4499999999999997, 0.175}
    };

    private static double[] row(double down, double up) {
        return Program.evaluate(PoissonRates.factorCoefficients(
                        Expr.constant(new double[] {down}), Expr.constant(new double[] {up})))
                .toDoubles();
    }

    private static double shift(ShiftRule rule, double alpha, int template) {
        return rule.up(0, alpha) * (UP[template] - NOMINAL) + rule.down(0, alpha) * (NOMINAL - DOWN[template]);
    }

    @Test
    void recordedNumbers() {
        for (int template = 0; template < 2; template++) {
            double[] row = row(DOWN[template] / NOMINAL, UP[template] / NOMINAL);
            for (int i = 0; i < ALPHAS.length; i++) {
                // A few roundings of numbers of about one, resp. ten.
                assertEquals(CODE_4[i][template], FactorRule.EXPONENTIAL_POLYNOMIAL.value(ALPHAS[i], row, 0), 2e-15);
                assertEquals(CODE_1[i][template], FactorRule.EXPONENTIAL.value(ALPHAS[i], row, 0), 1e-15);
                assertEquals(CODE_4P[i][template], shift(ShiftRule.SMOOTH, ALPHAS[i], template), 2e-15);
                assertEquals(CODE_0[i][template], shift(ShiftRule.LINEAR, ALPHAS[i], template), 2e-15);
                double jumping = shift(ShiftRule.QUADRATIC_WITH_JUMP, ALPHAS[i], template);
                assertEquals(CODE_2_OF_PYHF[i][template], jumping, 2e-15);
                // What pyhf forgets beyond |alpha| = 1 is the shift at it, which ROOT has.
                double edge = ALPHAS[i] > 1 ? UP[template] - NOMINAL : ALPHAS[i] < -1 ? DOWN[template] - NOMINAL : 0;
                assertEquals(jumping + edge, shift(ShiftRule.QUADRATIC, ALPHAS[i], template), 2e-15);
            }
        }
    }

    /** Both sides of |alpha| = 1 agree to second order: polynomial below, exponential from there on. */
    @Test
    void factorIsTwiceContinuouslyDifferentiable() {
        double[] row = row(0.55, 1.7);
        FactorRule rule = FactorRule.EXPONENTIAL_POLYNOMIAL;
        for (double edge : new double[] {-1, 1}) {
            double inside = Math.nextAfter(edge, 0);
            double below = rule.value(inside, row, 0);
            double above = rule.value(edge, row, 0);
            assertEquals(above, below, 1e-14);
            assertEquals(rule.slope(edge, above, row, 0), rule.slope(inside, below, row, 0), 2e-14);
            assertEquals(rule.curvature(edge, above, row, 0), rule.curvature(inside, below, row, 0), 2e-13);
        }
        assertEquals(1, rule.value(0, row, 0));
    }

    @Test
    void shiftIsTwiceContinuouslyDifferentiable() {
        for (double edge : new double[] {-1, 1}) {
            double inside = Math.nextAfter(edge, 0);
            for (int order = 0; order < 3; order++) {
                assertEquals(
                        ShiftRule.SMOOTH.up(order, edge), ShiftRule.SMOOTH.up(order, inside), 1e-14, "order " + order);
                assertEquals(
                        ShiftRule.SMOOTH.down(order, edge),
                        ShiftRule.SMOOTH.down(order, inside),
                        1e-14,
                        "order " + order);
            }
        }
    }

    @Test
    void quadraticShiftIsOnceContinuouslyDifferentiable() {
        for (double edge : new double[] {-1, 1}) {
            double outside = Math.nextAfter(edge, 2 * edge);
            for (int order = 0; order < 2; order++) {
                assertEquals(ShiftRule.QUADRATIC.up(order, edge), ShiftRule.QUADRATIC.up(order, outside), 1e-14);
                assertEquals(ShiftRule.QUADRATIC.down(order, edge), ShiftRule.QUADRATIC.down(order, outside), 1e-14);
            }
        }
    }

    /** A kink is taken from below at 0, and from above at the least number beyond it. */
    @Test
    void slopesAtTheKink() {
        assertEquals(0, ShiftRule.LINEAR.up(1, 0));
        assertEquals(1, ShiftRule.LINEAR.down(1, 0));
        assertEquals(1, ShiftRule.LINEAR.up(1, Double.MIN_NORMAL));
        assertEquals(0, ShiftRule.LINEAR.down(1, Double.MIN_NORMAL));
        double[] row = row(0.5, 4);
        assertEquals(Math.log(2), FactorRule.EXPONENTIAL.slope(0, 1, row, 0), 1e-15);
        assertEquals(Math.log(4), FactorRule.EXPONENTIAL.slope(Double.MIN_NORMAL, 1, row, 0), 1e-15);
    }

    static Stream<Double> alphas() {
        return Stream.of(-2.3, -1.0, -0.999, -0.4, 0.25, 0.999, 1.0, 1.6);
    }

    @ParameterizedTest
    @EnumSource(FactorRule.class)
    void derivativesOfFactors(FactorRule rule) {
        double[] row = row(0.55, 1.7);
        double h = 1e-5;
        alphas().filter(alpha -> Math.abs(alpha) != 1).forEach(alpha -> {
            double value = rule.value(alpha, row, 0);
            double above = rule.value(alpha + h, row, 0);
            double below = rule.value(alpha - h, row, 0);
            // Central differences of second order with h = 1e-5.
            assertEquals((above - below) / (2 * h), rule.slope(alpha, value, row, 0), 1e-9, rule + " at " + alpha);
            double slopes = rule.slope(alpha + h, above, row, 0) - rule.slope(alpha - h, below, row, 0);
            assertEquals(slopes / (2 * h), rule.curvature(alpha, value, row, 0), 1e-9, rule + " at " + alpha);
        });
    }

    @ParameterizedTest
    @EnumSource(ShiftRule.class)
    void derivativesOfShifts(ShiftRule rule) {
        double h = 1e-5;
        alphas().filter(alpha -> Math.abs(alpha) != 1).forEach(alpha -> {
            for (int order = 1; order < 3; order++) {
                double up = (rule.up(order - 1, alpha + h) - rule.up(order - 1, alpha - h)) / (2 * h);
                double down = (rule.down(order - 1, alpha + h) - rule.down(order - 1, alpha - h)) / (2 * h);
                assertEquals(up, rule.up(order, alpha), 1e-9, rule + " at " + alpha);
                assertEquals(down, rule.down(order, alpha), 1e-9, rule + " at " + alpha);
            }
        });
    }

    @Test
    void aFactorThatIsNotPositiveIsNaN() {
        double[] row = row(0, 1.2);
        assertTrue(Double.isNaN(FactorRule.EXPONENTIAL_POLYNOMIAL.value(0.5, row, 0)));
    }
}
