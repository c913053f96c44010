package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DerivativesTest {
    private static final Expr X = Expr.variable("x", Shape.of(3));
    private static final Expr A = Expr.variable("a", Shape.of(2, 3));
    private static final Map<Expr, Tensor> POINT =
            Map.of(X, Tensor.of(0.4, -0.7, 1.1), A, Tensor.of(Shape.of(2, 3), 0.2, 0.5, -0.3, 0.9, -0.6, 0.1));

    /** A vector of two, from a matrix product, a softmax and a ratio. */
    private static Expr vector() {
        Expr hidden = A.matmul(X.reshape(3, 1)).reshape(2).tanh();
        Expr weights = hidden.mul(2).exp();
        return weights.div(weights.sum()).mul(X.square().sum().log1p()).add(hidden.normalCdf());
    }

    private static Expr scalar() {
        return vector().square().sum().add(X.prod().sin());
    }

    private static double[] value(Expr expr) {
        return Program.evaluate(expr, POINT).toDoubles();
    }

    @Test
    void derivativesNestToThirdOrder() {
        Expr first = Derivatives.gradient(scalar(), X)
                .mul(Expr.constant(0.3, -0.8, 0.5))
                .sum();
        Expr second = Derivatives.gradient(first, A).mul(0.7).sum();
        for (Expr order : List.of(scalar(), first, second)) {
            // Extrapolated differences of a function of order one: rounding leaves about 1e-12.
            GradientCheck.of(order, List.of(X, A), POINT).require(1e-9, 1e-9);
        }
    }

    @Test
    void jacobianHasTheRowsOfVjpAndTheColumnsOfJvp() {
        double[] jacobian = value(Derivatives.jacobian(vector(), X));
        for (int row = 0; row < 2; row++) {
            Expr unit = Expr.constant(row == 0 ? 1.0 : 0.0, row == 1 ? 1.0 : 0.0);
            double[] pulled = value(Derivatives.vjp(vector(), unit, X));
            for (int column = 0; column < 3; column++) {
                assertEquals(pulled[column], jacobian[3 * row + column], 1e-15);
            }
        }
        for (int column = 0; column < 3; column++) {
            Expr unit = Expr.constant(column == 0 ? 1.0 : 0.0, column == 1 ? 1.0 : 0.0, column == 2 ? 1.0 : 0.0);
            double[] pushed = value(Derivatives.jvp(vector(), X, unit));
            assertEquals(pushed[0], jacobian[column], 1e-15);
            assertEquals(pushed[1], jacobian[3 + column], 1e-15);
        }
    }

    @Test
    void hessianIsSymmetricAndMatchesHvp() {
        double[] hessian = value(Derivatives.hessian(scalar(), X));
        double[] v = {0.3, -0.8, 0.5};
        double[] hvp = value(Derivatives.hvp(scalar(), X, Expr.constant(v)));
        for (int i = 0; i < 3; i++) {
            double product = 0;
            for (int j = 0; j < 3; j++) {
                assertEquals(hessian[3 * i + j], hessian[3 * j + i], 1e-14);
                product += hessian[3 * i + j] * v[j];
            }
            assertEquals(product, hvp[i], 1e-14);
        }
    }

    @Test
    void jacobianOfAMatrixByAMatrixHasAllAxes() {
        Expr jacobian = Derivatives.jacobian(A.mul(A), A);
        assertEquals(Shape.of(2, 3, 2, 3), jacobian.shape());
        double[] values = value(jacobian);
        double[] a = POINT.get(A).toDoubles();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertEquals(i == j ? 2 * a[i] : 0, values[6 * i + j], 1e-15);
            }
        }
    }

    @Test
    void derivativesStopAtInnerExpressions() {
        Expr inner = X.exp();
        Expr outer = inner.mul(X).sum();
        double[] x = POINT.get(X).toDoubles();
        assertArrayEquals(x, value(Derivatives.gradient(outer, inner)));
        List<Expr> both = Derivatives.gradient(outer, List.of(inner, X));
        // By x with the inner expression held: exp(x).
        for (int i = 0; i < 3; i++) {
            assertEquals(Math.exp(x[i]), value(both.get(1))[i], 1e-15);
        }
    }

    @Test
    void whatDoesNotDependHasZeroDerivatives() {
        assertTrue(Derivatives.gradient(A.sum(), X).isZero());
        assertTrue(Derivatives.hessian(A.sum(), X).isZero());
        assertTrue(Derivatives.gradient(X.detach().sum(), X).isZero());
    }

    @Test
    void aForwardDerivativeHasNoTraceOfItsDual() {
        Expr tangent = Expr.constant(1.0, 2, 3);
        Program program =
                Program.compile(List.of(X), List.of(Derivatives.jvp(X.square().sum(), X, tangent)));
        assertEquals(
                2 * (1 * 1 + 2 * 1 + 3 * 1),
                program.run(Tensor.of(1, 1, 1)).output(0).item());
    }

    @Test
    void refusesWhatHasNoGradient() {
        String message = assertThrows(IllegalArgumentException.class, () -> Derivatives.gradient(X, X))
                .getMessage();
        assertEquals(
                "gradient needs a scalar; got shape [3]. Use vjp with a cotangent of that shape, or sum() first.",
                message);
        Expr positions = Expr.variable("positions", Shape.of(2), DType.INT32);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Derivatives.gradient(X.take(0, positions).sum(), positions))
                .getMessage();
        assertTrue(message.contains("INT32"), message);
    }

    @Test
    void gradientCheckFindsAWrongDerivative() {
        // The derivative of floor is zero almost everywhere; at a step it is not.
        Expr steps = X.mul(10).floor().sum();
        GradientCheck check = GradientCheck.of(steps, List.of(X), Map.of(X, Tensor.of(0.4001, -0.75, 1.15)));
        assertEquals(0, check.worst().element());
        assertThrows(IllegalStateException.class, () -> check.require(1e-6, 1e-6));
        GradientCheck detached = GradientCheck.of(X.mul(X.detach()).sum(), List.of(X), Map.of(X, Tensor.of(1, 2, 3)));
        assertEquals(3, detached.worst().exact());
        assertEquals(6, detached.worst().numerical(), 1e-10);
    }
}
