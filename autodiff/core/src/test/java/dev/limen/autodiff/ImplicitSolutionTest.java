package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ImplicitSolutionTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Expr scalar(String name) {
        return Expr.variable(name, Shape.scalar());
    }

    private static double[] run(List<Expr> inputs, Expr output, double... values) {
        List<Tensor> tensors = new ArrayList<>();
        for (double value : values) {
            tensors.add(Tensor.scalar(value));
        }
        return Program.compile(inputs, List.of(output)).run(tensors).output(0).toDoubles();
    }

    private static double number(Expr input, Expr output, double value) {
        return run(List.of(input), output, value)[0];
    }

    private static Implicit.Minimum open(int n, double start, UnaryOperator<Expr> objective) {
        return Implicit.argmin(
                Expr.constant(filled(n, start)),
                Expr.constant(filled(n, -INF)),
                Expr.constant(filled(n, INF)),
                objective);
    }

    private static double[] filled(int n, double value) {
        double[] v = new double[n];
        Arrays.fill(v, value);
        return v;
    }

    @Test
    void aStartOnTheOtherSideFindsTheLowerOfTwoMinima() {
        // (x0^2 - 1)^2 + t x0: minima near 1 and -1, the second lower by 2 t; the descent from 0.1 ends in the first.
        Expr t = scalar("t");
        UnaryOperator<Expr> objective = x -> x.get(0)
                .square()
                .sub(1)
                .square()
                .add(x.get(0).mul(t))
                .add(x.get(1).sub(t).square());
        Expr start = Expr.constant(Tensor.of(0.1, 0));
        Expr low = Expr.constant(filled(2, -INF));
        Expr high = Expr.constant(filled(2, INF));
        Expr near = Implicit.argmin(start, low, high, objective).argmin().get(0);
        Implicit.Settings settings = Implicit.Settings.MINIMUM.withMirrors(2);
        Implicit.Minimum mirrored = Implicit.argmin(start, low, high, settings, objective);
        assertTrue(number(t, near, 0.1) > 0.9);
        double place = number(t, mirrored.argmin().get(0), 0.1);
        assertTrue(place < -0.9);
        assertEquals(0, 4 * place * (place * place - 1) + 0.1, 1e-13);
        // The envelope theorem holds on the side that was found: d minimum / dt = x0.
        assertEquals(place, number(t, Derivatives.gradient(mirrored.minimum(), t), 0.1), 1e-13);
    }

    @Test
    void aMinimumAndItsPlaceHaveDerivativesOfEveryOrder() {
        // min_x exp(x) - t x is at x = log t, with value t - t log t.
        Expr t = scalar("t");
        Implicit.Minimum m = open(1, 0, x -> x.exp().sum().sub(x.sum().mul(t)));
        Expr place = m.argmin().sum();
        double at = 2.5;
        assertEquals(Math.log(at), number(t, place, at), 1e-14);
        assertEquals(at - at * Math.log(at), number(t, m.minimum(), at), 1e-14);
        Expr d1 = Derivatives.gradient(place, t);
        Expr d2 = Derivatives.gradient(d1, t);
        Expr d3 = Derivatives.gradient(d2, t);
        // Closed forms; the place is known to rounding, derivatives multiply that by a few.
        assertEquals(1 / at, number(t, d1, at), 1e-14);
        assertEquals(-1 / (at * at), number(t, d2, at), 1e-14);
        assertEquals(2 / (at * at * at), number(t, d3, at), 1e-13);
        Expr v1 = Derivatives.gradient(m.minimum(), t);
        Expr v2 = Derivatives.gradient(v1, t);
        Expr v3 = Derivatives.gradient(v2, t);
        assertEquals(-Math.log(at), number(t, v1, at), 1e-14);
        assertEquals(-1 / at, number(t, v2, at), 1e-14);
        assertEquals(1 / (at * at), number(t, v3, at), 1e-13);
    }

    @Test
    void theEnvelopeTheoremNeedsNoLinearSolve() {
        Expr t = scalar("t");
        Implicit.Minimum m = open(2, 0, x -> x.exp().sum().sub(x.sum().mul(t)));
        Program program = Program.compile(List.of(t), List.of(m.minimum(), Derivatives.gradient(m.minimum(), t)));
        assertEquals(1, program.run(Tensor.scalar(2)).certificates().size());
    }

    @Test
    void anActiveBoundIsFollowed() {
        // min (x - 3)^2 + (x - y)^2 on x <= u: x = u, y = u; the value is (u - 3)^2.
        Expr u = scalar("u");
        Expr upper = Expr.stack(List.of(u, Expr.constant(INF)));
        Implicit.Minimum m = Implicit.argmin(Expr.constant(0, 0), Expr.constant(-INF, -INF), upper, v -> {
            Expr x = v.slice(0, 0, 1).sum();
            Expr y = v.slice(0, 1, 2).sum();
            return x.sub(3).square().add(x.sub(y).square());
        });
        assertArrayEquals(new double[] {1.5, 1.5}, run(List.of(u), m.argmin(), 1.5), 1e-14);
        assertArrayEquals(new double[] {1, 0}, run(List.of(u), m.sides(), 1.5));
        assertEquals(2.25, number(u, m.minimum(), 1.5), 1e-14);
        Expr slope = Derivatives.gradient(m.minimum(), u);
        assertEquals(-3, number(u, slope, 1.5), 1e-13);
        assertEquals(2, number(u, Derivatives.gradient(slope, u), 1.5), 1e-13);
        Expr y = m.argmin().slice(0, 1, 2).sum();
        assertEquals(1, number(u, Derivatives.gradient(y, u), 1.5), 1e-13);
        assertEquals(0, number(u, Derivatives.gradient(y, u), 4), 1e-13);
    }

    /** (x - t)^2/2 + |x| + (y - 2t)^2/2 - xy/2: x is 0 where |2t| is below 1, and (2t - 1) 4/3 above. */
    @Test
    void aKinkHoldsAndLetsGo() {
        Expr t = scalar("t");
        Implicit.Minimum m = Implicit.argmin(
                Expr.constant(0, 0),
                Expr.constant(-9, -9),
                Expr.constant(9, 9),
                Implicit.Settings.MINIMUM.withKinks(List.of(0)),
                v -> {
                    Expr x = v.slice(0, 0, 1).sum();
                    Expr y = v.slice(0, 1, 2).sum();
                    Expr kink = Expr.where(x.gt(0), x, x.neg());
                    return x.sub(t)
                            .square()
                            .mul(0.5)
                            .add(kink)
                            .add(y.sub(t.mul(2)).square().mul(0.5))
                            .sub(x.mul(y).mul(0.5));
                });
        assertArrayEquals(new double[] {0, 0.4}, run(List.of(t), m.argmin(), 0.2), 1e-14);
        assertArrayEquals(new double[] {2, 0}, run(List.of(t), m.sides(), 0.2));
        Expr slope = Derivatives.gradient(m.minimum(), t);
        // The value is t^2/2 while x is held.
        assertEquals(0.2, number(t, slope, 0.2), 1e-14);
        assertEquals(1, number(t, Derivatives.gradient(slope, t), 0.2), 1e-14);
        Expr y = m.argmin().slice(0, 1, 2).sum();
        assertEquals(2, number(t, Derivatives.gradient(y, t), 0.2), 1e-14);
        assertArrayEquals(new double[] {4, 6}, run(List.of(t), m.argmin(), 2), 1e-13);
        assertArrayEquals(new double[] {0, 0}, run(List.of(t), m.sides(), 2));
        assertEquals(2 + 4.0 / 3, number(t, Derivatives.gradient(y, t), 2), 1e-13);
    }

    /** The profile likelihood ratio of a counting experiment with an uncertain background, as a function of s. */
    private static Expr ratio(Expr s, double mu) {
        double n = 55;
        UnaryOperator<Expr> free = v -> {
            Expr rate = v.slice(0, 0, 1)
                    .sum()
                    .mul(s)
                    .add(v.slice(0, 1, 2).sum().mul(7).add(50));
            return rate.sub(rate.log().mul(n))
                    .add(v.slice(0, 1, 2).sum().square().mul(0.5));
        };
        Implicit.Minimum global =
                Implicit.argmin(Expr.constant(1, 0), Expr.constant(0, -5), Expr.constant(10, 5), free);
        Implicit.Minimum conditional =
                Implicit.argmin(Expr.constant(mu, 0), Expr.constant(mu, -5), Expr.constant(mu, 5), free);
        return conditional.minimum().sub(global.minimum()).mul(2);
    }

    @Test
    void aProfileLikelihoodRatioAgreesWithCentralDifferencesToSecondOrder() {
        Expr s = scalar("s");
        Expr q = ratio(s, 2);
        Expr first = Derivatives.gradient(q, s);
        Expr second = Derivatives.gradient(first, s);
        double at = 10;
        double h = 1e-3;
        // Richardson's combination of two central differences: h^4 truncation, rounding 1e-13 / h.
        assertEquals(richardson(s, q, at, h), number(s, first, at), 1e-9);
        assertEquals(richardson(s, first, at, h), number(s, second, at), 1e-9);
    }

    private static double richardson(Expr x, Expr f, double at, double h) {
        double one = (number(x, f, at + h) - number(x, f, at - h)) / (2 * h);
        double two = (number(x, f, at + 2 * h) - number(x, f, at - 2 * h)) / (4 * h);
        return (4 * one - two) / 3;
    }

    @Test
    void aRootHasDerivatives() {
        // x^3 + x = t: dx/dt = 1/(3x^2 + 1), d2x/dt2 = -6x/(3x^2 + 1)^3.
        Expr t = scalar("t");
        Expr x = Implicit.root(Expr.constant(0), Expr.constant(-INF), Expr.constant(INF), v -> v.pow(3)
                .add(v)
                .sub(t));
        assertEquals(2, number(t, x, 10), 1e-14);
        Expr d1 = Derivatives.gradient(x, t);
        assertEquals(1.0 / 13, number(t, d1, 10), 1e-15);
        assertEquals(-12.0 / 2197, number(t, Derivatives.gradient(d1, t), 10), 1e-15);
    }

    @Test
    void anUpperLimitIsARootOverFits() {
        // Where the profile likelihood ratio above reaches 2.7; nested: the root's residual holds two fits.
        Expr s = scalar("s");
        Expr limit = Implicit.root(Expr.constant(1), Expr.constant(0.5), Expr.constant(9), mu -> {
            double n = 55;
            UnaryOperator<Expr> nll = v -> {
                Expr rate = v.slice(0, 0, 1)
                        .sum()
                        .mul(s)
                        .add(v.slice(0, 1, 2).sum().mul(7).add(50));
                return rate.sub(rate.log().mul(n))
                        .add(v.slice(0, 1, 2).sum().square().mul(0.5));
            };
            Expr fixed = Expr.stack(List.of(mu, Expr.constant(-5)));
            Expr fixedUp = Expr.stack(List.of(mu, Expr.constant(5)));
            Expr start = Expr.stack(List.of(mu, Expr.constant(0)));
            Expr conditional = Implicit.argmin(start, fixed, fixedUp, nll).minimum();
            Expr global = Implicit.argmin(Expr.constant(1, 0), Expr.constant(0, -5), Expr.constant(10, 5), nll)
                    .minimum();
            return conditional.sub(global).mul(2).sub(2.7);
        });
        double at = 10;
        double value = number(s, limit, at);
        assertEquals(2.7, number(s, ratio(s, value), at), 1e-11);
        // The rate is mu s + b: limit times s is constant.
        assertEquals(-value / at, number(s, Derivatives.gradient(limit, s), at), 1e-10);
        assertEquals(
                2 * value / (at * at), number(s, Derivatives.gradient(Derivatives.gradient(limit, s), s), at), 1e-9);
    }

    @Test
    void linearSystemsAreSolvedAndDifferentiated() {
        Expr a = Expr.variable("a", Shape.of(2, 2));
        Expr b = Expr.variable("b", Shape.of(2));
        Tensor matrix = Tensor.of(Shape.of(2, 2), 4, 1, 1, 3);
        Tensor right = Tensor.of(1, 2);
        for (Expr x : List.of(Implicit.solve(a, b), Implicit.solveSymmetric(a, b))) {
            Expr first = x.slice(0, 0, 1).sum();
            List<Expr> outputs = new ArrayList<>(List.of(x));
            outputs.addAll(Derivatives.gradient(first, List.of(a, b)));
            Result result = Program.compile(List.of(a, b), outputs).run(matrix, right);
            assertArrayEquals(
                    new double[] {1.0 / 11, 7.0 / 11}, result.output(0).toDoubles(), 1e-15);
            // dx_0 = -l' dA x + l' db with l = A'^-1 e_0 = (3, -1) / 11.
            assertArrayEquals(
                    new double[] {-3.0 / 121, -21.0 / 121, 1.0 / 121, 7.0 / 121},
                    result.output(1).toDoubles(),
                    1e-15);
            assertArrayEquals(
                    new double[] {3.0 / 11, -1.0 / 11}, result.output(2).toDoubles(), 1e-15);
            Certificate certificate = result.certificates().get(0);
            assertEquals(Certificate.Kind.SYSTEM, certificate.kind());
            assertTrue(certificate.residualNorm() < 1e-15);
        }
    }

    @Test
    void anIndefiniteSymmetricSystemIsSolved() {
        Expr x = Implicit.solveSymmetric(Expr.constant(Tensor.of(Shape.of(2, 2), 0, 2, 2, 1)), Expr.constant(2, 5));
        assertArrayEquals(new double[] {2, 1}, Program.evaluate(x).toDoubles(), 1e-15);
    }

    @Test
    void aSingularSystemIsAnError() {
        Expr x = Implicit.solve(Expr.constant(Tensor.of(Shape.of(2, 2), 1, 2, 2, 4)), Expr.constant(1, 1));
        String message = assertThrows(NotConvergedException.class, () -> Program.evaluate(x))
                .getMessage();
        assertTrue(message.contains("singular"), message);
    }

    @Test
    void lanesShareTheirMatrixOrNot() {
        Expr a = Expr.variable("a", Shape.of(3, 2, 2));
        Expr b = Expr.variable("b", Shape.of(2));
        Expr one = Expr.variable("one", Shape.of(2, 2));
        Expr rows = Expr.variable("rows", Shape.of(3, 2));
        Tensor matrices = Tensor.of(Shape.of(3, 2, 2), 1, 0, 0, 1, 2, 0, 0, 4, 0, 1, 1, 0);
        Program program = Program.compile(
                List.of(a, b, one, rows), List.of(Implicit.solve(a, b), Implicit.solveSymmetric(one, rows)));
        Result result = program.run(
                matrices,
                Tensor.of(4, 8),
                Tensor.of(Shape.of(2, 2), 2, 0, 0, 4),
                Tensor.of(Shape.of(3, 2), 2, 4, 6, 8, 10, 12));
        assertArrayEquals(new double[] {4, 8, 2, 2, 8, 4}, result.output(0).toDoubles());
        assertArrayEquals(new double[] {1, 1, 3, 2, 5, 3}, result.output(1).toDoubles());
        assertEquals(6, result.certificates().size());
    }

    @Test
    void eachLaneOfABatchIsAProblemOfItsOwn() {
        Expr t = scalar("t");
        Implicit.Minimum m = open(1, 0, x -> x.exp().sum().sub(x.sum().mul(t)));
        Expr many = Expr.variable("many", Shape.of(4));
        Expr place = new Graph(List.of(t), List.of(m.argmin().sum()))
                .batch(List.of(many))
                .get(0);
        Expr slopes = Derivatives.gradient(place.sum(), many);
        Result result = Program.compile(List.of(many), List.of(place, slopes)).run(Tensor.of(1, 2, 4, 8));
        for (int i = 0; i < 4; i++) {
            assertEquals(i * Math.log(2), result.output(0).at(i), 1e-13);
            assertEquals(1.0 / (1 << i), result.output(1).at(i), 1e-13);
        }
        assertEquals(4, result.certificates(0).size());
        // The same bits as alone.
        assertEquals(number(t, m.argmin().sum(), 4), result.output(0).at(2));
    }

    @Test
    void aLaneThatFailsIsNanAndItsCertificateSaysWhy() {
        Expr t = scalar("t");
        Implicit.Minimum m = open(1, 0, x -> x.exp().sum().sub(x.sum().mul(t)));
        Expr many = Expr.variable("many", Shape.of(3));
        Expr place = new Graph(List.of(t), List.of(m.argmin().sum()))
                .batch(List.of(many))
                .get(0);
        // exp(x) + x has no minimum.
        Result result = Program.compile(List.of(many), List.of(place)).run(Tensor.of(1, -1, 2));
        double[] values = result.unchecked(0).toDoubles();
        assertEquals(0, values[0], 1e-13);
        assertTrue(Double.isNaN(values[1]));
        assertEquals(Math.log(2), values[2], 1e-13);
        assertFalse(result.certificates().get(1).converged());
        assertTrue(result.certificates().get(2).converged());
        NotConvergedException thrown = assertThrows(NotConvergedException.class, () -> result.output(0));
        assertTrue(thrown.getMessage().contains("lane 1 of 3"), thrown.getMessage());
    }

    @Test
    void aStartOutsideItsBoundsIsReported() {
        Expr low = scalar("low");
        Implicit.Minimum m = Implicit.argmin(
                Expr.constant(filled(1, 0)), low.reshape(1), Expr.constant(filled(1, 5)), x -> x.square()
                        .sum());
        assertEquals(0, number(low, m.minimum(), -1), 1e-20);
        String message = assertThrows(NotConvergedException.class, () -> number(low, m.minimum(), 1))
                .getMessage();
        assertTrue(message.contains("[1.0, 5.0]"), message);
        Expr root = Implicit.root(Expr.constant(0), low, Expr.constant(INF), x -> x.sub(3));
        assertEquals(3, number(low, root, -1));
        String outside = assertThrows(NotConvergedException.class, () -> number(low, root, 1))
                .getMessage();
        assertTrue(outside.contains("between its limits"), outside);
    }

    @Test
    void aFitThatFailsInsideARootIsNamed() {
        Expr t = scalar("t");
        Expr root = Implicit.root(Expr.constant(0), Expr.constant(-1), Expr.constant(1), mu -> open(
                        1, 0, x -> x.sum().mul(mu.add(t)))
                .minimum()
                .sub(mu));
        String message = assertThrows(NotConvergedException.class, () -> number(t, root, 1))
                .getMessage();
        assertTrue(message.contains("in it a minimum was not found"), message);
    }

    @Test
    void theSameBitsEachTime() {
        Expr s = scalar("s");
        Expr gradient = Derivatives.gradient(ratio(s, 2), s);
        assertEquals(number(s, gradient, 9.7), number(s, gradient, 9.7));
    }
}
