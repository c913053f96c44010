package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final double[] X = {1, 2, 3, 4};
    private static final double[] W = {0.5, -0.25, 2, 1};

    private static Histogram yields(Selection selection) {
        return selection.yields(name -> Expr.constant(Tensor.of(X)), Expr.constant(Tensor.of(W)));
    }

    private static double value(Expr one) {
        return Program.evaluate(one).at(0);
    }

    @Test
    void withoutCutsEveryEventCounts() {
        Histogram all = yields(Selection.allOf());
        assertEquals(3.25, value(all.sumw()));
        assertEquals(0.25 + 0.0625 + 4 + 1, value(all.sumw2()));
        assertEquals(1, all.bins());
        assertArrayEquals(
                new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY},
                Program.evaluate(all.edges()).toDoubles());
        assertEquals(3.25 * 3.25 / 5.3125, value(all.effectiveEvents()), 1e-15);
    }

    @Test
    void acceptanceEntersTheSquaresOnce() {
        Selection selection = Selection.allOf(Cut.above("x", 2.5, 0.7), Cut.below("x", 3.5, 0.7));
        double sumw = 0;
        double sumw2 = 0;
        for (int i = 0; i < X.length; i++) {
            double s = 1 / (1 + Math.exp((2.5 - X[i]) / 0.7)) / (1 + Math.exp((X[i] - 3.5) / 0.7));
            sumw += W[i] * s;
            sumw2 += W[i] * W[i] * s;
        }
        assertEquals(sumw, value(yields(selection).sumw()), 1e-15);
        assertEquals(sumw2, value(yields(selection).sumw2()), 1e-15);
        assertEquals(Set.of("x"), selection.columns());
    }

    @Test
    void hardAndNarrowSelectionsAgree() {
        Selection selection = Selection.allOf(Cut.above("x", 1.5, 0.7), Cut.below("x", 3.5, 0.7));
        Histogram hard = yields(selection.hard());
        assertEquals(1.75, value(hard.sumw()));
        assertEquals(4.0625, value(hard.sumw2()));
        Histogram narrow = yields(selection.widened(Expr.constant(0.01)));
        assertEquals(1.75, value(narrow.sumw()), 1e-14);
        assertEquals(4.0625, value(narrow.sumw2()), 1e-14);
    }

    @Test
    void anEventAxisGivesWhatAFixedLengthGives() {
        int n = 5000;
        double[] x = new double[n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 100 * Math.sin(i * 0.37) + 0.01 * i;
            w[i] = Math.cos(i * 1.1);
        }
        List<Tensor> fixed = run(Shape.of(n), x, w);
        List<Tensor> events = run(Shape.of(Shape.EVENTS), x, w);
        for (int k = 0; k < fixed.size(); k++) {
            // Sums of 5000 terms are added in another order.
            assertArrayEquals(fixed.get(k).toDoubles(), events.get(k).toDoubles(), 1e-12);
        }
    }

    private static List<Tensor> run(Shape shape, double[] x, double[] w) {
        Expr column = Expr.variable("x", shape);
        Expr weight = Expr.variable("w", shape);
        Expr threshold = Expr.variable("threshold", Shape.scalar());
        Histogram yields = Selection.allOf(Cut.above("x", threshold, 10)).yields(name -> column, weight);
        Expr value = yields.sumw().square().div(yields.sumw2()).sum();
        List<Expr> inputs = List.of(column, weight, threshold);
        Result result = Program.compile(
                        inputs,
                        List.of(
                                value,
                                Derivatives.gradient(value, column),
                                Derivatives.gradient(value, weight),
                                Derivatives.gradient(value, threshold)))
                .run(Tensor.of(x), Tensor.of(w), Tensor.scalar(20));
        assertTrue(result.output(3).item() != 0);
        return List.of(result.output(0), result.output(1), result.output(2), result.output(3));
    }
}
