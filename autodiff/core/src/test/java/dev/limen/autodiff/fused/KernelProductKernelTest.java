package dev.limen.autodiff.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.KernelFactor.Place;
import dev.limen.autodiff.fused.KernelProduct.Role;
import dev.limen.autodiff.math.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel against the sums written out, cell by cell and point by point. */
class KernelProductKernelTest {

    /** Of {@code sum |weight|} times the largest {@code |F G|}: rounding of one sum plus what windows leave out. */
    private static final double TOLERANCE = 1e-14;

    private static final List<KernelFactor> FACTORS = List.of(
            KernelFactor.SHARE,
            new KernelFactor(Place.CELL, 1, 0),
            new KernelFactor(Place.CELL, 2, 1),
            new KernelFactor(Place.EDGE, 1, 0),
            new KernelFactor(Place.EDGE, 3, 2));

    /** K and its derivatives, from the formulas of its own documentation. */
    private static double derivative(KernelShape kernel, int order, double t) {
        double a = kernel.support();
        double u = t / a;
        return switch (kernel) {
            case GAUSSIAN -> order == 0 ? Normal.cdf(t) : Math.abs(t) > 40 ? 0 : KernelSum.shape(order, t);
            case EPANECHNIKOV ->
                switch (order) {
                    case 0 -> u <= -1 ? 0 : u >= 1 ? 1 : 0.5 + (3 * u - u * u * u) / 4;
                    case 1 -> Math.abs(u) < 1 ? 3 * (1 - u * u) / (4 * a) : 0;
                    case 2 -> Math.abs(u) < 1 ? -6 * u / (4 * a * a) : 0;
                    case 3 -> Math.abs(u) < 1 ? -6 / (4 * a * a * a) : 0;
                    default -> 0;
                };
            case TRIANGULAR ->
                switch (order) {
                    case 0 -> u <= -1 ? 0 : u >= 1 ? 1 : u < 0 ? (1 + u) * (1 + u) / 2 : 1 - (1 - u) * (1 - u) / 2;
                    case 1 -> Math.abs(u) < 1 ? (1 - Math.abs(u)) / a : 0;
                    case 2 -> Math.abs(u) < 1 ? -Math.signum(u) / (a * a) : 0;
                    default -> 0;
                };
        };
    }

    private static double[] values(KernelShape kernel, KernelFactor factor, double x, double[] edges, double h) {
        double[] g = new double[edges.length];
        for (int k = 0; k < g.length; k++) {
            double t = (edges[k] - x) / h;
            double value = derivative(kernel, factor.order(), t);
            g[k] = value == 0 ? 0 : Math.pow(t, factor.power()) * value;
        }
        if (factor.place() == Place.EDGE) {
            return g;
        }
        double[] cells = new double[g.length + 1];
        for (int a = 0; a < cells.length; a++) {
            double above = a < g.length ? g[a] : factor.order() == 0 ? 1 : 0;
            cells[a] = above - (a == 0 ? 0 : g[a - 1]);
        }
        return cells;
    }

    private static double[][] run(KernelProduct product, double[] weight, double[]... axes) {
        double[][] inputs = new double[1 + axes.length][];
        inputs[0] = weight;
        System.arraycopy(axes, 0, inputs, 1, axes.length);
        List<Shape> shapes = new java.util.ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            shapes.add(i > 0 && i % 3 == 0 ? Shape.scalar() : Shape.of(inputs[i].length));
        }
        if (product.role() == Role.GATHER) {
            int[] lengths = new int[product.kernels().size()];
            for (int d = 0; d < lengths.length; d++) {
                lengths[d] = product.terms().get(0).get(d).length(inputs[2 + 3 * d].length);
            }
            shapes.set(0, Shape.of(lengths));
        }
        double[][] out = product.shapes(shapes).stream()
                .map(shape -> new double[shape.size()])
                .toArray(double[][]::new);
        product.plainKernel(shapes).orElseThrow().run(inputs, out);
        return out;
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void agreesWithTheSumsWrittenOut(KernelShape kernel) {
        SplittableRandom random = new SplittableRandom(1);
        double[] uniform = new double[31];
        Arrays.setAll(uniform, k -> k);
        double[] growing = new double[15];
        Arrays.setAll(growing, k -> Math.pow(1.6, k) / 20);
        double[] shuffled = {3, 1, 7, 7, -2};
        double[] other = {4, 11, 12};
        for (double[] edges : List.of(uniform, growing, shuffled, new double[] {20})) {
            for (double h : new double[] {1e-9, 0.013, 0.3, 2, 100, -0.5}) {
                int n = h == 0.3 ? 1100 : 100;
                double[] x = random.doubles(n, -20, 60).toArray();
                double[] y = random.doubles(n, 0, 20).toArray();
                double[] w = random.doubles(n, -0.2, 1).toArray();
                x[2] = -1e300;
                x[3] = 1e300;
                w[4] = 0;
                agrees(kernel, x, y, w, edges, other, h, random);
            }
        }
    }

    private static void agrees(
            KernelShape kernel,
            double[] x,
            double[] y,
            double[] w,
            double[] edges,
            double[] other,
            double h,
            SplittableRandom random) {
        for (KernelFactor factor : FACTORS) {
            for (KernelFactor second : List.of(KernelFactor.SHARE, new KernelFactor(Place.EDGE, 1, 0))) {
                int rows = factor.length(edges.length);
                int columns = second.length(other.length);
                double[] sums = new double[rows * columns];
                double[] line = new double[rows];
                double[] c = random.doubles((long) rows * columns, -1, 1).toArray();
                double[] gathered = new double[x.length];
                double largest = 0;
                double total = 0;
                for (int i = 0; i < x.length; i++) {
                    double[] f = values(kernel, factor, x[i], edges, h);
                    double[] g = values(KernelShape.GAUSSIAN, second, y[i], other, 0.8);
                    total += Math.abs(w[i]);
                    for (int a = 0; a < rows; a++) {
                        line[a] += w[i] * f[a];
                        for (int b = 0; b < columns; b++) {
                            sums[a * columns + b] += w[i] * f[a] * g[b];
                            gathered[i] += c[a * columns + b] * f[a] * g[b];
                            largest = Math.max(largest, Math.max(Math.abs(f[a] * g[b]), Math.abs(f[a])));
                        }
                    }
                }
                List<KernelShape> plane = List.of(kernel, KernelShape.GAUSSIAN);
                List<List<KernelFactor>> terms = List.of(List.of(factor, second));
                double scale = TOLERANCE * Math.max(1, largest);
                String what = kernel + " " + factor + " " + second + " h " + h;
                double[] one = {h};
                double[] narrow = {0.8};
                assertArrayEquals(
                        sums,
                        run(new KernelProduct(Role.SUM, plane, terms), w, x, edges, one, y, other, narrow)[0],
                        scale * total,
                        what);
                assertArrayEquals(
                        gathered,
                        run(new KernelProduct(Role.GATHER, plane, terms), c, x, edges, one, y, other, narrow)[0],
                        scale * rows * columns,
                        what);
                assertArrayEquals(
                        line,
                        run(new KernelProduct(Role.SUM, List.of(kernel), List.of(List.of(factor))), w, x, edges, one)[
                                0],
                        scale * total,
                        what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void sharesAddUpToOne(KernelShape kernel) {
        double[] edges = {0, 0.1, 2, 5};
        for (double x : new double[] {-40, 0, 0.05, 1, 4.9, 70}) {
            double[] shares = run(
                    new KernelProduct(Role.SUM, List.of(kernel), List.of(List.of(KernelFactor.SHARE))),
                    new double[] {1},
                    new double[] {x},
                    edges,
                    new double[] {0.7})[0];
            assertEquals(1, Arrays.stream(shares).sum(), 1e-15);
            assertTrue(Arrays.stream(shares).allMatch(share -> share >= 0));
        }
    }

    /** One number that is not finite is never lost, wherever the other axis' window lies. */
    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void passesOnWhatIsNotFinite(KernelShape kernel) {
        List<KernelShape> plane = List.of(kernel, kernel);
        List<List<KernelFactor>> terms = List.of(List.of(KernelFactor.SHARE, new KernelFactor(Place.EDGE, 1, 0)));
        double[] edges = {0, 1, 2, 3};
        double[] h = {0.1};
        double[] fine = {0.5, 1.5};
        double[] nan = {0.5, Double.NaN};
        double[] far = {-50, 50};
        KernelProduct sum = new KernelProduct(Role.SUM, plane, terms);
        assertTrue(hasNan(run(sum, nan, fine, edges, h, far, edges, h)[0]));
        assertTrue(hasNan(run(sum, fine, nan, edges, h, far, edges, h)[0]));
        assertTrue(hasNan(run(sum, fine, far, edges, h, nan, edges, h)[0]));
        assertTrue(hasNan(run(sum, fine, fine, edges, new double[] {Double.NaN}, far, edges, h)[0]));
        KernelProduct gather = new KernelProduct(Role.GATHER, plane, terms);
        double[] c = new double[20];
        c[7] = Double.NaN;
        assertTrue(hasNan(run(gather, c, fine, edges, h, far, edges, h)[0]));
        double[] some = run(gather, new double[20], nan, edges, h, fine, edges, h)[0];
        assertTrue(!Double.isNaN(some[0]) && Double.isNaN(some[1]));
    }

    private static boolean hasNan(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }

    @Test
    void wrongTermsAreRefused() {
        List<KernelShape> one = List.of(KernelShape.GAUSSIAN);
        KernelFactor edge = new KernelFactor(Place.EDGE, 1, 0);
        assertThrows(IllegalArgumentException.class, () -> new KernelFactor(Place.EDGE, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new KernelFactor(Place.CELL, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new KernelFactor(Place.CELL, 13, 0));
        assertThrows(IllegalArgumentException.class, () -> new KernelProduct(Role.SUM, one, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new KernelProduct(Role.SUM, one, List.of(List.of(edge, edge))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KernelProduct(Role.GATHER, one, List.of(List.of(edge), List.of(KernelFactor.SHARE))));
    }
}
