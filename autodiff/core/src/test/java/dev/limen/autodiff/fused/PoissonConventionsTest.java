package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.PoissonRates.Role;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log-probability against sums written out, its conventions at the edge, and the kernels' thrift. */
class PoissonConventionsTest {

    /** -digamma(1). */
    private static final double EULER = 0.5772156649015329;

    /** One bin; a signal of 10 times parameter 0 on a background of 4 with a shift of +-6 by parameter 1. */
    private static final RateStructure ONE = one();

    private static RateStructure one() {
        RateStructureBuilder b = RateStructure.builder(1, 2);
        int signal = b.group();
        b.groupFactor(signal, 0);
        b.cell(0, signal);
        b.shift(b.cell(0, b.group()), 1, ShiftRule.LINEAR);
        return b.build();
    }

    private static double value(double mu, double alpha, double n) {
        Expr log = PoissonRates.logProbability(
                ONE,
                Expr.constant(mu, alpha),
                Expr.constant(10, 4),
                Expr.zeros(Shape.of(0, 8)),
                Expr.constant(Tensor.of(Shape.of(1, 2), 6, 6)),
                Expr.constant(new double[] {n}));
        return Program.evaluate(log).item();
    }

    private static double[] gradient(double mu, double alpha, double n) {
        double[][] out = {new double[2], new double[2], new double[0], new double[2], new double[1]};
        double[][] in = {{mu, alpha}, {10, 4}, {}, {6, 6}, {n}};
        kernel(ONE, Role.GRADIENT).run(in, out);
        return new double[] {out[0][0], out[0][1], out[4][0]};
    }

    private static Kernel kernel(RateStructure structure, Role role) {
        return new PoissonRates(structure, role)
                .plainKernel(PoissonRates.inputs(structure, role))
                .orElseThrow();
    }

    @Test
    void countsNeedNotBeWhole() {
        for (double n : new double[] {0, 0.3, 7, 12.75, 400}) {
            double expected = n * Math.log(14) - 14 - Gamma.logGamma(n + 1);
            assertEquals(expected, value(1, 0, n), 1e-14 * Math.max(1, Math.abs(n * Math.log(14))));
        }
    }

    @Test
    void aNegativeTotalIsImpossibleWhateverTheCount() {
        assertEquals(Double.NEGATIVE_INFINITY, value(0, -1, 3));
        assertEquals(Double.NEGATIVE_INFINITY, value(0, -1, 0));
        assertArrayEquals(new double[3], gradient(0, -1, 0));
    }

    @Test
    void aNegativeTermIsAllowed() {
        assertEquals(3 * Math.log(8) - 8 - Math.log(6), value(1, -1, 3), 1e-14);
    }

    @Test
    void aRateOfZeroGivesACountOfZeroOnly() {
        double alpha = -4.0 / 6;
        assertEquals(0, value(0, alpha, 0));
        assertEquals(Double.NEGATIVE_INFINITY, value(0, alpha, 0.1));
        assertArrayEquals(new double[] {-10, -6, EULER}, gradient(0, alpha, 0), 1e-15);
    }

    @Test
    void anInfiniteRateIsImpossibleAndNaNIsPassedOn() {
        assertEquals(Double.NEGATIVE_INFINITY, value(Double.POSITIVE_INFINITY, 0, 3));
        assertTrue(Double.isNaN(value(Double.NaN, 0, 3)));
        assertTrue(Double.isNaN(value(1, 0, Double.NaN)));
    }

    /** A normalisation of 0 has the derivative of the signal's yield, which no division by the factor could give. */
    @Test
    void derivativeAtAZeroFactor() {
        assertEquals(10 * (3.0 / 4 - 1), gradient(0, 0, 3)[0], 1e-15);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void kernelsDoNotAllocate(Role role) {
        RateCase c = RateCase.mixed(0.4, 1.7, -0.6);
        double[][] in = c.inputs(role).stream().map(Tensor::toDoubles).toArray(double[][]::new);
        double[][] out = PoissonRates.outputs(c.structure(), role).stream()
                .map(shape -> new double[shape.size()])
                .toArray(double[][]::new);
        Kernel kernel = kernel(c.structure(), role);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        kernel.run(in, out);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            kernel.run(in, out);
        }
        // The measurement itself allocates a little.
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1000, role.name());
    }

    @Test
    void structuresAreValues() {
        assertEquals(RateCase.mixed(), RateCase.mixed());
        assertEquals(RateCase.mixed().hashCode(), RateCase.mixed().hashCode());
        assertEquals(new PoissonRates(one(), Role.VALUE), new PoissonRates(ONE, Role.VALUE));
        assertTrue(!RateCase.mixed().equals(ONE));
    }

    @Test
    void placesThatDoNotExistAreNamed() {
        RateStructureBuilder b = RateStructure.builder(2, 3);
        int group = b.group();
        assertMessage("rates: there is no bin 2; 2 exist, counted from 0", () -> b.cell(2, group));
        assertMessage("rates: there is no parameter -1; 3 exist, counted from 0", () -> b.groupFactor(group, -1));
        assertMessage("rates: there is no cell 0; 0 exist, counted from 0", () -> b.shift(0, 1, ShiftRule.SMOOTH));
    }

    @Test
    void wrongShapesAndTypesAreNamed() {
        PoissonRates value = new PoissonRates(ONE, Role.VALUE);
        List<Shape> shapes = List.of(Shape.of(2), Shape.of(3), Shape.of(0, 8), Shape.of(1, 2), Shape.of(1));
        assertMessage(
                "poisson_rates_value: input 1 has shape [3]; expected [2] after any batch axes, for rates of 1 bins by 2 parameters"
                        + " (2 cells in 2 groups, 0 interpolated factors, 1 shifts)",
                () -> value.shapes(shapes));
        assertMessage("poisson_rates_value: 2 inputs; expected 5", () -> value.shapes(shapes.subList(0, 2)));
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                expected,
                org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, action)
                        .getMessage());
    }

    /** Rates, log-probability and Hessian of {@link RateCase#mixed} by loops over cells, from the numbers at -1 and 1. */
    @Test
    void ratesWrittenOut() {
        RateCase c = RateCase.mixed(0.4, 1.7, -0.6);
        double[] t = c.theta();
        double[] k = new double[4];
        k[0] = code4(t[2], 0.8, 1.25);
        k[1] = Math.pow(1.02, t[3]);
        k[2] = code4(t[2], 0.7, 1.4);
        k[3] = code4(t[4], 1.1, 0.85);
        double signal = t[0] * t[1] * k[0];
        double background = t[1] * k[1] * k[2] * k[3];
        double[] expected = {
            signal * t[5] * (5 + t[3] * 0.5) + background * t[5] * (50 + code4p(t[2], 3, 2) + code4p(t[4], 4, -2)),
            signal * t[6] * (8 + quadratic(t[2], 0.7, -0.4))
                    + background * t[6] * t[7] * (40 + t[3] * -1 + code4p(t[6], 2, 3)),
            -3.5 + code4p(t[4], 18, -12.5) + quadraticWithJump(t[3], 0.2, 0.5)
        };
        double[][] rates = {new double[3]};
        kernel(c.structure(), Role.RATES).run(new double[][] {t, c.nominal(), c.factors(), c.shifts()}, rates);
        assertArrayEquals(expected, rates[0], 1e-13);
        double total = 0;
        for (int b = 0; b < 3; b++) {
            total += c.counts()[b] * Math.log(expected[b]) - expected[b] - Gamma.logGamma(c.counts()[b] + 1);
        }
        double[][] value = {new double[1]};
        kernel(c.structure(), Role.VALUE)
                .run(new double[][] {t, c.nominal(), c.factors(), c.shifts(), c.counts()}, value);
        assertEquals(total, value[0][0], 1e-12);
    }

    /** Code 2 where |alpha| is 1 or below: S alpha + A alpha^2 with half the sum and half the difference of the two sides. */
    private static double quadratic(double alpha, double above, double below) {
        return 0.5 * (above + below) * alpha + 0.5 * (above - below) * alpha * alpha;
    }

    /** Code 2 of pyhf where alpha is above 1: (S + 2 A)(alpha - 1). */
    private static double quadraticWithJump(double alpha, double above, double below) {
        return (0.5 * (above + below) + above - below) * (alpha - 1);
    }

    /** The polynomial from its six conditions, solved numerically. */
    private static double code4(double alpha, double down, double up) {
        double logUp = Math.log(up);
        double logDown = Math.log(down);
        double[] wanted = {up - 1, down - 1, up * logUp, -down * logDown, up * logUp * logUp, down * logDown * logDown};
        double[][] conditions = new double[6][6];
        for (int i = 1; i <= 6; i++) {
            for (int side = 0; side < 2; side++) {
                double edge = side == 0 ? 1 : -1;
                conditions[side][i - 1] = Math.pow(edge, i);
                conditions[2 + side][i - 1] = i * Math.pow(edge, i - 1);
                conditions[4 + side][i - 1] = i < 2 ? 0 : i * (i - 1) * Math.pow(edge, i - 2);
            }
        }
        double[] a = new org.apache.commons.math3.linear.LUDecomposition(
                        new org.apache.commons.math3.linear.Array2DRowRealMatrix(conditions))
                .getSolver()
                .solve(new org.apache.commons.math3.linear.ArrayRealVector(wanted))
                .toArray();
        double value = 1;
        for (int i = 1; i <= 6; i++) {
            value += a[i - 1] * Math.pow(alpha, i);
        }
        return value;
    }

    private static double code4p(double alpha, double up, double down) {
        double s = (up + down) / 2;
        double a = (up - down) / 16;
        double square = alpha * alpha;
        return alpha * (s + alpha * a * (15 + square * (-10 + 3 * square)));
    }
}
