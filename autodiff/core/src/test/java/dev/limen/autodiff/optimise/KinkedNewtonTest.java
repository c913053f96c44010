package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KinkedNewtonTest {

    /** (x - centre)' H (x - centre) / 2 + sum of right_i x_i where x_i is above 0, and of -left_i x_i where not. */
    private record Kinked(double[] h, double[] centre, double[] left, double[] right)
            implements BoundedNewton.Objective {
        @Override
        public double value(double[] x) {
            return evaluate(x, new double[x.length], new double[x.length * x.length]);
        }

        @Override
        public double evaluate(double[] x, double[] gradient, double[] hessian) {
            int n = x.length;
            System.arraycopy(h, 0, hessian, 0, n * n);
            double value = 0;
            for (int i = 0; i < n; i++) {
                double slope = 0;
                for (int j = 0; j < n; j++) {
                    slope += h[i * n + j] * (x[j] - centre[j]);
                }
                double line = x[i] > 0 ? right[i] : -left[i];
                value += 0.5 * slope * (x[i] - centre[i]) + line * x[i];
                gradient[i] = slope + line;
            }
            return value;
        }
    }

    private static Minimum minimise(Kinked f, double bound, double... start) {
        int n = start.length;
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(lower, -bound);
        Arrays.fill(upper, bound);
        List<Integer> all = IntStream.range(0, n).boxed().toList();
        return new KinkedNewton(BoundedNewton.standard(), all).minimise(f, start, lower, upper, new NewtonWorkspace(n));
    }

    private static Kinked one(double centre, double left, double right) {
        return new Kinked(new double[] {1}, new double[] {centre}, new double[] {left}, new double[] {right});
    }

    @Test
    void aConvexKinkHoldsWhatIsNear() {
        for (double start : new double[] {-3, 0, 1e-310, 2}) {
            // (x - a)^2/2 + |x|: the soft threshold of a.
            assertEquals(1.5, minimise(one(2.5, 1, 1), 5, start).x()[0], 1e-15);
            assertEquals(-0.5, minimise(one(-1.5, 1, 1), 5, start).x()[0], 1e-15);
            Minimum held = minimise(one(0.25, 1, 1), 5, start);
            assertEquals(0, held.x()[0]);
            assertTrue(held.certificate().converged());
            Certificate.ActiveBound kink = held.certificate().activeBounds().get(0);
            assertEquals(new Certificate.ActiveBound(0, Certificate.Side.KINK, 0.75, false), kink);
        }
        // Where the slope to one side vanishes the kink only just holds.
        Minimum weak = minimise(one(1, 1, 1), 5, 3);
        assertEquals(0, weak.x()[0], 1e-15);
        assertTrue(weak.certificate().oneSided());
    }

    @Test
    void fromTheTopOfAConcaveKinkTheSteeperSideIsTaken() {
        assertEquals(2, minimise(one(0, -1, -2), 5, 0).x()[0], 1e-15);
        assertEquals(-2, minimise(one(0, -2, -1), 5, 0).x()[0], 1e-15);
        Minimum atBound = minimise(one(0, -1, -9), 5, 0);
        assertEquals(5, atBound.x()[0]);
        assertEquals(
                Certificate.Side.UPPER,
                atBound.certificate().activeBounds().get(0).side());
    }

    /** Convex problems have one minimum, known by its slopes: none falls. */
    @Test
    void penalisedLeastSquaresAreSolvedFromAnyStart() {
        Random random = new Random(11);
        for (int trial = 0; trial < 40; trial++) {
            int n = 2 + trial % 7;
            double[] a = random.doubles((long) n * n, -1, 1).toArray();
            double[] h = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    h[i * n + j] = i == j ? 0.3 : 0;
                    for (int k = 0; k < n; k++) {
                        h[i * n + j] += a[k * n + i] * a[k * n + j];
                    }
                }
            }
            Kinked f = new Kinked(
                    h,
                    random.doubles(n, -1, 1).toArray(),
                    random.doubles(n, 0, 1).toArray(),
                    random.doubles(n, 0, 1).toArray());
            Minimum first = minimise(f, 10, new double[n]);
            Minimum second = minimise(f, 10, random.doubles(n, -9, 9).toArray());
            assertTrue(first.certificate().converged() && second.certificate().converged());
            double[] x = first.x();
            double[] above = new double[n];
            double[] below = new double[n];
            f.evaluate(x, below, new double[n * n]);
            f.evaluate(Arrays.stream(x).map(v -> v == 0 ? Double.MIN_NORMAL : v).toArray(), above, new double[n * n]);
            int held = 0;
            for (int i = 0; i < n; i++) {
                assertEquals(x[i], second.x()[i], 1e-12, "component " + i);
                // Distances of 1e-12 in the value are slopes of 1e-6 at most; polishing leaves rounding.
                assertTrue(below[i] <= 1e-9 && above[i] >= -1e-9, "falls: " + below[i] + ", " + above[i]);
                held += x[i] == 0 ? 1 : 0;
            }
            assertEquals(held, first.certificate().activeBounds().size());
        }
    }

    @Test
    void withoutKinksItIsBoundedNewton() {
        Kinked f = one(2, 0, 0);
        double[] lower = {-1};
        double[] upper = {5};
        Minimum plain = BoundedNewton.standard().minimise(f, new double[] {0.5}, lower, upper);
        Minimum same = new KinkedNewton(BoundedNewton.standard(), List.of())
                .minimise(f, new double[] {0.5}, lower, upper, new NewtonWorkspace(1));
        assertEquals(plain.certificate(), same.certificate());
        assertEquals(plain.x()[0], same.x()[0]);
    }

    @Test
    void aLimitOfIterationsIsReported() {
        Certificate short_ = new KinkedNewton(new BoundedNewton(1e-12, 1, 0), List.of(0))
                .minimise(
                        one(2.5, 1, 1), new double[] {-3}, new double[] {-5}, new double[] {5}, new NewtonWorkspace(1))
                .certificate();
        assertFalse(short_.converged());
        assertTrue(short_.message().contains("limit of 1 iterations"), short_.message());
    }
}
