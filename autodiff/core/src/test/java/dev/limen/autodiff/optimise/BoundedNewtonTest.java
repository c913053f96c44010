package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundedNewtonTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final BoundedNewton NEWTON = BoundedNewton.standard();

    private static Minimum free(BoundedNewton.Objective objective, double... start) {
        double[] lower = new double[start.length];
        double[] upper = new double[start.length];
        Arrays.fill(lower, -INF);
        Arrays.fill(upper, INF);
        return NEWTON.minimise(objective, start, lower, upper);
    }

    private static double[] of(double... v) {
        return v;
    }

    @Test
    void rosenbrockInTheOpen() {
        Minimum m = free(Objectives.rosenbrock(), -1.2, 1);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertArrayEquals(of(1, 1), m.x(), 1e-12);
        assertTrue(m.certificate().edm() < 1e-20, m.certificate()::toString);
        assertTrue(m.certificate().iterations() < 40, m.certificate()::toString);
        // H(1, 1) = [[802, -400], [-400, 200]]: det 400, trace 1002.
        double smallest = (1002 - Math.sqrt(1002 * 1002 - 1600)) / 2;
        assertEquals(smallest, m.certificate().smallestEigenvalue(), 1e-9);
        assertEquals(1 - 400 / Math.sqrt(802 * 200.0), m.certificate().scaledSmallestEigenvalue(), 1e-9);
    }

    /** sum_i (e^(x_i - i/10) - x_i) + 1/2 (sum_i x_i)^2 of 40 parameters; counts how often the Hessian is asked for. */
    private static final class Coupled implements BoundedNewton.Objective {
        private int hessians;

        @Override
        public double value(double[] x) {
            return evaluate(x, new double[x.length]);
        }

        @Override
        public double evaluate(double[] x, double[] g) {
            double sum = Arrays.stream(x).sum();
            double value = 0.5 * sum * sum;
            for (int i = 0; i < x.length; i++) {
                double e = Math.exp(x[i] - 0.1 * i);
                value += e - x[i];
                g[i] = e - 1 + sum;
            }
            return value;
        }

        @Override
        public double evaluate(double[] x, double[] g, double[] h) {
            hessians++;
            Arrays.fill(h, 1);
            for (int i = 0; i < x.length; i++) {
                h[i * x.length + i] += Math.exp(x[i] - 0.1 * i);
            }
            return evaluate(x, g);
        }
    }

    @Test
    void manyParametersEndWithTheHessianOfAPointNearby() {
        Coupled objective = new Coupled();
        Minimum m = free(objective, new double[40]);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertTrue(m.certificate().edm() < 1e-24, m.certificate()::toString);
        double[] gradient = new double[40];
        objective.evaluate(m.x(), gradient);
        assertArrayEquals(new double[40], gradient, 1e-12);
        assertTrue(objective.hessians < m.certificate().iterations(), objective.hessians + " Hessians");
        double lowest = m.value();
        assertEquals(lowest, objective.value(m.x()));
    }

    @Test
    void chordStepsStopAtBounds() {
        Coupled objective = new Coupled();
        double[] lower = new double[40];
        double[] upper = new double[40];
        Arrays.fill(lower, -1);
        Arrays.fill(upper, 1);
        Minimum m = NEWTON.minimise(objective, new double[40], lower, upper);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        double[] gradient = new double[40];
        objective.evaluate(m.x(), gradient);
        assertTrue(!m.certificate().activeBounds().isEmpty());
        for (int i = 0; i < 40; i++) {
            assertTrue(
                    m.x()[i] == -1 && gradient[i] > 0
                            || m.x()[i] == 1 && gradient[i] < 0
                            || Math.abs(gradient[i]) < 1e-12,
                    "parameter " + i + " at " + m.x()[i]);
        }
    }

    @Test
    void rosenbrockWithAnActiveBound() {
        // x <= 1/2: then y = 1/4 and df/dx = -2 (1 - 1/2) = -1.
        Minimum m = NEWTON.minimise(Objectives.rosenbrock(), of(-1.2, 1), of(-2, -2), of(0.5, 2));
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertEquals(0.5, m.x()[0]);
        assertEquals(0.25, m.x()[1], 1e-15);
        Certificate.ActiveBound bound = m.certificate().activeBounds().get(0);
        assertEquals(new Certificate.ActiveBound(0, Certificate.Side.UPPER, bound.multiplier(), false), bound);
        assertEquals(1, bound.multiplier(), 1e-12);
        assertEquals(1, m.certificate().activeBounds().size());
        assertEquals(200, m.certificate().smallestEigenvalue(), 1e-9);
    }

    @Test
    void aBoundIsReleasedWhenItsMultiplierTurns() {
        // Starts on two bounds; the minimum (1, 1) is inside.
        Minimum m = NEWTON.minimise(Objectives.rosenbrock(), of(-2, -2), of(-2, -2), of(3, 3));
        assertArrayEquals(of(1, 1), m.x(), 1e-12);
        assertTrue(m.certificate().activeBounds().isEmpty());
    }

    @Test
    void aFixedParameterStays() {
        Minimum m = NEWTON.minimise(Objectives.rosenbrock(), of(0.5, 3), of(0.5, -INF), of(0.5, INF));
        assertTrue(m.certificate().converged());
        assertArrayEquals(of(0.5, 0.25), m.x(), 1e-15);
        assertTrue(m.certificate().activeBounds().isEmpty());
        assertEquals(0, m.certificate().residualNorm(), 1e-12);
    }

    @Test
    void everythingFixedIsAMinimumAtOnce() {
        Minimum m = NEWTON.minimise(Objectives.rosenbrock(), of(0.5, 3), of(0.5, 3), of(0.5, 3));
        assertTrue(m.certificate().converged());
        assertEquals(0, m.certificate().edm());
        assertEquals(INF, m.certificate().smallestEigenvalue());
    }

    @Test
    void leavesASaddleWhereTheGradientVanishes() {
        // f = (x^2 - 1)^2 + y^2: saddle at 0, minima at x = +-1.
        BoundedNewton.Objective f = Objectives.differenced(v -> Math.pow(v[0] * v[0] - 1, 2) + v[1] * v[1], (v, g) -> {
            g[0] = 4 * v[0] * (v[0] * v[0] - 1);
            g[1] = 2 * v[1];
        });
        Minimum m = free(f, 0, 0);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertEquals(1, Math.abs(m.x()[0]), 1e-9);
        assertEquals(0, m.x()[1], 1e-9);
    }

    @Test
    void negativeCurvatureOfOneParameterHoldsUpNoOther() {
        // f = (x^2 - 1)^2 + 50 (y - 3)^2 + 5 (z + 2)^2: concave in x at the start, and quadratic in the others.
        BoundedNewton.Objective f = Objectives.differenced(
                v -> Math.pow(v[0] * v[0] - 1, 2) + 50 * Math.pow(v[1] - 3, 2) + 5 * Math.pow(v[2] + 2, 2), (v, g) -> {
                    g[0] = 4 * v[0] * (v[0] * v[0] - 1);
                    g[1] = 100 * (v[1] - 3);
                    g[2] = 10 * (v[2] + 2);
                });
        double[] infinite = of(INF, INF, INF);
        Minimum afterOne = new BoundedNewton(1e-12, 1, 0).minimise(f, of(0.4, 0, 0), of(-INF, -INF, -INF), infinite);
        assertFalse(afterOne.certificate().converged());
        assertTrue(afterOne.x()[0] > 0.9, afterOne::toString);
        // To the accuracy of the differences.
        assertEquals(3, afterOne.x()[1], 1e-7);
        assertEquals(-2, afterOne.x()[2], 1e-7);
        Minimum m = free(f, 0.4, 0, 0);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertArrayEquals(of(1, 3, -2), m.x(), 1e-9);
    }

    @Test
    void leavesALocalMaximumOnABound() {
        BoundedNewton.Objective f = Objectives.polynomial(0, 0, -1);
        Minimum m = NEWTON.minimise(f, of(0), of(0), of(3));
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertEquals(3, m.x()[0]);
    }

    @Test
    void aFlatDirectionIsReportedAndLeftAlone() {
        // f = (x + y - 3)^2: the minimum is a line.
        BoundedNewton.Objective f = Objectives.quadratic(of(2, 2, 2, 2), of(-6, -6));
        Minimum m = free(f, 5, 0);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertEquals(3, m.x()[0] + m.x()[1], 1e-9);
        // Along the line only rounding, 1e-16, divided by the shift, 1e-11, moves the parameters.
        assertEquals(5, m.x()[0] - m.x()[1], 1e-4);
        assertEquals(0, m.certificate().scaledSmallestEigenvalue(), 1e-9);
        assertTrue(
                m.certificate().message().contains("flat direction"),
                m.certificate().message());
    }

    @Test
    void aParameterWithoutEffectIsReported() {
        Minimum m = free(Objectives.quadratic(of(2, 0, 0, 0), of(-2, 0)), 7, 4);
        assertTrue(m.certificate().converged());
        assertArrayEquals(of(1, 4), m.x(), 1e-9);
        assertTrue(
                m.certificate().message().contains("parameter 1"),
                m.certificate().message());
    }

    @Test
    void anObjectiveWithoutMinimumFailsWithAMessage() {
        Minimum m = free(Objectives.polynomial(0, -1), 0);
        assertFalse(m.certificate().converged());
        assertFalse(m.certificate().message().isEmpty());
        assertThrows(IllegalStateException.class, () -> m.certificate().requireConverged());
    }

    @Test
    void aHigherOrderMinimumIsFoundToTheTolerance() {
        Minimum m = free(Objectives.polynomial(0, 0, 0, 0, 1), 2);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertTrue(m.value() <= 1e-12);
    }

    @Test
    void aWeaklyActiveBoundIsMarked() {
        // (x - 1)^2 + (y - 2)^2 on x >= 1, y <= 1.
        Minimum m =
                NEWTON.minimise(Objectives.quadratic(of(2, 0, 0, 2), of(-2, -4)), of(4, 0), of(1, -INF), of(INF, 1));
        assertArrayEquals(of(1, 1), m.x(), 1e-12);
        assertEquals(2, m.certificate().activeBounds().size());
        assertTrue(m.certificate().activeBounds().get(0).weak());
        assertFalse(m.certificate().activeBounds().get(1).weak());
        assertEquals(2, m.certificate().activeBounds().get(1).multiplier(), 1e-12);
        assertTrue(m.certificate().oneSided());
    }

    @Test
    void theStartMustBeInTheDomain() {
        BoundedNewton.Objective f = Objectives.poisson(of(3), of(0), of(1));
        Minimum m = NEWTON.minimise(f, of(-1), of(-5), of(5));
        assertFalse(m.certificate().converged());
        assertTrue(
                m.certificate().message().contains("at the start"),
                m.certificate().message());
    }

    @Test
    void aNaNInADerivativeIsNamed() {
        BoundedNewton.Objective f = Objectives.differenced(v -> v[0] * v[0], (v, g) -> g[0] = Double.NaN);
        Minimum m = free(f, 1);
        assertFalse(m.certificate().converged());
        assertTrue(
                m.certificate().message().contains("gradient component 0"),
                m.certificate().message());
    }

    @Test
    void wrongDerivativesAreNoticed() {
        BoundedNewton.Objective f = Objectives.differenced(v -> v[0] * v[0], (v, g) -> g[0] = -2 * v[0] - 1);
        Minimum m = free(f, 1);
        assertFalse(m.certificate().converged(), m.certificate()::toString);
    }

    @Test
    void wrongInputIsRefused() {
        BoundedNewton.Objective f = Objectives.rosenbrock();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> NEWTON.minimise(f, of(0, 0), of(1, -1), of(2, 1)))
                .getMessage();
        assertTrue(message.contains("parameter 0") && message.contains("[1.0, 2.0]"), message);
        assertThrows(IllegalArgumentException.class, () -> NEWTON.minimise(f, of(0, 0), of(0), of(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> NEWTON.minimise(f, of(0, 0), of(0, 1), of(1, -1)));
        assertThrows(IllegalArgumentException.class, () -> NEWTON.withEdmTolerance(0));
        assertThrows(IllegalArgumentException.class, () -> NEWTON.withMaximumIterations(0));
    }

    @Test
    void theLimitOfIterationsIsReported() {
        double[] wide = of(INF, INF);
        Minimum m =
                NEWTON.withMaximumIterations(3).minimise(Objectives.rosenbrock(), of(-1.2, 1), of(-INF, -INF), wide);
        assertFalse(m.certificate().converged());
        assertTrue(
                m.certificate().message().contains("3 iterations"),
                m.certificate().message());
        assertEquals(3, m.certificate().iterations());
    }

    @Test
    void unitsDoNotMatter() {
        // The same problem with x in other units takes the same steps.
        Minimum plain = NEWTON.minimise(Objectives.rosenbrock(), of(-1.2, 1), of(-2, -2), of(3, 3));
        double s = 1 << 20;
        BoundedNewton.Objective scaled = Objectives.scaled(Objectives.rosenbrock(), of(s, 1 / s));
        Minimum other = NEWTON.minimise(scaled, of(-1.2 * s, 1 / s), of(-2 * s, -2 / s), of(3 * s, 3 / s));
        assertEquals(plain.certificate().iterations(), other.certificate().iterations());
        assertArrayEquals(plain.x(), of(other.x()[0] / s, other.x()[1] * s), 1e-15);
    }
}
