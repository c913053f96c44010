package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;

/** Comparisons, and fixed weights of order one. */
final class Numbers {
    private Numbers() {}

    static void assertClose(List<double[]> expected, Result got, double tolerance) {
        for (int k = 0; k < expected.size(); k++) {
            assertClose(expected.get(k), got.output(k).toDoubles(), tolerance);
        }
    }

    /** Within {@code tolerance} of the largest number, at least of 1; infinities and NaN in the same places. */
    static void assertClose(double[] expected, double[] got, double tolerance) {
        assertEquals(expected.length, got.length);
        double scale = Arrays.stream(expected)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < got.length; i++) {
            if (!Double.isFinite(expected[i])) {
                assertEquals(expected[i], got[i], "element " + i);
            } else {
                assertEquals(expected[i], got[i], tolerance * Math.max(1, scale), "element " + i);
            }
        }
    }

    static boolean hasNaN(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }

    /** Constant numbers of order one. */
    static Expr weights(Shape shape, double phase) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.cos(phase + 1.7 * i) + 0.2;
        }
        return Expr.constant(Tensor.wrap(shape, values));
    }

    static Expr dot(List<Expr> a, List<Expr> b) {
        Expr sum = Expr.constant(0);
        for (int k = 0; k < a.size(); k++) {
            sum = sum.add(a.get(k).mul(b.get(k)).sum());
        }
        return sum;
    }

    /** A scalar in which every element of the outputs counts. */
    static Expr project(List<Expr> outputs, double phase) {
        return dot(
                outputs,
                outputs.stream().map(out -> weights(out.shape(), phase)).toList());
    }

    static Tensor stack(Shape shape, List<Tensor> lanes) {
        double[] all = new double[shape.size()];
        int at = 0;
        for (Tensor lane : lanes) {
            lane.copyTo(0, all, at, lane.size());
            at += lane.size();
        }
        return Tensor.fromDoubles(shape, lanes.get(0).dtype(), all);
    }

    /** The inputs by which there are derivatives: floating, and finite where bounds may not be. */
    static List<Expr> differentiable(Fixture fixture, List<Expr> variables) {
        boolean solved =
                fixture.primitive() instanceof Implicit implicit && !(implicit.problem() instanceof Implicit.Solve);
        return variables.stream()
                .filter(variable -> variable.dtype() == DType.FLOAT64)
                // Nothing flows to a start; to bounds only where they are finite.
                .filter(variable -> !solved
                        || variables.indexOf(variable) > 0
                                && Arrays.stream(fixture.inputs()
                                                .get(variables.indexOf(variable))
                                                .toDoubles())
                                        .allMatch(Double::isFinite))
                .toList();
    }
}
