package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImplicitTest {
    private static final Expr A = Expr.variable("a", Shape.of(2));
    private static final Expr UNBOUNDED = Expr.fill(Shape.of(2), DType.FLOAT64, Double.POSITIVE_INFINITY);
    private static final Map<Expr, Tensor> POINT = Map.of(A, Tensor.of(0.7, -0.4));

    /** A smooth function with one minimum, which both components of a move. */
    private static Expr objective(Expr x) {
        Expr residual = x.sub(A.mul(A).add(A));
        Expr coupled = x.get(0).mul(x.get(1)).sub(A.get(0));
        return residual.square().sum().add(coupled.square()).add(x.cosh().sum().mul(0.3));
    }

    private static Implicit.Minimum free() {
        return Implicit.argmin(Expr.zeros(Shape.of(2)), UNBOUNDED.neg(), UNBOUNDED, ImplicitTest::objective);
    }

    private static void check(Expr scalar, Map<Expr, Tensor> point) {
        // Differences of minima found to 1e-13 in the objective: places to about 1e-10.
        GradientCheck.of(scalar, List.copyOf(point.keySet()), point).require(1e-8, 1e-8);
    }

    @Test
    void derivativesOfAMinimumToThirdOrder() {
        Expr value = free().minimum();
        check(value, POINT);
        Expr first = Derivatives.gradient(value, A).mul(Expr.constant(0.3, 1.1)).sum();
        check(first, POINT);
        Expr second =
                Derivatives.gradient(first, A).mul(Expr.constant(-0.8, 0.5)).sum();
        check(second, POINT);
    }

    @Test
    void derivativesOfAPlaceToSecondOrder() {
        Expr place = free().argmin().mul(Expr.constant(0.9, -1.3)).sum();
        check(place, POINT);
        check(Derivatives.gradient(place, A).mul(Expr.constant(0.3, 1.1)).sum(), POINT);
    }

    @Test
    void componentsAtABoundFollowIt() {
        Expr upper = Expr.variable("upper", Shape.of(2));
        Implicit.Minimum minimum =
                Implicit.argmin(Expr.zeros(Shape.of(2)), UNBOUNDED.neg(), upper, ImplicitTest::objective);
        Map<Expr, Tensor> point = Map.of(A, Tensor.of(0.7, -0.4), upper, Tensor.of(0.25, 5));
        Result result = Program.compile(List.of(A, upper), List.of(minimum.argmin(), minimum.sides()))
                .run(point.get(A), point.get(upper));
        assertEquals(0.25, result.output(0).at(0));
        assertArrayEquals(new double[] {1, 0}, result.output(1).toDoubles());
        Expr place = minimum.argmin().mul(Expr.constant(0.9, -1.3)).sum();
        check(place, point);
        check(minimum.minimum(), point);
        check(Derivatives.gradient(minimum.minimum(), List.of(A, upper)).get(1).sum(), point);
        check(Derivatives.gradient(place, A).sum(), point);
    }

    @Test
    void rootOfADifferenceOfMinima() {
        Expr root = Implicit.root(Expr.constant(0.5), Expr.constant(0), Expr.constant(6), mu -> {
            Expr penalty = Implicit.argmin(Expr.zeros(Shape.of(2)), UNBOUNDED.neg(), UNBOUNDED, x -> objective(x)
                            .add(x.get(0).sub(mu).square()))
                    .minimum();
            return penalty.sub(free().minimum()).sub(1);
        });
        check(root, POINT);
        check(Derivatives.gradient(root, A).mul(Expr.constant(0.3, 1.1)).sum(), POINT);
    }

    @Test
    void batchesOfMinima() {
        Expr batch = Expr.variable("batch", Shape.of(3, 2));
        Tensor values = Tensor.of(Shape.of(3, 2), 0.7, -0.4, 0.1, 0.2, -0.3, 0.9);
        Expr places = new Graph(List.of(A), List.of(free().argmin()))
                .batch(List.of(batch))
                .get(0);
        Result result = Program.compile(List.of(batch), List.of(places)).run(values);
        assertEquals(3, result.certificates().size());
        for (int lane = 0; lane < 3; lane++) {
            Tensor one = Tensor.of(values.at(2 * lane), values.at(2 * lane + 1));
            Tensor place = Program.evaluate(free().argmin(), Map.of(A, one));
            assertEquals(place.at(0), result.output(0).at(2 * lane));
            assertEquals(place.at(1), result.output(0).at(2 * lane + 1));
        }
        check(places.square().sum(), Map.of(batch, values));
    }

    @Test
    void lanesGiveTheSameBitsOnAnyNumberOfThreads() {
        Expr batch = Expr.variable("batch", Shape.of(20, 2));
        double[] numbers = new double[40];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.sin(3.0 * i);
        }
        List<Expr> outputs = new Graph(List.of(A), List.of(free().argmin(), free().minimum())).batch(List.of(batch));
        Result reference = null;
        for (int threads : new int[] {1, 2, 7}) {
            Program program =
                    Program.compile(List.of(batch), outputs, Execution.plain().withThreads(threads));
            for (int repeat = 0; repeat < 3; repeat++) {
                Result result = program.run(Tensor.wrap(Shape.of(20, 2), numbers));
                reference = reference == null ? result : reference;
                assertEquals(reference.output(0), result.output(0));
                assertEquals(reference.output(1), result.output(1));
                assertEquals(reference.certificates(), result.certificates());
            }
        }
    }

    @Test
    void asksForNoNumberThatWasNotFound() {
        Expr root = Implicit.root(Expr.constant(0.5), Expr.constant(0), Expr.constant(1), x -> x.square()
                .add(A.get(0).square()));
        Result result =
                Program.compile(List.of(A), List.of(root.mul(2), A.sum())).run(Tensor.of(1, 2));
        NotConvergedException error = assertThrows(NotConvergedException.class, () -> result.output(0));
        assertFalse(error.certificate().converged());
        assertTrue(error.getMessage().contains("root"), error.getMessage());
        assertTrue(Double.isNaN(result.unchecked(0).item()));
        assertEquals(3, result.output(1).item());
        assertTrue(result.certificates(1).isEmpty());
    }
}
