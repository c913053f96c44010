package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Compares what an operator makes of an event axis, block by block, with what it makes of one of fixed length. */
final class EventAxis {
    private EventAxis() {}

    /** More than one block of 4096 events. */
    static final int EVENTS = 5000;

    /** {@code scale * sin(step * i) + shift}: numbers without repetition. */
    static double[] column(double scale, double step, double shift) {
        double[] column = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            column[i] = scale * Math.sin(step * i) + shift;
        }
        return column;
    }

    /**
     * Compares the outputs, and the gradients of the sum of their squares by all inputs.
     *
     * @param operator the outputs made of event columns, then of the other inputs
     * @param columns  event columns
     * @param others   other inputs
     */
    static void assertBlockedIsWhole(
            Function<List<Expr>, List<Expr>> operator, List<double[]> columns, List<Tensor> others) {
        List<Tensor> fixed = run(Shape.of(EVENTS), operator, columns, others);
        List<Tensor> blocked = run(Shape.events(), operator, columns, others);
        assertEquals(fixed.size(), blocked.size());
        for (int k = 0; k < fixed.size(); k++) {
            double[] expected = fixed.get(k).toDoubles();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            // Sums of 5000 terms are added in another order.
            assertArrayEquals(expected, blocked.get(k).toDoubles(), 1e-11 * Math.max(1, largest), "output " + k);
        }
    }

    private static List<Tensor> run(
            Shape shape, Function<List<Expr>, List<Expr>> operator, List<double[]> columns, List<Tensor> others) {
        List<Expr> inputs = new ArrayList<>();
        List<Tensor> values = new ArrayList<>();
        for (double[] column : columns) {
            inputs.add(Expr.variable("column " + inputs.size(), shape));
            values.add(Tensor.of(column));
        }
        for (Tensor other : others) {
            inputs.add(Expr.variable("input " + inputs.size(), other.shape()));
            values.add(other);
        }
        List<Expr> outputs = new ArrayList<>(operator.apply(inputs));
        Expr value = outputs.stream()
                .map(output -> output.square().sum())
                .reduce(Expr::add)
                .orElseThrow();
        outputs.addAll(Derivatives.gradient(value, inputs));
        Result result = Program.compile(inputs, outputs).run(values);
        List<Tensor> all = new ArrayList<>();
        for (int k = 0; k < outputs.size(); k++) {
            all.add(result.output(k));
        }
        return all;
    }
}
