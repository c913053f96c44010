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
import org.junit.jupiter.api.Test;

class CategoriesTest {
    private static final double[] X = {-3, 0.4, 0.9, 1, 1.7, 2, 2.6, 40};
    private static final double[] CUTS = {0.5, 1, 2.2};

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    @Test
    void weightsAreDifferencesOfSoftCuts() {
        double width = 0.3;
        Expr x = Expr.constant(X);
        double[] weights = values(Categories.byCuts(x, Expr.constant(CUTS), Expr.constant(width)));
        double[][] above = new double[3][];
        for (int c = 0; c < 3; c++) {
            above[c] = values(Cut.above("x", CUTS[c], width).weight(name -> x));
        }
        for (int i = 0; i < X.length; i++) {
            assertEquals(1 - above[0][i], weights[4 * i], 1e-15);
            assertEquals(above[0][i] - above[1][i], weights[4 * i + 1], 1e-15);
            assertEquals(above[1][i] - above[2][i], weights[4 * i + 2], 1e-15);
            assertEquals(above[2][i], weights[4 * i + 3], 1e-15);
        }
        assertArrayEquals(
                values(Cut.above("x", 2.2, width).weight(name -> x)),
                values(Categories.weight(Categories.byCuts(x, Expr.constant(CUTS), Expr.constant(width)), 3)));
    }

    @Test
    void farBehindTheThresholdsWeightsKeepTheirDigits() {
        double[] weights = values(Categories.byCuts(Expr.constant(40), Expr.constant(0, 1), Expr.constant(1)));
        // 1/(1+exp(-40)) - 1/(1+exp(-39)) = exp(-39) - exp(-40) to 17 digits, where both logistics round to one.
        assertEquals(Math.exp(-39) - Math.exp(-40), weights[1], 1e-13 * weights[1]);
    }

    @Property(tries = 200)
    void weightsArePositiveAndAddUpToOne(
            @ForAll @DoubleRange(min = -100, max = 100) double x,
            @ForAll @DoubleRange(min = 0.01, max = 50) double width,
            @ForAll @DoubleRange(min = 0.01, max = 50) double temperature) {
        for (Expr weights : List.of(
                Categories.byCuts(Expr.constant(x), Expr.constant(CUTS), Expr.constant(width)),
                Categories.byScores(Expr.constant(x, 3, -50, 2), Expr.constant(temperature)),
                Categories.hardByCuts(Expr.constant(x), Expr.constant(CUTS)),
                Categories.hardByScores(Expr.constant(x, 3, -50, 2)))) {
            double sum = 0;
            for (double weight : values(weights)) {
                assertTrue(weight >= 0);
                sum += weight;
            }
            assertEquals(1, sum, 1e-15);
        }
    }

    @Test
    void aValueOnAThresholdBelongsToTheCategoryAbove() {
        assertArrayEquals(
                new double[] {0, 0, 1, 0, /**/ 0, 1, 0, 0, /**/ 0, 0, 0, 0},
                values(Categories.hardByCuts(Expr.constant(1, 0.5, Double.NaN), Expr.constant(CUTS))));
        assertArrayEquals(
                new double[] {1, 0}, values(Categories.hardByCuts(Expr.constant(-1), Expr.constant(Tensor.of(0.0)))));
    }

    @Test
    void widthAndTemperatureToZeroGiveTheHardCategories() {
        Expr x = Expr.constant(-3, 0.4, 0.9, 1.05, 1.7, 2, 2.6, 40);
        // The event nearest to a threshold is 50 widths away: exp(-50) = 2e-22.
        assertArrayEquals(
                values(Categories.hardByCuts(x, Expr.constant(CUTS))),
                values(Categories.byCuts(x, Expr.constant(CUTS), Expr.constant(1e-3))),
                1e-20);
        Expr scores = x.reshape(2, 4);
        assertArrayEquals(
                values(Categories.hardByScores(scores)),
                values(Categories.byScores(scores, Expr.constant(1e-3))),
                1e-20);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Expr x = Expr.variable("x", Shape.of(X.length));
        Expr cuts = Expr.variable("cuts", Shape.of(3));
        Expr width = Expr.variable("width", Shape.scalar());
        Expr value = Categories.byCuts(x, cuts, width)
                .mul(Expr.constant(1, -2, 3, 0.5))
                .sum(1)
                .square()
                .sum()
                .add(Categories.byScores(x.reshape(2, 4), width).square().sum());
        Map<Expr, Tensor> point = Map.of(x, Tensor.of(X), cuts, Tensor.of(CUTS), width, Tensor.scalar(0.6));
        GradientCheck.of(value, List.of(x, cuts, width), point).require(1e-7, 1e-8);
    }

    @Test
    void anEventAxisGivesWhatAFixedLengthGives() {
        EventAxis.assertBlockedIsWhole(
                in -> List.of(
                        Categories.byCuts(in.get(0), in.get(2), in.get(3))
                                .mul(Columns.column(in.get(1)))
                                .sum(0),
                        Categories.hardByCuts(in.get(0), in.get(2))
                                .mul(Columns.column(in.get(1)))
                                .sum(0),
                        Categories.weight(
                                Categories.byScores(
                                        Expr.stack(in.get(0), in.get(1)).transpose(), in.get(3)),
                                1)),
                List.of(EventAxis.column(2, 0.37, 1), EventAxis.column(1, 1.1, 0.5)),
                List.of(Tensor.of(CUTS), Tensor.scalar(0.6)));
    }

    @Test
    void wrongInputIsRefused() {
        Expr x = Expr.constant(X);
        Expr one = Expr.constant(1);
        assertMessage(
                "categories: thresholds of shape []; expected a vector of one at least",
                () -> Categories.byCuts(x, one, one));
        assertMessage(
                "categories: thresholds do not increase: threshold 1 is 1.0 behind 2.0; put them in ascending order"
                        + " without repetition",
                () -> Categories.hardByCuts(x, Expr.constant(2, 1)));
        assertMessage(
                "categories: width -1.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                () -> Categories.byCuts(x, Expr.constant(CUTS), Expr.constant(-1)));
        assertMessage("softmax: axis -1 of shape []; expected one of []", () -> Categories.byScores(one, one));
        assertMessage(
                "categories: category 8 of weights [8]; expected one of the last axis", () -> Categories.weight(x, 8));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
