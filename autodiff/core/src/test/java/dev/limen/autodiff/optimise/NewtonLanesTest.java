package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Problems side by side have the minima that each has alone. */
final class NewtonLanesTest {
    private static final int N = 3;
    private static final int COUNT = 500;

    /** A signal and two backgrounds in two bins; the backgrounds are measured: -n log r + r, and squares. */
    private static double counts(
            double[] x, int at, double[] data, int dataAt, double[] g, int gAt, double[] h, int hAt) {
        double value = 0;
        Arrays.fill(g, gAt, gAt + N, 0);
        Arrays.fill(h, hAt, hAt + N * N, 0);
        for (int b = 0; b < 2; b++) {
            double s = 3 + 2 * b;
            double rate = s * x[at] + 10 * x[at + 1 + b];
            double n = data[dataAt + b];
            double pull = (x[at + 1 + b] - data[dataAt + 2 + b]) / 0.3;
            if (!(rate > 0)) {
                return Double.POSITIVE_INFINITY;
            }
            value += rate - n * Math.log(rate) + 0.5 * pull * pull;
            double first = 1 - n / rate;
            double second = n / (rate * rate);
            g[gAt] += first * s;
            g[gAt + 1 + b] += first * 10 + pull / 0.3;
            h[hAt] += second * s * s;
            h[hAt + 1 + b] += second * s * 10;
            h[hAt + N * (1 + b)] += second * s * 10;
            h[hAt + (N + 1) * (1 + b)] += second * 100 + 1 / 0.09;
        }
        return value;
    }

    /** Poisson counts and pulls, drawn once for each problem. */
    private static final class Counts implements NewtonLanes.Objective, NewtonLanes.Problems {
        final double[] minima = new double[COUNT];
        final double[] points = new double[COUNT * N];
        private final double[] all = new double[COUNT * 4];
        private final double[] data;
        private final int[] problem;
        private int next;
        int failed;

        Counts(int lanes) {
            data = new double[lanes * 4];
            problem = new int[lanes];
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < COUNT; i++) {
                all[4 * i] = random.nextInt(25);
                all[4 * i + 1] = random.nextInt(25);
                all[4 * i + 2] = random.nextDouble(0.2, 2);
                all[4 * i + 3] = random.nextDouble(0.2, 2);
            }
        }

        @Override
        public void evaluate(double[] x, double[] value, double[] gradient, double[] hessian) {
            for (int l = 0; l < value.length; l++) {
                value[l] = counts(x, l * N, data, l * 4, gradient, l * N, hessian, l * N * N);
            }
        }

        @Override
        public boolean next(int lane, double[] start, double[] lower, double[] upper) {
            if (next == COUNT) {
                return false;
            }
            problem[lane] = next++;
            System.arraycopy(all, 4 * problem[lane], data, 4 * lane, 4);
            place(start, lower, upper);
            return true;
        }

        static void place(double[] start, double[] lower, double[] upper) {
            Arrays.fill(start, 1);
            Arrays.fill(lower, 1e-3);
            Arrays.fill(upper, 10);
            lower[0] = 0;
        }

        @Override
        public void solved(int lane, double[] x, double value, double distance) {
            assertTrue(distance >= 0 && distance <= 1e-9);
            minima[problem[lane]] = value;
            System.arraycopy(x, 0, points, N * problem[lane], N);
        }

        @Override
        public void failed(int lane) {
            failed++;
        }
    }

    @Test
    void agreesWithOneAfterTheOther() {
        Counts counts = new Counts(32);
        new NewtonLanes(32, N, 1e-9, 60).run(counts, counts);
        assertEquals(0, counts.failed);
        int bounded = 0;
        double[] start = new double[N];
        double[] lower = new double[N];
        double[] upper = new double[N];
        Counts.place(start, lower, upper);
        for (int i = 0; i < COUNT; i++) {
            int from = 4 * i;
            Minimum alone = BoundedNewton.standard()
                    .minimise(
                            new BoundedNewton.Objective() {
                                @Override
                                public double value(double[] x) {
                                    return evaluate(x, new double[N], new double[N * N]);
                                }

                                @Override
                                public double evaluate(double[] x, double[] gradient, double[] hessian) {
                                    return counts(x, 0, counts.all, from, gradient, 0, hessian, 0);
                                }
                            },
                            start,
                            lower,
                            upper);
            assertTrue(alone.certificate().converged());
            // The value less its distance of 1e-9 at most is exact to the power of 3/2 of that.
            assertEquals(alone.value(), counts.minima[i], 1e-12);
            for (int p = 0; p < N; p++) {
                assertEquals(alone.x()[p], counts.points[N * i + p], 1e-4);
                bounded += alone.x()[p] == lower[p] ? 1 : 0;
                assertEquals(alone.x()[p] == lower[p], counts.points[N * i + p] == lower[p], "problem " + i);
            }
        }
        assertTrue(bounded > COUNT / 10, bounded + " parameters are at a bound");
    }

    @Test
    void laneAndCompanyDoNotMatter() {
        Counts many = new Counts(64);
        new NewtonLanes(64, N, 1e-9, 60).run(many, many);
        Counts few = new Counts(5);
        NewtonLanes lanes = new NewtonLanes(5, N, 1e-9, 60);
        assertEquals(5, lanes.lanes());
        lanes.run(few, few);
        assertArrayEquals(many.minima, few.minima);
        assertArrayEquals(many.points, few.points);
    }

    @Test
    void nothingIsAllocated() {
        Counts counts = new Counts(16);
        NewtonLanes lanes = new NewtonLanes(16, N, 1e-9, 60);
        lanes.run(counts, counts);
        counts.next = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        lanes.run(counts, counts);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated <= 256, allocated + " bytes");
    }

    /** One problem in one variable, and what became of it. */
    private static final class Single implements NewtonLanes.Objective, NewtonLanes.Problems {
        private final BoundedNewton.Objective objective;
        private final double from;
        private final double low;
        private final double high;
        private boolean given;
        String found = "";

        Single(BoundedNewton.Objective objective, double from, double low, double high) {
            this.objective = objective;
            this.from = from;
            this.low = low;
            this.high = high;
        }

        @Override
        public void evaluate(double[] x, double[] value, double[] gradient, double[] hessian) {
            value[0] = objective.evaluate(x, gradient, hessian);
        }

        @Override
        public boolean next(int lane, double[] start, double[] lower, double[] upper) {
            boolean first = !given;
            given = true;
            start[0] = from;
            lower[0] = low;
            upper[0] = high;
            return first;
        }

        @Override
        public void solved(int lane, double[] x, double value, double distance) {
            found = x[0] + " " + value;
        }

        @Override
        public void failed(int lane) {
            found = "failed";
        }
    }

    private interface Function {
        double at(double x, double[] derivatives);
    }

    private static String minimum(Function f, double from, double low, double high) {
        double[] d = new double[2];
        Single single = new Single(
                new BoundedNewton.Objective() {
                    @Override
                    public double value(double[] x) {
                        return f.at(x[0], d);
                    }

                    @Override
                    public double evaluate(double[] x, double[] gradient, double[] hessian) {
                        double value = f.at(x[0], d);
                        gradient[0] = d[0];
                        hessian[0] = d[1];
                        return value;
                    }
                },
                from,
                low,
                high);
        new NewtonLanes(1, 1, 1e-9, 60).run(single, single);
        return single.found;
    }

    @Test
    void bendsUphillCurvatureStraightLinesAndEdges() {
        Function line = (x, d) -> {
            d[0] = 2;
            d[1] = 0;
            return 2 * x;
        };
        assertEquals("0.0 0.0", minimum(line, 5, 0, 10));
        assertEquals("failed", minimum(line, 5, Double.NEGATIVE_INFINITY, 10));
        Function well = (x, d) -> {
            d[0] = 4 * x * (x * x - 1);
            d[1] = 12 * x * x - 4;
            return (x * x - 1) * (x * x - 1);
        };
        // 1e-9 above the minimum is sqrt(2e-9 / 8) away from it.
        assertEquals(1, place(minimum(well, 0.1, -3, 3)), 1e-4);
        // A maximum is no minimum, though the slope vanishes.
        assertEquals("failed", minimum(well, 0, -3, 3));
        Function root = (x, d) -> {
            d[0] = 1 - 1 / x;
            d[1] = 1 / (x * x);
            return x > 0 ? x - Math.log(x) : Double.POSITIVE_INFINITY;
        };
        assertEquals(1, place(minimum(root, 30, -1e3, 1e3)), 1e-4);
        assertEquals("failed", minimum(root, -1, -1e3, 1e3));
    }

    private static double place(String minimum) {
        return Double.parseDouble(minimum.substring(0, minimum.indexOf(' ')));
    }

    @Test
    void messages() {
        assertEquals(
                "newton lanes: 0 lanes of 2 parameters, tolerance 1.0E-9; expected 1 or more of each and a positive"
                        + " number",
                assertThrows(IllegalArgumentException.class, () -> new NewtonLanes(0, 2, 1e-9, 60))
                        .getMessage());
    }
}
