package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.linear.LuFactor;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoundedNewtonPropertiesTest {
    private static final BoundedNewton NEWTON = BoundedNewton.standard();

    private static double[] definite(int n, SplittableRandom random) {
        double[] root = random.doubles((long) n * n, -1, 1).toArray();
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 0.05 : 0;
                for (int k = 0; k < n; k++) {
                    sum += root[i * n + k] * root[j * n + k];
                }
                a[i * n + j] = sum;
            }
        }
        return a;
    }

    /** The minimum of a convex quadratic on [0, 1]^n: the one of the 3^n faces whose stationary point satisfies KKT. */
    private static double[] enumerated(double[] a, double[] b) {
        int n = b.length;
        LuFactor lu = new LuFactor(n);
        double[] best = {};
        double worst = Double.POSITIVE_INFINITY;
        for (int face = 0; face < Math.pow(3, n); face++) {
            int[] state = new int[n];
            for (int i = 0, rest = face; i < n; i++, rest /= 3) {
                state[i] = rest % 3;
            }
            double[] m = new double[n * n];
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                if (state[i] == 2) {
                    System.arraycopy(a, i * n, m, i * n, n);
                    x[i] = -b[i];
                } else {
                    m[i * n + i] = 1;
                    x[i] = state[i];
                }
            }
            lu.factor(m, 0, n);
            lu.solve(x, 0);
            double violation = 0;
            for (int i = 0; i < n; i++) {
                double g = b[i];
                for (int j = 0; j < n; j++) {
                    g += a[i * n + j] * x[j];
                }
                violation = Math.max(violation, Math.max(-x[i], x[i] - 1));
                violation = Math.max(violation, state[i] == 0 ? -g : state[i] == 1 ? g : 0);
            }
            if (violation < worst) {
                worst = violation;
                best = x;
            }
        }
        return best;
    }

    @Property(tries = 60)
    void quadraticsOnABoxMatchTheEnumerationOfAllFaces(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = definite(n, random);
        double[] b = random.doubles(n, -2, 2).toArray();
        double[] start = random.doubles(n).toArray();
        double[] upper = new double[n];
        Arrays.fill(upper, 1);
        Minimum m = NEWTON.minimise(Objectives.quadratic(a, b), start, new double[n], upper);
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        // One step, its confirmation, and polishing: the model is the objective.
        assertTrue(m.certificate().iterations() <= 4, m.certificate()::toString);
        assertArrayEquals(enumerated(a, b), m.x(), 1e-10);
    }

    @Property(tries = 60)
    void poissonFitsSatisfyTheKktConditions(
            @ForAll @IntRange(min = 1, max = 12) int bins,
            @ForAll @IntRange(min = 1, max = 25) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] base = random.doubles(bins, 0.01, 20).toArray();
        double[] counts = new double[bins];
        for (int b = 0; b < bins; b++) {
            counts[b] = Math.floor(random.nextDouble() * 2 * base[b]);
        }
        double[] response = new double[bins * n];
        for (int b = 0; b < bins; b++) {
            for (int i = 0; i < n; i++) {
                response[b * n + i] = i == 0 ? random.nextDouble() * base[b] : (random.nextDouble() - 0.5) * base[b];
            }
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] start = new double[n];
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        lower[0] = 0;
        upper[0] = 10;
        start[0] = 10;
        Minimum m = NEWTON.minimise(Objectives.poisson(counts, base, response), start, lower, upper);
        Certificate c = m.certificate();
        boolean edge = false;
        for (int b = 0; b < bins; b++) {
            double rate = base[b];
            for (int i = 0; i < n; i++) {
                rate += response[b * n + i] * m.x()[i];
            }
            // Where no event is seen the rate may be driven to 0, the edge of the domain, which is no bound of the box.
            edge |= counts[b] == 0 && rate < 1e-6;
        }
        if (edge) {
            return;
        }
        assertTrue(c.converged(), c::toString);
        assertTrue(c.edm() < 1e-16, c::toString);
        double[] g = m.gradient();
        for (int i = 0; i < n; i++) {
            boolean low = m.x()[i] == lower[i];
            boolean high = m.x()[i] == upper[i];
            assertTrue(m.x()[i] >= lower[i] && m.x()[i] <= upper[i]);
            // Gradients are sums of bins times 20 events with relative rounding 1e-16.
            double allowed = 1e-9;
            assertTrue(low ? g[i] >= -allowed : high ? g[i] <= allowed : Math.abs(g[i]) < allowed, c::toString);
        }
        assertTrue(c.residualNorm() < 1e-9, c::toString);
    }

    @Property(tries = 30)
    void runsAreRepeatedBitForBit(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 9;
        double[] a = definite(n, random);
        double[] b = random.doubles(n, -2, 2).toArray();
        double[] upper = new double[n];
        Arrays.fill(upper, 1);
        Minimum one = NEWTON.minimise(Objectives.quadratic(a, b), new double[n], new double[n], upper);
        Minimum two = NEWTON.minimise(Objectives.quadratic(a, b), new double[n], new double[n], upper);
        assertArrayEquals(one.x(), two.x());
        assertEquals(one.certificate(), two.certificate());
    }

    @Test
    void aPublishedSizeOfFitTakesAHandfulOfSteps() {
        int bins = 40;
        int n = 330;
        SplittableRandom random = new SplittableRandom(1);
        double[] base = random.doubles(bins, 5, 500).toArray();
        double[] counts = new double[bins];
        double[] response = new double[bins * n];
        for (int b = 0; b < bins; b++) {
            counts[b] = Math.floor(base[b] * (0.8 + 0.5 * random.nextDouble()));
            for (int i = 0; i < n; i++) {
                boolean acts = i < 145 || i % bins == b;
                response[b * n + i] = acts ? (random.nextDouble() - 0.45) * 0.05 * base[b] : 0;
            }
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        lower[0] = 0;
        upper[0] = 10;
        double[] start = new double[n];
        start[0] = 9;
        BoundedNewton.Objective f = Objectives.poisson(counts, base, response);
        Minimum m = NEWTON.minimise(f, start, lower, upper);
        long begin = System.nanoTime();
        for (int k = 0; k < 5; k++) {
            NEWTON.minimise(f, start, lower, upper);
        }
        System.out.printf("330 parameters: %.1f ms a fit, %s%n", (System.nanoTime() - begin) * 2e-7, m.certificate());
        assertTrue(m.certificate().converged(), m.certificate()::toString);
        assertTrue(m.certificate().edm() < 1e-18, m.certificate()::toString);
        assertTrue(m.certificate().iterations() <= 15, m.certificate()::toString);
    }
}
