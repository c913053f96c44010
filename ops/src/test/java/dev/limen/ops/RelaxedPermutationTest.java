package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class RelaxedPermutationTest {
    private static final double[] X = {0.6, -1.1, 2.3, 0.9};
    private static final double T = 0.7;

    private static double[] of(BinaryOperator<Expr> relaxation, double[] x, double temperature) {
        return Program.evaluate(relaxation.apply(Expr.constant(Tensor.of(x)), Expr.constant(temperature)))
                .toDoubles();
    }

    private static double[] softmaxOfRows(double[] logits, int n) {
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.exp(logits[i * n + j]);
            }
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = Math.exp(logits[i * n + j]) / sum;
            }
        }
        return matrix;
    }

    @Test
    void softSortIsItsFormula() {
        double[] descending = {2.3, 0.9, 0.6, -1.1};
        double[] logits = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                logits[4 * i + j] = -Math.abs(descending[i] - X[j]) / T;
            }
        }
        assertArrayEquals(softmaxOfRows(logits, 4), of(RelaxedPermutation::softSort, X, T), 1e-15);
    }

    @Test
    void neuralSortIsItsFormula() {
        double[] logits = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double distances = 0;
                for (double other : X) {
                    distances += Math.abs(X[j] - other);
                }
                logits[4 * i + j] = ((4 + 1 - 2 * (i + 1)) * X[j] - distances) / T;
            }
        }
        assertArrayEquals(softmaxOfRows(logits, 4), of(RelaxedPermutation::neuralSort, X, T), 1e-14);
    }

    @Test
    void bothAreThePermutationInTheLimit() {
        double[] permutation = {0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0};
        assertArrayEquals(permutation, of(RelaxedPermutation::softSort, X, 1e-4));
        assertArrayEquals(permutation, of(RelaxedPermutation::neuralSort, X, 1e-4));
    }

    @Test
    void derivativesInRowsBehindEvents() {
        Expr x = Expr.variable("x", Shape.of(Shape.EVENTS, 4));
        Expr temperature = Expr.variable("temperature", Shape.scalar());
        Tensor values = Tensor.of(Shape.of(3, 4), 0.6, -1.1, 2.3, 0.9, 1, 2, 3, 4, 0.1, -0.2, 0.4, 5);
        for (BinaryOperator<Expr> relaxation :
                List.<BinaryOperator<Expr>>of(RelaxedPermutation::softSort, RelaxedPermutation::neuralSort)) {
            Expr matrix = relaxation.apply(x, temperature);
            assertEquals(Shape.of(Shape.EVENTS, 4, 4), matrix.shape());
            Expr scalar = matrix.mul(x.reshape(Shape.of(Shape.EVENTS, 1, 4)))
                    .sum(2)
                    .square()
                    .mul(Expr.constant(0.3, 0.9, -0.2, 1.1))
                    .sum();
            Map<Expr, Tensor> point = Map.of(x, values, temperature, Tensor.scalar(T));
            // Steps that cross no tie; extrapolated differences of numbers up to 30.
            GradientCheck.of(scalar, List.of(x, temperature), point).require(1e-8, 1e-9);
            Expr second = Derivatives.gradient(scalar, temperature).square();
            GradientCheck.of(second, List.of(temperature), point).require(1e-7, 1e-8);
        }
    }

    @Test
    void errorsNameShapesAndTemperature() {
        Expr one = Expr.constant(1.0);
        assertEquals(
                "SoftSort: FLOAT64[events]; expected floating numbers whose last axis, which is sorted, has a fixed length",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RelaxedPermutation.softSort(Expr.variable("x", Shape.events()), one))
                        .getMessage());
        assertEquals(
                "NeuralSort: temperature of shape [2]; expected a scalar",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RelaxedPermutation.neuralSort(Expr.constant(1, 2.0), Expr.constant(1, 2.0)))
                        .getMessage());
        assertEquals(
                "SoftSort: temperature 0.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RelaxedPermutation.softSort(Expr.constant(1, 2.0), Expr.constant(0.0)))
                        .getMessage());
    }
}
