package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftSortingTest {
    private static final double[] X = {3.1, -0.4, 2.2, 0.9, -1.7, 2.6};
    private static final double[] DESCENDING = {3.1, 2.6, 2.2, 0.9, -0.4, -1.7};

    private static double[] of(Expr e) {
        return Program.evaluate(e).toDoubles();
    }

    private static Expr x() {
        return Expr.constant(Tensor.of(X));
    }

    @ParameterizedTest
    @EnumSource
    void isHardInTheLimit(Regularisation regularisation) {
        SoftSorting soft = SoftSorting.of(regularisation, 1e-9);
        double[] ascending = Arrays.stream(X).sorted().toArray();
        assertArrayEquals(DESCENDING, of(soft.sort(x(), Order.DESCENDING)));
        assertArrayEquals(ascending, of(soft.sort(x(), Order.ASCENDING)));
        // Ranks are whole numbers, if entropic exponentials of their logarithms.
        assertArrayEquals(new double[] {1, 5, 3, 4, 6, 2}, of(soft.rank(x(), Order.DESCENDING)), 1e-14);
        assertArrayEquals(new double[] {6, 2, 4, 3, 1, 5}, of(soft.rank(x(), Order.ASCENDING)), 1e-14);
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 1}, of(soft.topWeights(x(), 2)), 1e-14);
        assertArrayEquals(new double[] {3.1, 2.6}, of(soft.top(x(), 2)));
        for (double q : new double[] {0, 0.1, 0.5, 0.73, 1}) {
            double at = q * 5;
            int below = (int) Math.min(4, Math.floor(at));
            double expected = ascending[below] + (at - below) * (ascending[below + 1] - ascending[below]);
            assertEquals(expected, of(soft.quantile(x(), q))[0], 1e-15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void derivativesToSecondOrderInRowsAndByStrength(Regularisation regularisation) {
        Expr rows = Expr.variable("x", Shape.of(2, 5));
        Expr strength = Expr.variable("strength", Shape.scalar());
        SoftSorting soft = new SoftSorting(regularisation, strength);
        Expr weights = Expr.constant(0.3, -1.1, 0.7, 0.2, 0.9);
        Map<Expr, Tensor> point = Map.of(
                rows,
                Tensor.of(Shape.of(2, 5), 0.31, 2.2, -0.7, 0.52, 0.4, 1.1, 1.2, 0.93, -0.2, 3.3),
                strength,
                Tensor.scalar(0.83));
        List<Expr> by = List.of(rows, strength);
        List<Expr> results = List.of(
                soft.sort(rows, Order.ASCENDING),
                soft.sort(rows, Order.DESCENDING),
                soft.rank(rows, Order.ASCENDING),
                soft.rank(rows, Order.DESCENDING),
                soft.topWeights(rows, 2));
        for (Expr result : results) {
            Expr scalar = result.sin()
                    .mul(weights)
                    .sum()
                    .add(soft.quantile(rows, 0.6).square().sum());
            // Extrapolated differences of order one, with steps that cross no pool.
            GradientCheck.of(scalar, by, point, 1e-3, Execution.preferred()).require(1e-9, 1e-9);
            List<Expr> gradient = Derivatives.gradient(scalar, by);
            Expr second = gradient.get(0).square().sum().add(gradient.get(1).square());
            GradientCheck.of(second, by, point, 1e-3, Execution.preferred()).require(1e-8, 1e-8);
        }
    }

    @Property(tries = 200)
    void sumAndOrderArePreserved(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -20, max = 20) Double> list,
            @ForAll @DoubleRange(min = 0.01, max = 50) double strength) {
        double[] x = list.stream().mapToDouble(v -> v).toArray();
        int n = x.length;
        Expr e = Expr.constant(Tensor.of(x));
        double size = 1e-13 * n * (20 + n / strength + 20 / strength);
        SoftSorting soft = SoftSorting.of(Regularisation.L2, strength);
        double[] sorted = of(soft.sort(e, Order.ASCENDING));
        assertEquals(Arrays.stream(x).sum(), Arrays.stream(sorted).sum(), size);
        double[] hard = Arrays.stream(x).sorted().toArray();
        double partial = 0;
        for (int i = 1; i < n; i++) {
            assertTrue(sorted[i] >= sorted[i - 1] - size);
            // A point of the permutahedron: no k elements add up to less than the k smallest.
            partial += sorted[i - 1] - hard[i - 1];
            assertTrue(partial >= -size);
        }
        for (Regularisation regularisation : Regularisation.values()) {
            SoftSorting one = SoftSorting.of(regularisation, strength);
            double[] ranks = of(one.rank(e, Order.ASCENDING));
            assertEquals(n * (n + 1) / 2.0, Arrays.stream(ranks).sum(), size);
            int half = n / 2;
            double[] top = of(one.topWeights(e, half));
            assertEquals(half, Arrays.stream(top).sum(), size);
            for (int i = 0; i < n; i++) {
                assertTrue(top[i] >= -size && top[i] <= 1 + size);
                for (int j = 0; j < i; j++) {
                    assertTrue((x[i] - x[j]) * (ranks[i] - ranks[j]) >= -40 * size);
                }
            }
        }
    }

    @Property(tries = 100)
    void permutingTheInputPermutesRanksAndKeepsSortedValues(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -5, max = 5) Double> list, @ForAll long seed) {
        double[] x = list.stream().mapToDouble(v -> v).toArray();
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, x.length).boxed().toList());
        java.util.Collections.shuffle(order, new Random(seed));
        Expr plain = Expr.constant(Tensor.of(x));
        Expr permuted =
                Expr.constant(Tensor.of(order.stream().mapToDouble(i -> x[i]).toArray()));
        for (Regularisation regularisation : Regularisation.values()) {
            SoftSorting soft = SoftSorting.of(regularisation, 0.7);
            assertArrayEquals(of(soft.sort(plain, Order.DESCENDING)), of(soft.sort(permuted, Order.DESCENDING)));
            double[] ranks = of(soft.rank(plain, Order.DESCENDING));
            double[] permutedRanks = of(soft.rank(permuted, Order.DESCENDING));
            for (int i = 0; i < x.length; i++) {
                // Equal elements are in one pool, whose ranks differ by its rounding.
                assertEquals(ranks[order.get(i)], permutedRanks[i], 1e-12);
            }
        }
    }

    @Test
    void tiesShareTheirRanks() {
        Expr ties = Expr.constant(2, 1, 2, 2, 5.0);
        assertArrayEquals(
                new double[] {3, 5, 3, 3, 1},
                of(SoftSorting.of(Regularisation.L2, 1e-6).rank(ties, Order.DESCENDING)),
                1e-14);
        assertArrayEquals(
                new double[] {1.0 / 3, 0, 1.0 / 3, 1.0 / 3, 1},
                of(SoftSorting.of(Regularisation.L2, 1e-6).topWeights(ties, 2)),
                1e-14);
    }

    @ParameterizedTest
    @EnumSource
    void aNaNSpoilsItsRowOnly(Regularisation regularisation) {
        Expr rows = Expr.constant(Tensor.of(Shape.of(2, 3), 1, Double.NaN, 2, 3, 1, 2));
        SoftSorting soft = SoftSorting.of(regularisation, 0.01);
        for (Expr result : List.of(soft.sort(rows, Order.ASCENDING), soft.rank(rows, Order.ASCENDING))) {
            double[] values = of(result);
            assertTrue(Arrays.stream(values, 0, 3).allMatch(Double::isNaN));
            assertTrue(Arrays.stream(values, 3, 6).noneMatch(Double::isNaN));
        }
    }

    /** Rows behind the event axis are made in blocks; a column of events is sorted whole. */
    @ParameterizedTest
    @EnumSource
    void eventsMayBeBatchesOrSorted(Regularisation regularisation) {
        SoftSorting soft = SoftSorting.of(regularisation, 0.8);
        double[] values = new Random(7).doubles(30, -2, 2).toArray();
        Execution blocks = new Execution(Execution.preferred().backend(), 2, 4);
        for (boolean along : new boolean[] {false, true}) {
            Shape open = along ? Shape.events() : Shape.of(Shape.EVENTS, 3);
            Shape fixed = along ? Shape.of(30) : Shape.of(10, 3);
            Expr events = Expr.variable("x", open);
            Expr rows = Expr.variable("x", fixed);
            Program blocked = Program.compile(List.of(events), results(soft, events), blocks);
            Result got = blocked.run(Tensor.wrap(fixed, values));
            Result expected =
                    Program.compile(List.of(rows), results(soft, rows)).run(Tensor.wrap(fixed, values));
            for (int k = 0; k < 5; k++) {
                assertArrayEquals(expected.output(k).toDoubles(), got.output(k).toDoubles(), 1e-12);
            }
            assertEquals(along, blocked.listing().contains("events whole"));
        }
    }

    private static List<Expr> results(SoftSorting soft, Expr x) {
        Expr ranks = soft.rank(x, Order.DESCENDING);
        Expr sorted = soft.sort(x, Order.ASCENDING);
        Expr quantile = soft.quantile(x, 0.4);
        Expr top = soft.topWeights(x, 2);
        Expr scalar = ranks.square()
                .sum()
                .add(sorted.sin().sum())
                .add(quantile.sum())
                .add(top.square().sum());
        return List.of(ranks, sorted, quantile, top, Derivatives.gradient(scalar, x));
    }

    @Test
    void singlePrecisionStaysSingle() {
        Expr single = x().cast(DType.FLOAT32);
        SoftSorting soft = SoftSorting.of(Regularisation.L2, 0.5);
        Expr sorted = soft.sort(single, Order.DESCENDING);
        assertEquals(DType.FLOAT32, sorted.dtype());
        // Some roundings of numbers up to 12.
        assertArrayEquals(of(soft.sort(x(), Order.DESCENDING)), of(sorted), 1e-5);
    }

    @Test
    void aMillionNumbers() {
        double[] values = new Random(1).doubles(1_000_000).toArray();
        Expr e = Expr.variable("x", Shape.of(values.length));
        Expr sorted = SoftSorting.of(Regularisation.L2, 1e-9).sort(e, Order.ASCENDING);
        double[] hard = values.clone();
        Arrays.sort(hard);
        assertArrayEquals(
                hard,
                Program.compile(List.of(e), List.of(sorted))
                        .run(Tensor.of(values))
                        .output(0)
                        .toDoubles());
    }

    @Test
    void errorsSayWhatWasExpected() {
        SoftSorting soft = SoftSorting.of(Regularisation.L2, 1);
        assertMessage(
                "soft sorting: strength 0.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                () -> SoftSorting.of(Regularisation.L2, 0));
        assertMessage(
                "soft sorting: strength of shape [6]; expected a scalar",
                () -> new SoftSorting(Regularisation.L2, x()));
        assertMessage(
                "soft sorting: sort of FLOAT64[]; expected floating numbers with one axis at least, of which the last"
                        + " is sorted",
                () -> soft.sort(Expr.constant(1.0), Order.ASCENDING));
        assertMessage(
                "soft sorting: top weights of k = 7 for shape [6]; expected k from 0 to the length of the last axis",
                () -> soft.topWeights(x(), 7));
        assertMessage(
                "top: shape [events] has no fixed length to sort along; expected one, or use topWeights",
                () -> soft.top(Expr.variable("x", Shape.events()), 2));
        assertMessage("quantile: q is 1.5; expected a number from 0 to 1", () -> soft.quantile(x(), 1.5));
        assertMessage(
                "quantile: shape [0]; expected one element a row at least",
                () -> soft.quantile(Expr.zeros(Shape.of(0)), 0.5));
        Expr strength = Expr.variable("strength", Shape.scalar());
        Expr sorted = new SoftSorting(Regularisation.L2, strength).sort(x(), Order.ASCENDING);
        Tensor negative = Program.evaluate(sorted, Map.of(strength, Tensor.scalar(-1)));
        assertTrue(Arrays.stream(negative.toDoubles()).allMatch(Double::isNaN));
    }

    private static void assertMessage(String expected, Executable run) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, run).getMessage());
    }
}
