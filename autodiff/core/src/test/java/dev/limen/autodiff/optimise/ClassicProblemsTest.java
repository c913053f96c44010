package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Problems of Hock and Schittkowski (Test Examples for Nonlinear Programming Codes, 1981: HS) and of Moré, Garbow and
 * Hillstrom (ACM TOMS 7 (1981) 17: MGH) with bounds or none, whose minima are known.
 */
class ClassicProblemsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** A problem, with its minimum to a relative 1e-9 or an absolute 1e-9. */
    record Problem(
            String name,
            double[] start,
            double[] lower,
            double[] upper,
            double minimum,
            Function<Expr[], Expr> objective) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static double[] v(double... v) {
        return v;
    }

    private static double[] all(int n, double value) {
        double[] v = new double[n];
        Arrays.fill(v, value);
        return v;
    }

    private static Problem open(String name, double[] start, double minimum, Function<Expr[], Expr> objective) {
        int n = start.length;
        return new Problem(name, start, all(n, -INF), all(n, INF), minimum, objective);
    }

    private static Expr rosenbrock(Expr x, Expr y, double weight) {
        return y.sub(x.square()).square().mul(weight).add(x.neg().add(1).square());
    }

    private static Expr wood(Expr[] x) {
        return rosenbrock(x[0], x[1], 100)
                .add(rosenbrock(x[2], x[3], 90))
                .add(x[1].sub(1).square().add(x[3].sub(1).square()).mul(10.1))
                .add(x[1].sub(1).mul(x[3].sub(1)).mul(19.8));
    }

    private static Expr powell(Expr[] x) {
        return x[0].add(x[1].mul(10))
                .square()
                .add(x[2].sub(x[3]).square().mul(5))
                .add(x[1].sub(x[2].mul(2)).square().square())
                .add(x[0].sub(x[3]).square().square().mul(10));
    }

    private static Expr beale(Expr[] x) {
        Expr sum = Expr.constant(0);
        double[] y = {1.5, 2.25, 2.625};
        for (int i = 0; i < 3; i++) {
            sum = sum.add(x[0].mul(x[1].pow(i + 1).neg().add(1)).neg().add(y[i]).square());
        }
        return sum;
    }

    private static Expr hs110(Expr[] x) {
        Expr sum = Expr.constant(0);
        Expr product = Expr.constant(1);
        for (Expr xi : x) {
            sum = sum.add(xi.sub(2).log().square()).add(xi.neg().add(10).log().square());
            product = product.mul(xi);
        }
        return sum.sub(product.pow(0.2));
    }

    private static Expr extended(Expr[] x) {
        Expr sum = Expr.constant(0);
        for (int i = 0; i < x.length; i += 2) {
            sum = sum.add(rosenbrock(x[i], x[i + 1], 100));
        }
        return sum;
    }

    private static Expr product(Expr[] x) {
        Expr product = x[0];
        for (int i = 1; i < x.length; i++) {
            product = product.mul(x[i]);
        }
        return product.div(-120).add(2);
    }

    static List<Problem> problems() {
        double s = Math.sqrt(598.0 / 1200);
        double hs2 = 2 * s * Math.cos(Math.acos(1 / (400 * s * s * s)) / 3 + 2 * Math.PI / 3);
        return List.of(
                new Problem("HS1", v(-2, 1), v(-INF, -1.5), v(INF, INF), 0, x -> rosenbrock(x[0], x[1], 100)),
                new Problem(
                        "HS2",
                        v(-2, 1.5),
                        v(-INF, 1.5),
                        v(INF, INF),
                        // Of two local minima the one on the side of the start.
                        rosenbrockOnEdge(hs2),
                        x -> rosenbrock(x[0], x[1], 100)),
                new Problem(
                        "HS3",
                        v(10, 1),
                        v(-INF, 0),
                        v(INF, INF),
                        0,
                        x -> x[1].add(x[1].sub(x[0]).square().mul(1e-5))),
                new Problem("HS4", v(1.125, 0.125), v(1, 0), v(INF, INF), 8.0 / 3, x -> x[0].add(1)
                        .square()
                        .mul(x[0].add(1))
                        .div(3)
                        .add(x[1])),
                new Problem("HS5", v(0, 0), v(-1.5, -3), v(4, 3), -Math.sqrt(3) / 2 - Math.PI / 3, x -> x[0].add(x[1])
                        .sin()
                        .add(x[0].sub(x[1]).square())
                        .sub(x[0].mul(1.5))
                        .add(x[1].mul(2.5))
                        .add(1)),
                new Problem("HS38", v(-3, -1, -3, -1), all(4, -10), all(4, 10), 0, ClassicProblemsTest::wood),
                new Problem(
                        "HS45", v(0, 0.5, 0.5, 0.5, 0.5), all(5, 0), v(1, 2, 3, 4, 5), 1, ClassicProblemsTest::product),
                new Problem(
                        "HS110", all(10, 9), all(10, 2.001), all(10, 9.999), -45.77846971, ClassicProblemsTest::hs110),
                open("MGH 3, Powell badly scaled", v(0, 1), 0, x -> x[0].mul(x[1])
                        .mul(1e4)
                        .sub(1)
                        .square()
                        .add(x[0].neg().exp().add(x[1].neg().exp()).sub(1.0001).square())),
                open("MGH 4, Brown badly scaled", v(1, 1), 0, x -> x[0].sub(1e6)
                        .square()
                        .add(x[1].sub(2e-6).square())
                        .add(x[0].mul(x[1]).sub(2).square())),
                open("MGH 5, Beale", v(1, 1), 0, ClassicProblemsTest::beale),
                open("MGH 13, Powell singular", v(3, -1, 0, 1), 0, ClassicProblemsTest::powell),
                open("MGH 14, Wood", v(-3, -1, -3, -1), 0, ClassicProblemsTest::wood),
                open("MGH 21, extended Rosenbrock", alternating(40), 0, ClassicProblemsTest::extended));
    }

    private static double rosenbrockOnEdge(double x) {
        return 100 * Math.pow(1.5 - x * x, 2) + Math.pow(1 - x, 2);
    }

    private static double[] alternating(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? -1.2 : 1).toArray();
    }

    private static BoundedNewton.Objective compile(Problem problem) {
        int n = problem.start().length;
        Expr x = Expr.variable("x", Shape.of(n));
        Expr[] parts =
                IntStream.range(0, n).mapToObj(i -> x.slice(0, i, i + 1).sum()).toArray(Expr[]::new);
        Expr f = problem.objective().apply(parts);
        Evaluator value = Program.compile(List.of(x), List.of(f)).evaluator();
        Evaluator all = Program.compile(List.of(x), List.of(f, Derivatives.gradient(f, x), Derivatives.hessian(f, x)))
                .evaluator();
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] at) {
                double[] out = new double[1];
                value.run(new double[][] {at}, new double[][] {out});
                return out[0];
            }

            @Override
            public double evaluate(double[] at, double[] gradient, double[] hessian) {
                double[] out = new double[1];
                all.run(new double[][] {at}, new double[][] {out, gradient, hessian});
                return out[0];
            }
        };
    }

    @ParameterizedTest
    @MethodSource("problems")
    void newtonFindsTheMinimum(Problem problem) {
        Minimum found =
                BoundedNewton.standard().minimise(compile(problem), problem.start(), problem.lower(), problem.upper());
        assertTrue(found.certificate().converged(), found.certificate()::toString);
        assertEquals(problem.minimum(), found.value(), 1e-9 * Math.max(1, Math.abs(problem.minimum())));
        assertTrue(found.certificate().iterations() < 150, found.certificate()::toString);
        assertTrue(found.certificate().activeBounds().stream().allMatch(b -> b.multiplier() > -1e-9));
        System.out.printf(
                "%-28s %3d iterations %3d evaluations edm %.1e%n",
                problem.name(),
                found.certificate().iterations(),
                found.certificate().evaluations(),
                found.certificate().edm());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theWorkspaceOfOneProblemServesTheNext(Problem problem) {
        int n = problem.start().length;
        NewtonWorkspace workspace = new NewtonWorkspace(n);
        BoundedNewton.Objective objective = compile(problem);
        BoundedNewton newton = BoundedNewton.standard();
        newton.withMaximumIterations(3)
                .minimise(objective, problem.start(), problem.lower(), problem.upper(), workspace);
        Minimum again = newton.minimise(objective, problem.start(), problem.lower(), problem.upper(), workspace);
        Minimum fresh = newton.minimise(objective, problem.start(), problem.lower(), problem.upper());
        assertEquals(fresh.certificate(), again.certificate());
        assertEquals(Arrays.toString(fresh.x()), Arrays.toString(again.x()));
    }
}
