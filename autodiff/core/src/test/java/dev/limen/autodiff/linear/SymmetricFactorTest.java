package dev.limen.autodiff.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

class SymmetricFactorTest {

    /** A random positive definite matrix in which the last {@code local} rows couple to a third of the others only. */
    static double[] arrow(int n, int local, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dense = n - local;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                boolean coupled = i < dense || j < dense && (i + j) % 3 == 0;
                double v = coupled ? random.nextDouble() - 0.5 : 0;
                a[i * n + j] = v;
                a[j * n + i] = v;
            }
        }
        for (int i = 0; i < n; i++) {
            double sum = 0.1;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(a[i * n + j]);
            }
            a[i * n + i] = sum;
        }
        return a;
    }

    static double[] times(double[] a, double[] x) {
        int n = x.length;
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                y[i] += a[i * n + j] * x[j];
            }
        }
        return y;
    }

    static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    static EigenDecomposition eigen(double[] a, int n) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(a, i * n, (i + 1) * n);
        }
        return new EigenDecomposition(new Array2DRowRealMatrix(rows, false));
    }

    static double smallest(double[] eigenvalues) {
        return Arrays.stream(eigenvalues).min().orElseThrow();
    }

    @Property(tries = 100)
    void solvesWhateverThePatternOfZeros(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        int local = (int) Math.floorMod(seed, (long) n);
        double[] a = arrow(n, local, seed);
        SymmetricFactor factor = new SymmetricFactor(60);
        assertTrue(factor.factor(a, n));
        double[] x = random(2 * n, seed + 1);
        double[] b = new double[2 * n];
        for (int c = 0; c < 2; c++) {
            double[] column = times(a, Arrays.copyOfRange(x, c * n, (c + 1) * n));
            System.arraycopy(column, 0, b, c * n, n);
        }
        factor.solveAll(b, 2);
        // The matrices are diagonally dominant with condition numbers below 1e4.
        for (int i = 0; i < 2 * n; i++) {
            assertEquals(x[i], b[i], 1e-11);
        }
    }

    @Property(tries = 60)
    void countsNegativeEigenvalues(@ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        double[] a = arrow(n, n / 2, seed);
        for (int i = 0; i < n; i++) {
            a[i * n + i] = random(n, seed + i)[0];
        }
        double[] eigenvalues = eigen(a, n).getRealEigenvalues();
        SymmetricFactor factor = new SymmetricFactor(n);
        boolean definite = factor.factor(a, n);
        assertEquals(Arrays.stream(eigenvalues).filter(v -> v < 0).count(), (long) factor.negativeEigenvalues());
        assertEquals(smallest(eigenvalues) > 0, definite);
        if (!definite) {
            double[] z = new double[n];
            double curvature = factor.negativeCurvature(z);
            double[] az = times(a, z);
            double quadratic = 0;
            double length = 0;
            for (int i = 0; i < n; i++) {
                quadratic += z[i] * az[i];
                length += z[i] * z[i];
            }
            assertEquals(1, length, 1e-12);
            assertTrue(curvature < 0);
            // Without pivoting for size the factor of an indefinite matrix loses digits.
            assertEquals(curvature, quadratic, 1e-6 * Math.max(1, Math.abs(curvature)));
        }
    }

    @Property(tries = 40)
    void estimatesTheSmallestEigenvalueFromAbove(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        double[] a = arrow(n, n / 2, seed);
        double[] weights = random(n, seed + 7);
        double[] scaled = a.clone();
        for (int i = 0; i < n; i++) {
            weights[i] = 1.5 + weights[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i * n + j] /= weights[i] * weights[j];
            }
        }
        SymmetricFactor factor = new SymmetricFactor(n);
        factor.factor(a, n);
        double[] vector = new double[n];
        double estimate = factor.smallestEigenvalue(weights, vector);
        double exact = smallest(eigen(scaled, n).getRealEigenvalues());
        assertTrue(estimate >= exact * (1 - 1e-10), estimate + " below " + exact);
        assertTrue(estimate <= exact * 1.2, estimate + " far above " + exact);
    }

    @Test
    void findsAnIsolatedSmallEigenvalueToManyDigits() {
        int n = 50;
        double[] a = arrow(n, 20, 5);
        double[] flat = random(n, 6);
        // A - (1 - 1e-8) v v' (v'A v) / ... : deflate by projecting a random direction almost out of A.
        double[] av = times(a, flat);
        double vav = 0;
        for (int i = 0; i < n; i++) {
            vav += flat[i] * av[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] -= (1 - 1e-6) * av[i] * av[j] / vav;
            }
        }
        SymmetricFactor factor = new SymmetricFactor(n);
        assertTrue(factor.factor(a, n));
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double exact = smallest(eigen(a, n).getRealEigenvalues());
        assertEquals(exact, factor.smallestEigenvalue(ones, new double[n]), 1e-7 * exact);
    }

    @Test
    void addsAMultipleOfADiagonalAndPicksRows() {
        double[] a = {2, 9, 1, 9, 9, 9, 1, 9, 3};
        SymmetricFactor factor = new SymmetricFactor(3);
        assertTrue(factor.factor(a, 3, new int[] {0, 2}, 2, 0.5, new double[] {4, 100, 2}));
        double[] b = {1, 2};
        factor.solve(b);
        // [[4, 1], [1, 4]] x = (1, 2)
        assertEquals(2.0 / 15, b[0], 1e-15);
        assertEquals(7.0 / 15, b[1], 1e-15);
    }

    @Property(tries = 60)
    void solvesSubmatricesInAnOrderKept(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        double[] first = arrow(n, n / 2, seed);
        double[] second = arrow(n, n / 3, seed + 1);
        int[] some = java.util.stream.IntStream.range(0, n)
                .filter(i -> (i * 7L + seed) % 3 != 0)
                .toArray();
        SymmetricFactor plain = new SymmetricFactor(n);
        SymmetricFactor arranged = new SymmetricFactor(n);
        arranged.arrange(first, n);
        assertTrue(plain.factor(second, n, some, some.length, 0.1));
        assertTrue(arranged.factor(second, n, some, some.length, 0.1));
        double[] expected = random(some.length, seed);
        double[] found = expected.clone();
        plain.solve(expected);
        arranged.solve(found);
        assertArrayEquals(expected, found, 1e-12);
    }

    @Test
    void saysWhenThereIsNothingToSolveWith() {
        SymmetricFactor factor = new SymmetricFactor(2);
        assertFalse(factor.factor(new double[] {1, 1, 1, 1}, 2));
        assertTrue(factor.singular());
        assertThrows(IllegalStateException.class, () -> factor.solve(new double[2]));
        assertFalse(factor.factor(new double[] {Double.NaN, 0, 0, 1}, 2));
        assertThrows(IllegalArgumentException.class, () -> factor.factor(new double[9], 3));
    }

    @Test
    void aLargeHessianWithLocalParametersIsQuickAndAllocatesNothing() {
        int n = 328;
        double[] a = arrow(n, 185, 11);
        double[] b = random(n, 3);
        SymmetricFactor factor = new SymmetricFactor(n);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (int repeat = 0; repeat < 300; repeat++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            factor.factor(a, n);
            factor.solve(b);
            best = Math.min(best, System.nanoTime() - start);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - bytes);
        }
        System.out.printf("328 parameters, 185 of them local: factor and solve %.3f ms%n", best * 1e-6);
        assertEquals(0, allocated);
        assertTrue(best < 10_000_000, "factor and solve took " + best + " ns at best");
    }
}
