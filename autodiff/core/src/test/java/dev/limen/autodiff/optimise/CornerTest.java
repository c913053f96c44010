package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stationary points at which bounds only just hold: saddles in a corner of the box, and minima that look like them. */
class CornerTest {
    private static final BoundedNewton NEWTON = BoundedNewton.standard();

    private static double[] of(double... v) {
        return v;
    }

    /** x'Hx/2 around a corner of the box [corner, corner + inside] that is the start. */
    private static Minimum fromCorner(double[] h, double[] corner, double[] inside) {
        int n = corner.length;
        double[] linear = new double[n];
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                linear[i] -= h[i * n + j] * corner[j];
            }
            lower[i] = Math.min(corner[i], corner[i] + inside[i]);
            upper[i] = Math.max(corner[i], corner[i] + inside[i]);
        }
        return NEWTON.minimise(Objectives.quadratic(h, linear), corner, lower, upper);
    }

    /** -log of Poisson counts whose rates are signal + x y background. */
    private static BoundedNewton.Objective product(double[] signal, double[] background, double[] counts) {
        return Objectives.differenced(
                x -> {
                    double sum = 0;
                    for (int b = 0; b < counts.length; b++) {
                        double rate = signal[b] + x[0] * x[1] * background[b];
                        sum += rate - counts[b] * Math.log(rate);
                    }
                    return sum;
                },
                (x, g) -> {
                    Arrays.fill(g, 0);
                    for (int b = 0; b < counts.length; b++) {
                        double slope = background[b] * (1 - counts[b] / (signal[b] + x[0] * x[1] * background[b]));
                        g[0] += slope * x[1];
                        g[1] += slope * x[0];
                    }
                });
    }

    @Test
    void twoFactorsOfOneBackgroundDoNotEndAtZeroWhereMoreBackgroundFitsBetter() {
        BoundedNewton.Objective f = product(of(6.8, 13.6), of(50, 60), of(44, 40));
        for (double[] start : new double[][] {{0, 0}, {1, 1}, {0, 1}, {1.49, 1.907}, {2, 0.3}}) {
            Minimum m = NEWTON.minimise(f, start, of(0, 0), of(10, 10));
            assertTrue(m.certificate().converged(), m.certificate()::toString);
            Minimum one = NEWTON.minimise(f, of(1, 1), of(0, 1), of(10, 1));
            assertEquals(one.x()[0], m.x()[0] * m.x()[1], 1e-6, Arrays.toString(start));
            assertEquals(one.value(), m.value(), 1e-9);
        }
    }

    @Test
    void leavesCornersOfUpperAndLowerBounds() {
        assertEquals(
                -2,
                fromCorner(of(0, -1, -1, 0), of(1, 3), of(1, 2)).value() - offset(of(0, -1, -1, 0), of(1, 3)),
                1e-12);
        // From an upper and a lower bound it is the opposite sign that points inside.
        assertEquals(
                -2, fromCorner(of(0, 1, 1, 0), of(1, 3), of(-1, 2)).value() - offset(of(0, 1, 1, 0), of(1, 3)), 1e-12);
    }

    /** The value of the objective of {@link #fromCorner} in the corner. */
    private static double offset(double[] h, double[] corner) {
        double sum = 0;
        for (int i = 0; i < corner.length; i++) {
            for (int j = 0; j < corner.length; j++) {
                sum -= 0.5 * h[i * corner.length + j] * corner[i] * corner[j];
            }
        }
        return sum;
    }

    @Test
    void negativeCurvatureThatPointsOutOfTheBoxIsNoSaddle() {
        Minimum m = fromCorner(of(0, 1, 1, 0), of(0, 0), of(1, 1));
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertArrayEquals(of(0, 0), m.x());
        assertTrue(m.certificate().oneSided());
    }

    @Test
    void aFreeParameterMayMakeTheCurvature() {
        // H_yy is positive; with x = -y, which minimises, the curvature by y is 1 - 4 < 0.
        Minimum m = fromCorner(of(1, 2, 2, 1), of(0, 0), of(0, 1));
        assertTrue(m.certificate().converged());
        Minimum free = NEWTON.minimise(Objectives.quadratic(of(1, 2, 2, 1), of(0, 0)), of(0, 0), of(-5, 0), of(5, 1));
        assertTrue(free.certificate().converged(), free.certificate()::toString);
        assertArrayEquals(of(-2, 1), free.x(), 1e-9);
    }

    @Test
    void threeBoundsMayNeedToBeLeftAtOnce() {
        // Every pair is convex (|-0.6| < 1); along (1, 1, 1) the curvature is 3 - 3.6 < 0.
        double[] h = of(1, -0.6, -0.6, -0.6, 1, -0.6, -0.6, -0.6, 1);
        Minimum m = fromCorner(h, of(0, 0, 0), of(1, 1, 1));
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertArrayEquals(of(1, 1, 1), m.x(), 1e-12);
    }

    @Test
    void isCertifiedOnlyWhereNoPointOfTheBoxIsLowerToSecondOrder() {
        Random random = new Random(20261121);
        int left = 0;
        for (int trial = 0; trial < 400; trial++) {
            int n = 2 + trial % 3;
            double[] h = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    h[i * n + j] = h[j * n + i] = random.nextInt(7) - (i == j ? 1 : 3);
                }
            }
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            Minimum m = fromCorner(h, new double[n], ones);
            assertTrue(m.certificate().converged(), m.certificate()::toString);
            double lowest = lowestOnGrid(h, n);
            assertTrue(lowest >= 0 || m.value() < 0, Arrays.toString(h) + " " + Arrays.toString(m.x()));
            left += lowest < 0 ? 1 : 0;
        }
        assertTrue(left > 100 && left < 390, left + " saddles");
    }

    private static double lowestOnGrid(double[] h, int n) {
        int steps = 8;
        double lowest = 0;
        for (int code = 0; code < Math.pow(steps + 1, n); code++) {
            double[] x = new double[n];
            int rest = code;
            for (int i = 0; i < n; i++) {
                x[i] = rest % (steps + 1) / (double) steps;
                rest /= steps + 1;
            }
            lowest = Math.min(lowest, -offset(h, x));
        }
        return lowest;
    }

    @Test
    void aSaddleThatNoStepLeavesIsNotCertified() {
        // The Hessian says that (1, 1) leads down; the values say nothing does.
        BoundedNewton.Objective f = new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                return 1;
            }

            @Override
            public double evaluate(double[] x, double[] gradient, double[] hessian) {
                Arrays.fill(gradient, 0);
                System.arraycopy(of(0, -1, -1, 0), 0, hessian, 0, 4);
                return 1;
            }
        };
        Minimum m = NEWTON.minimise(f, of(0, 0), of(0, 0), of(1, 1));
        assertFalse(m.certificate().converged());
        assertTrue(
                m.certificate().message().contains("curvature into the box"),
                m.certificate().message());
    }
}
