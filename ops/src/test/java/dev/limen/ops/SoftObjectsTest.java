package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.autodiff.fused.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Softly sorted objects, event by event. */
class SoftObjectsTest {
    private static final int[] COUNTS = {3, 0, 1, 5, 40, 2};

    private final Segments jets = Segments.of("jets");
    private final Expr pt = Expr.variable("pt", jets.objects());

    private static double[] values() {
        return new Random(5).doubles(Arrays.stream(COUNTS).sum(), 20, 90).toArray();
    }

    private Result run(List<Expr> outputs, double[] x) {
        Execution blocks = new Execution(Execution.preferred().backend(), 2, 2);
        return Program.compile(List.of(pt, jets.counts()), outputs, blocks).run(Tensor.of(x), Tensor.ofInts(COUNTS));
    }

    /** Each event as a vector by itself. */
    @ParameterizedTest
    @EnumSource
    void areTheSortedValuesOfEachEvent(Regularisation regularisation) {
        double[] x = values();
        SoftSorting soft = SoftSorting.of(regularisation, 0.2);
        for (int place = 0; place < 4; place++) {
            Expr value = soft.at(jets, pt, place, -7);
            Expr weighted = value.mul(value).sum();
            Result got = run(List.of(value, Derivatives.gradient(weighted, pt)), x);
            int from = 0;
            for (int event = 0; event < COUNTS.length; event++) {
                int n = COUNTS[event];
                double[] slopes = Arrays.copyOfRange(got.output(1).toDoubles(), from, from + n);
                if (n <= place) {
                    assertEquals(-7, got.output(0).at(event));
                    assertArrayEquals(new double[n], slopes);
                } else {
                    Expr row = Expr.variable("x", Shape.of(n));
                    Expr one = soft.sort(row, Order.DESCENDING).get(place);
                    Result expected = Program.compile(
                                    List.of(row), List.of(one, Derivatives.gradient(one.mul(one), row)))
                            .run(Tensor.of(Arrays.copyOfRange(x, from, from + n)));
                    // Some forty roundings of numbers up to 200.
                    assertEquals(expected.output(0).item(), got.output(0).at(event), 1e-12);
                    assertArrayEquals(expected.output(1).toDoubles(), slopes, 1e-11);
                }
                from += n;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void areTheHardOnesInTheLimit(Regularisation regularisation) {
        SoftSorting soft = SoftSorting.of(regularisation, 1e-7);
        for (int place = 0; place < 3; place++) {
            Expr value = soft.at(jets, pt, place, 0);
            Expr hard = jets.at(jets.rank(pt), place, pt, 0);
            Result result = run(
                    List.of(value, hard, Derivatives.gradient(value.sum(), pt), Derivatives.gradient(hard.sum(), pt)),
                    values());
            assertArrayEquals(result.output(1).toDoubles(), result.output(0).toDoubles());
            assertArrayEquals(result.output(3).toDoubles(), result.output(2).toDoubles());
        }
    }

    @ParameterizedTest
    @EnumSource
    void derivativesToSecondOrder(Regularisation regularisation) {
        Expr strength = Expr.variable("strength", Shape.scalar());
        SoftSorting soft = new SoftSorting(regularisation, strength);
        Expr value = soft.at(jets, pt, 0, 0)
                .sin()
                .add(soft.at(jets, pt, 1, 0.5).square())
                .sum();
        Map<Expr, Tensor> point = Map.of(
                pt,
                Tensor.of(1.2, 0.9, -0.3, 2.2, 0.4, 0.5, 1.6, -0.8, 0.1, 1.5),
                strength,
                Tensor.scalar(1.3),
                jets.counts(),
                Tensor.ofInts(3, 0, 1, 5, 1));
        List<Expr> by = List.of(pt, strength);
        // Extrapolated differences of order one, with steps that cross no pool.
        GradientCheck.of(value, by, point, 1e-3, Execution.preferred()).require(1e-9, 1e-9);
        List<Expr> gradient = Derivatives.gradient(value, by);
        Expr second = gradient.get(0).square().sum().add(gradient.get(1).square());
        GradientCheck.of(second, by, point, 1e-3, Execution.preferred()).require(1e-8, 1e-8);
    }

    @Test
    void strengthsMayBeABatch() {
        Expr strength = Expr.variable("strength", Shape.scalar());
        Expr value = new SoftSorting(Regularisation.L2, strength).at(jets, pt, 0, 0);
        Expr strengths = Expr.variable("strengths", Shape.of(2));
        Expr batched = new Graph(List.of(strength), List.of(value))
                .batch(List.of(strengths))
                .get(0);
        double[] x = values();
        double[] all = Program.compile(List.of(pt, strengths, jets.counts()), List.of(batched))
                .run(Tensor.of(x), Tensor.of(0.05, 0.4), Tensor.ofInts(COUNTS))
                .output(0)
                .toDoubles();
        int events = COUNTS.length;
        assertArrayEquals(
                run(List.of(SoftSorting.of(Regularisation.L2, 0.4).at(jets, pt, 0, 0)), x)
                        .output(0)
                        .toDoubles(),
                Arrays.copyOfRange(all, events, 2 * events));
    }

    @ParameterizedTest
    @EnumSource
    void aNaNSpoilsItsEventOnly(Regularisation regularisation) {
        double[] x = values();
        x[5] = Double.NaN;
        double[] got = run(List.of(SoftSorting.of(regularisation, 0.2).at(jets, pt, 0, 0)), x)
                .output(0)
                .toDoubles();
        for (int event = 0; event < COUNTS.length; event++) {
            assertEquals(event == 3, Double.isNaN(got[event]), "event " + event);
        }
    }

    @Test
    void refusesOtherShapesAndPlaces() {
        SoftSorting soft = SoftSorting.of(Regularisation.L2, 1);
        Expr met = Expr.variable("met", Shape.events());
        String message = assertThrows(IllegalArgumentException.class, () -> soft.at(jets, met, 0, 0))
                .getMessage();
        assertTrue(
                message.startsWith("segment_pool_l2: shape [events] with counts [events]; expected objects [jets]"),
                message);
        assertEquals(
                "segment pool: place -1; expected 0 (the leading one) or more",
                assertThrows(IllegalArgumentException.class, () -> soft.at(jets, pt, -1, 0))
                        .getMessage());
    }
}
