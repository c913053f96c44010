package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IsotonicTest {
    private static double[] descending(int n, long seed) {
        double[] x = new Random(seed).doubles(n, -3, 3).sorted().toArray();
        for (int i = 0; i < n / 2; i++) {
            double swap = x[i];
            x[i] = x[n - 1 - i];
            x[n - 1 - i] = swap;
        }
        return x;
    }

    private static double[] pools(Isotonic.Regularisation regularisation, double[] z, double[] w) {
        Expr pools = Node.apply(
                        new Isotonic(regularisation), List.of(Expr.constant(Tensor.of(z)), Expr.constant(Tensor.of(w))))
                .output(0);
        return Program.evaluate(pools).toDoubles();
    }

    /** The conditions of optimality: within a pool every head's level is at least the pool's, and levels descend. */
    @ParameterizedTest
    @EnumSource
    void satisfiesTheOptimalityConditions(Isotonic.Regularisation regularisation) {
        for (int seed = 0; seed < 40; seed++) {
            int n = 1 + 7 * seed;
            double[] z = descending(n, seed);
            double[] w = descending(n, 1000 + seed);
            double[] pools = pools(regularisation, z, w);
            double before = Double.POSITIVE_INFINITY;
            for (int start = 0; start < n; ) {
                int end = start;
                while (end < n && pools[end] == pools[start]) {
                    end++;
                }
                double level = level(regularisation, z, w, start, end);
                assertTrue(level < before, "levels descend");
                for (int k = start + 1; k < end; k++) {
                    // Rounding of a few hundred terms of order ten.
                    assertTrue(level(regularisation, z, w, start, k) <= level + 1e-12, "a pool cannot be cut");
                }
                before = level;
                start = end;
            }
        }
    }

    private static double level(Isotonic.Regularisation regularisation, double[] z, double[] w, int from, int to) {
        double a = 0;
        double b = 0;
        for (int i = from; i < to; i++) {
            a += regularisation == Isotonic.Regularisation.L2 ? z[i] - w[i] : Math.exp(z[i]);
            b += Math.exp(w[i]);
        }
        return regularisation == Isotonic.Regularisation.L2 ? a / (to - from) : Math.log(a / b);
    }

    @ParameterizedTest
    @EnumSource
    void derivativesToSecondOrder(Isotonic.Regularisation regularisation) {
        Expr z = Expr.variable("z", Shape.of(2, 6));
        Expr w = Expr.variable("w", Shape.of(6));
        Expr out = Isotonic.project(z, w, regularisation);
        Expr scalar = out.square().mul(out.add(0.3)).sum();
        List<Expr> by = List.of(z, w);
        Map<Expr, Tensor> point = Map.of(
                z, Tensor.of(Shape.of(2, 6), 1.9, 1.2, 1.1, 0.3, -0.4, -0.45, 0.9, 0.8, 0.6, 0.5, 0.3, 0.1),
                w, Tensor.of(2.1, 1.6, 0.2, 0.1, -0.3, -1.9));
        // Extrapolated differences of numbers up to ten are good to about 1e-10.
        GradientCheck.of(scalar, by, point, GradientCheck.STEP, Execution.plain())
                .require(1e-9, 1e-9);
        List<Expr> gradient = Derivatives.gradient(scalar, by);
        Expr second = gradient.get(0).sin().sum().add(gradient.get(1).square().sum());
        GradientCheck.of(second, by, point, GradientCheck.STEP, Execution.plain())
                .require(1e-8, 1e-8);
    }

    /** Exponents so far apart that sums of exponentials would overflow. */
    @Test
    void poolsFarApartAsTheyDoNear() {
        double[] z = descending(60, 11);
        double[] w = descending(60, 12);
        double[] farZ = z.clone();
        double[] farW = w.clone();
        for (int i = 30; i < 60; i++) {
            farZ[i] -= 3000;
            farW[i] -= 2000;
        }
        double[] far = pools(Isotonic.Regularisation.ENTROPIC, farZ, farW);
        double[] head = pools(Isotonic.Regularisation.ENTROPIC, Arrays.copyOf(z, 30), Arrays.copyOf(w, 30));
        double[] tail =
                pools(Isotonic.Regularisation.ENTROPIC, Arrays.copyOfRange(z, 30, 60), Arrays.copyOfRange(w, 30, 60));
        for (int i = 0; i < 30; i++) {
            assertEquals(head[i], far[i]);
            assertEquals(head[29] + 1 + tail[i], far[30 + i]);
        }
    }

    @Test
    void anElementAloneIsKeptToTheLastBit() {
        double[] w = {3.1, 0.7, -1.3};
        Expr z = Expr.constant(1e9, 2.0, -7e8);
        for (Isotonic.Regularisation regularisation : Isotonic.Regularisation.values()) {
            Expr out = Isotonic.project(z, Expr.constant(Tensor.of(w)), regularisation);
            assertArrayEquals(w, Program.evaluate(out).toDoubles());
        }
    }

    @Test
    void tiesAreOnePool() {
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 1},
                pools(Isotonic.Regularisation.L2, new double[] {5, 4, 1, 0, -1}, new double[] {2, 1, 1, 0, -1}));
    }

    @Test
    void aNaNSpoilsItsRowOnly() {
        Expr z = Expr.constant(Tensor.of(Shape.of(2, 3), 3, 2, Double.NaN, 9, 2, -3));
        Expr w = Expr.constant(1, 0.5, 0.2);
        for (Isotonic.Regularisation regularisation : Isotonic.Regularisation.values()) {
            double[] out =
                    Program.evaluate(Isotonic.project(z, w, regularisation)).toDoubles();
            assertTrue(Arrays.stream(out, 0, 3).allMatch(Double::isNaN));
            assertArrayEquals(new double[] {1, 0.5, 0.2}, Arrays.copyOfRange(out, 3, 6));
        }
    }

    @Test
    void infiniteLogarithmsOfZeroArePooledAndGiveZero() {
        Expr z = Expr.constant(2.0, 1.0, 0.5, -3.0);
        Expr w = Expr.constant(0, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        double[] out = Program.evaluate(
                        Isotonic.project(z, w, Isotonic.Regularisation.ENTROPIC).exp())
                .toDoubles();
        // The first is at its cap; the others share what is left by their exponentials.
        double rest = Math.exp(1) + Math.exp(0.5) + Math.exp(-3);
        assertArrayEquals(new double[] {1, Math.exp(1) / rest, Math.exp(0.5) / rest, Math.exp(-3) / rest}, out, 1e-15);
    }

    @Test
    void takesRowsWithoutElements() {
        Expr empty = Expr.variable("x", Shape.of(3, 0));
        Expr out = Isotonic.project(empty.sort(), empty, Isotonic.Regularisation.L2);
        Tensor none = Tensor.of(Shape.of(3, 0));
        assertEquals(
                Shape.of(3, 0),
                Program.compile(List.of(empty), List.of(out))
                        .run(none)
                        .output(0)
                        .shape());
    }

    @Test
    void namesTypesAndPositions() {
        Expr x = Expr.constant(1.0, 2.0);
        assertEquals(
                "pool_mean: pools are FLOAT64; expected INT32",
                assertThrows(IllegalArgumentException.class, () -> Pools.of(Pools.Role.MEAN, x, x))
                        .getMessage());
        assertEquals(
                "isotonic_l2: types [FLOAT64, FLOAT32]; expected two equal floating ones; cast first",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Isotonic.project(x, x.cast(DType.FLOAT32), Isotonic.Regularisation.L2))
                        .getMessage());
        Expr outside = Reorder.gather(x, Expr.constant(Tensor.ofInts(0, 2)));
        assertEquals(
                "reorder_gather: position 2 is outside a row of length 2",
                assertThrows(IndexOutOfBoundsException.class, () -> Program.evaluate(outside))
                        .getMessage());
    }

    /** Rows behind the event axis are made block by block; along it they are whole, with derivatives. */
    @Test
    void rowsBehindTheEventAxisAreMadeInBlocks() {
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 4));
        Expr z = Expr.constant(4, 3, 2, 1.0);
        Expr sum = Isotonic.project(z, x.sort().neg(), Isotonic.Regularisation.L2)
                .square()
                .sum();
        Program program = Program.compile(
                List.of(x),
                List.of(sum, Derivatives.gradient(sum, x)),
                new Execution(Execution.plain().backend(), 2, 8));
        assertTrue(!program.listing().contains("events whole"), program.listing());
        double[] values = new Random(3).doubles(400, -2, 2).toArray();
        Result all = program.run(Tensor.wrap(Shape.of(100, 4), values));
        double expected = 0;
        for (int event = 0; event < 100; event++) {
            double[] row = Arrays.copyOfRange(values, 4 * event, 4 * event + 4);
            Result one = program.run(Tensor.wrap(Shape.of(1, 4), row));
            expected += one.output(0).item();
            assertArrayEquals(
                    one.output(1).toDoubles(), Arrays.copyOfRange(all.output(1).toDoubles(), 4 * event, 4 * event + 4));
        }
        // A hundred terms in another order.
        assertEquals(expected, all.output(0).item(), 1e-12 * expected);
    }
}
