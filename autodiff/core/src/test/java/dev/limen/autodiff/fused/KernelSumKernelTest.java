package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.math.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernel against the sums written out, edge by edge and point by point. */
class KernelSumKernelTest {

    /** Of {@code sum |weight|} times the largest {@code |K_m|}: rounding of one sum plus what windows leave out. */
    private static final double TOLERANCE = 1e-14;

    /** Edges of all kinds, bandwidths from far below to far above a bin, orders 0 to 6. */
    @Test
    void agreesWithTheSumsWrittenOut() {
        agrees(100); // edge by edge
        agrees(600); // by series, where edges and bandwidth allow it
    }

    private void agrees(int events) {
        SplittableRandom random = new SplittableRandom(1);
        double[] uniform = new double[51];
        double[] growing = new double[23];
        for (int k = 0; k < uniform.length; k++) {
            uniform[k] = k;
        }
        for (int k = 0; k < growing.length; k++) {
            growing[k] = Math.pow(1.6, k) / 200;
        }
        double[] shuffled = {3, 1, 7, 7, -2};
        double[] far = {1e6 - 3, 1e6, 1e6 + 1, 1e6 + 4};
        for (double[] edges : List.of(uniform, growing, shuffled, far, new double[] {20})) {
            for (double h : new double[] {1e-9, 0.01, 0.3, 2, 100, -0.5}) {
                double middle = edges == far ? 1e6 : 30;
                double[] x = random.doubles(events, middle - 50, middle + 50).toArray();
                double[] w = random.doubles(events, -0.2, 1).toArray();
                x[0] = edges[0];
                x[1] = edges[edges.length - 1];
                x[2] = -1e300;
                x[3] = 1e300;
                w[4] = 0;
                sumsAgree(x, w, edges, h);
                gathersAgree(x, random.doubles(edges.length, -1, 1).toArray(), edges, h);
            }
        }
    }

    /** One number that is not finite reaches what it reaches in the formula. */
    @Test
    void passesOnWhatIsNotFinite() {
        double[] edges = {0, 1, 2, 3};
        double[] x = {0.5, 1.5, 2.5};
        double[] one = {1, 1, 1};
        for (int order = 0; order < 3; order++) {
            assertAllNan(sum(List.of(order), new double[] {0.5, Double.NaN, 2.5}, one, edges, 0.1)[0]);
            assertAllNan(sum(List.of(order), x, new double[] {1, Double.NaN, 1}, edges, 0.1)[0]);
            assertAllNan(sum(List.of(order), x, one, edges, Double.NaN)[0]);
            assertAllNan(gather(List.of(order), x, new double[] {1, 1, Double.NaN, 1}, edges, 0.1)[0]);
            double[] some = gather(
                    List.of(order), new double[] {0.5, Double.NaN, 2.5}, new double[] {1, 1, 1, 1}, edges, 0.1)[0];
            assertTrue(!Double.isNaN(some[0]) && Double.isNaN(some[1]) && !Double.isNaN(some[2]));
            double[] oneEdge = sum(List.of(order), x, one, new double[] {0, Double.NaN, 2, 3}, 0.1)[0];
            assertTrue(!Double.isNaN(oneEdge[0]) && Double.isNaN(oneEdge[1]) && !Double.isNaN(oneEdge[2]));
        }
        double[] infinite = sum(
                List.of(0), new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 9}, one, edges, 0.1)[0];
        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0), Arrays.stream(infinite).boxed().toList());
    }

    /** Many events go by series, but for the few that are not finite. */
    @Test
    void seriesLeaveOutWhatIsNotFinite() {
        double[] edges = {0, 1, 2, 3};
        double[] x = new SplittableRandom(3).doubles(1000, -1, 4).toArray();
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        x[10] = Double.NEGATIVE_INFINITY;
        x[11] = Double.POSITIVE_INFINITY;
        double[] clean = gather(List.of(0, 1), x, new double[] {1, 2, 3, 4}, edges, 0.5)[0];
        assertEquals(10, clean[10], 1e-13);
        assertEquals(0, clean[11], 1e-290);
        x[12] = Double.NaN;
        assertAllNan(sum(List.of(0), x, ones, edges, 0.5)[0]);
        assertAllNan(sum(List.of(1), x, ones, edges, 0.5)[0]);
        double[] some = gather(List.of(0, 1), x, new double[] {1, 2, 3, 4}, edges, 0.5)[1];
        for (int i = 0; i < x.length; i++) {
            assertEquals(i == 12, Double.isNaN(some[i]), "event " + i);
        }
    }

    @Test
    void takesBatchAxesOnAnyInput() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 40;
        int lanes = 3;
        for (KernelSum.Role role : KernelSum.Role.values()) {
            int weights = role == KernelSum.Role.SUM ? n : 4;
            int[] lengths = {n, weights, 4, 1};
            for (int batched = 1; batched < 16; batched++) {
                double[][] inputs = new double[4][];
                Shape[] shapes = new Shape[4];
                for (int i = 0; i < 4; i++) {
                    boolean has = (batched >> i & 1) == 1;
                    inputs[i] = random.doubles((has ? lanes : 1) * (long) lengths[i], 0.1, 4)
                            .toArray();
                    Shape inner = i == 3 ? Shape.scalar() : Shape.of(lengths[i]);
                    shapes[i] = has ? Shape.of(lanes).then(inner) : inner;
                }
                KernelSum sum = new KernelSum(role, List.of(0, 1, 2));
                int length = role == KernelSum.Role.SUM ? 4 : n;
                double[][] all = new double[3][lanes * length];
                sum.plainKernel(List.of(shapes)).orElseThrow().run(inputs, all);
                for (int lane = 0; lane < lanes; lane++) {
                    double[][] single = new double[4][];
                    for (int i = 0; i < 4; i++) {
                        int start = inputs[i].length > lengths[i] ? lane * lengths[i] : 0;
                        single[i] = Arrays.copyOfRange(inputs[i], start, start + lengths[i]);
                    }
                    double[][] expected = run(role, List.of(0, 1, 2), single);
                    for (int j = 0; j < 3; j++) {
                        double[] found = Arrays.copyOfRange(all[j], lane * length, (lane + 1) * length);
                        // One lane may go by series where the batch goes edge by edge: sums of 40 terms below 4.
                        assertArrayEquals(expected[j], found, 1e-14 * 160, role + " batched " + batched);
                    }
                }
            }
        }
    }

    private void sumsAgree(double[] x, double[] w, double[] edges, double h) {
        List<Integer> orders = List.of(0, 1, 2, 3, 4, 5, 6);
        double[][] found = sum(orders, x, w, edges, h);
        double total = Arrays.stream(w).map(Math::abs).sum();
        for (int m : orders) {
            for (int k = 0; k < edges.length; k++) {
                double expected = 0;
                double lost = 0;
                for (int i = 0; i < x.length; i++) {
                    double term = w[i] * kernel(m, (edges[k] - x[i]) / h);
                    double next = expected + term;
                    lost += Math.abs(expected) > Math.abs(term) ? expected - next + term : term - next + expected;
                    expected = next;
                }
                assertEquals(
                        expected + lost,
                        found[m][k],
                        TOLERANCE * total * largest(m),
                        "order " + m + ", edge " + k + ", h " + h);
            }
        }
    }

    private void gathersAgree(double[] x, double[] c, double[] edges, double h) {
        List<Integer> orders = List.of(0, 1, 2, 3, 4, 5, 6);
        double[][] found = gather(orders, x, c, edges, h);
        for (int m : List.of(0, 1, 3)) { // pairs of consecutive orders share a series
            double[][] pair = gather(List.of(m, m + 1), x, c, edges, h);
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < 2; j++) {
                    double tolerance =
                            2 * TOLERANCE * Arrays.stream(c).map(Math::abs).sum() * largest(m + j);
                    assertEquals(
                            found[m + j][i], pair[j][i], tolerance, "pair of order " + m + ", x " + x[i] + ", h " + h);
                }
            }
        }
        double total = Arrays.stream(c).map(Math::abs).sum();
        for (int m : orders) {
            for (int i = 0; i < x.length; i++) {
                double expected = 0;
                for (int k = 0; k < edges.length; k++) {
                    expected += c[k] * kernel(m, (edges[k] - x[i]) / h);
                }
                assertEquals(
                        expected,
                        found[m][i],
                        TOLERANCE * total * largest(m),
                        "order " + m + ", x " + x[i] + ", h " + h);
            }
        }
    }

    private static double kernel(int m, double t) {
        return m == 0 ? Normal.cdf(t) : Math.abs(t) > 40 ? 0 : KernelSum.shape(m, t);
    }

    private static double largest(int m) {
        double largest = 0;
        for (double t = 0; t < 6; t += 0.01) {
            largest = Math.max(largest, m == 0 ? 1 : Math.abs(KernelSum.shape(m, t)));
        }
        return largest;
    }

    private double[][] sum(List<Integer> orders, double[] x, double[] w, double[] edges, double h) {
        return run(KernelSum.Role.SUM, orders, new double[][] {x, w, edges, {h}});
    }

    private double[][] gather(List<Integer> orders, double[] x, double[] c, double[] edges, double h) {
        return run(KernelSum.Role.GATHER, orders, new double[][] {x, c, edges, {h}});
    }

    private double[][] run(KernelSum.Role role, List<Integer> orders, double[][] inputs) {
        List<Shape> shapes = List.of(
                Shape.of(inputs[0].length), Shape.of(inputs[1].length), Shape.of(inputs[2].length), Shape.scalar());
        double[][] out = new double[orders.size()][role == KernelSum.Role.SUM ? inputs[2].length : inputs[0].length];
        new KernelSum(role, orders).plainKernel(shapes).orElseThrow().run(inputs, out);
        return out;
    }

    private static void assertAllNan(double[] values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isNaN), () -> Arrays.toString(values));
    }
}
