package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelShape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class Histograms2DTest {
    private static final double[] X = {-4, -1.2, -0.3, 0.1, 0.6, 0.74, 1.1, 2.9, 3.3};
    private static final double[] Y = {10, 32, 27, 13, 55, 21, 18, 41, 24.5};
    private static final double[] W = {1, 0.5, 2, -0.7, 1.5, 0.25, 1, -0.1, 3};
    private static final double[] S = {0.9, 0.2, 1, 0.5, 0.7, 0.05, 0.3, 0.8, 0.6};
    private static final double[] X_EDGES = {-1, 0.5, 0.75, 3};
    private static final double[] Y_EDGES = {15, 25, 40};
    private static final double HX = 0.2;
    private static final double HY = 3;

    private static Axis x(double bandwidth, Overflow overflow) {
        return new Axis(Expr.constant(X), Expr.constant(X_EDGES), Expr.constant(bandwidth), overflow);
    }

    private static Axis y(double bandwidth, Overflow overflow) {
        return new Axis(Expr.constant(Y), Expr.constant(Y_EDGES), Expr.constant(bandwidth), overflow);
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    static Stream<Arguments> overflows() {
        return Stream.of(Overflow.values())
                .flatMap(a -> Stream.of(Overflow.values()).map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void contentsAreSumsOfProductsOfProbabilities(Overflow alongX, Overflow alongY) {
        Histogram2D histogram = Histograms2D.kde(x(HX, alongX), y(HY, alongY), Expr.constant(W), Expr.constant(S));
        double[] xs = values(histogram.xEdges());
        double[] ys = values(histogram.yEdges());
        assertEquals(xs.length - 1, histogram.xBins());
        assertEquals(ys.length - 1, histogram.yBins());
        double[] sumw = values(histogram.sumw());
        double[] sumw2 = values(histogram.sumw2());
        for (int a = 0; a < histogram.xBins(); a++) {
            for (int b = 0; b < histogram.yBins(); b++) {
                double first = 0;
                double second = 0;
                for (int i = 0; i < X.length; i++) {
                    double share = new NormalDistribution(null, X[i], HX).probability(xs[a], xs[a + 1])
                            * new NormalDistribution(null, Y[i], HY).probability(ys[b], ys[b + 1]);
                    first += W[i] * S[i] * share;
                    // The first power of acceptance and share: the variance of the hard histogram.
                    second += W[i] * W[i] * S[i] * share;
                }
                assertEquals(first, sumw[a * histogram.yBins() + b], 1e-14);
                assertEquals(second, sumw2[a * histogram.yBins() + b], 1e-14);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void bandwidthsToZeroGiveTheHardHistogramWhichCounts(Overflow alongX, Overflow alongY) {
        Histogram2D hard = Histograms2D.hard(x(HX, alongX), y(HY, alongY), Expr.constant(W), Expr.constant(S));
        double[] xs = values(hard.xEdges());
        double[] ys = values(hard.yEdges());
        double[] sumw = new double[hard.xBins() * hard.yBins()];
        double[] sumw2 = new double[sumw.length];
        for (int i = 0; i < X.length; i++) {
            for (int bin = 0; bin < sumw.length; bin++) {
                int a = bin / hard.yBins();
                int b = bin % hard.yBins();
                if (xs[a] <= X[i] && X[i] < xs[a + 1] && ys[b] <= Y[i] && Y[i] < ys[b + 1]) {
                    sumw[bin] += W[i] * S[i];
                    sumw2[bin] += W[i] * W[i] * S[i];
                }
            }
        }
        assertArrayEquals(sumw, values(hard.sumw()), 1e-15);
        assertArrayEquals(sumw2, values(hard.sumw2()), 1e-15);
        for (KernelShape kernel : KernelShape.values()) {
            // The event nearest to an edge is 0.01 away along x, 0.5 along y: ten bandwidths.
            Histogram2D narrow = Histograms2D.kde(
                    new Axis(Expr.constant(X), Expr.constant(X_EDGES), Expr.constant(1e-3), alongX, kernel),
                    new Axis(Expr.constant(Y), Expr.constant(Y_EDGES), Expr.constant(0.05), alongY, kernel),
                    Expr.constant(W),
                    Expr.constant(S));
            assertArrayEquals(sumw, values(narrow.sumw()), 1e-14);
            assertArrayEquals(sumw2, values(narrow.sumw2()), 1e-14);
        }
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void projectionsAreTheHistogramsOfOneObservable(KernelShape kernel) {
        Axis x = new Axis(Expr.constant(X), Expr.constant(X_EDGES), Expr.constant(0.3), Overflow.DROP, kernel);
        Axis y = new Axis(Expr.constant(Y), Expr.constant(Y_EDGES), Expr.constant(4), Overflow.REFLECT, kernel);
        Expr w = Expr.constant(W);
        Expr s = Expr.constant(S);
        Histogram2D plane = Histograms2D.kde(x, y, w, s);
        Histogram alongX = Histograms.kde(x, w, s);
        assertArrayEquals(values(alongX.sumw()), values(plane.alongX().sumw()), 1e-14);
        assertArrayEquals(values(alongX.sumw2()), values(plane.alongX().sumw2()), 1e-14);
        Histogram alongY = Histograms.kde(y, w, s);
        Histogram2D kept = Histograms2D.kde(new Axis(x.x(), x.edges(), x.bandwidth(), Overflow.KEEP, kernel), y, w, s);
        assertArrayEquals(values(alongY.sumw()), values(kept.alongY().sumw()), 1e-14);
        assertArrayEquals(values(plane.sumw()), values(plane.flat().sumw()));
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 5, 6}, values(plane.flat().edges()));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void derivativesAgreeWithDifferences(Overflow alongX, Overflow alongY) {
        Expr x = Expr.variable("x", Shape.of(X.length));
        Expr y = Expr.variable("y", Shape.of(X.length));
        Expr w = Expr.variable("w", Shape.of(X.length));
        Expr s = Expr.variable("s", Shape.of(X.length));
        Expr xEdges = Expr.variable("x edges", Shape.of(X_EDGES.length));
        Expr yEdges = Expr.variable("y edges", Shape.of(Y_EDGES.length));
        Expr hx = Expr.variable("hx", Shape.scalar());
        Expr hy = Expr.variable("hy", Shape.scalar());
        Histogram2D histogram =
                Histograms2D.kde(new Axis(x, xEdges, hx, alongX), new Axis(y, yEdges, hy, alongY), w, s);
        Expr value =
                histogram.sumw().square().sum().add(histogram.sumw2().square().sum());
        Map<Expr, Tensor> point = Map.of(
                x, Tensor.of(X),
                y, Tensor.of(Y),
                w, Tensor.of(W),
                s, Tensor.of(S),
                xEdges, Tensor.of(X_EDGES),
                yEdges, Tensor.of(Y_EDGES),
                hx, Tensor.scalar(0.6),
                hy, Tensor.scalar(5));
        GradientCheck check = GradientCheck.of(value, List.of(x, y, w, s, xEdges, yEdges, hx, hy), point);
        assertEquals(
                4 * X.length + X_EDGES.length + Y_EDGES.length + 2,
                check.entries().size());
        check.require(1e-6, 1e-8);
    }

    @ParameterizedTest
    @EnumSource(KernelShape.class)
    void anEventAxisGivesWhatAFixedLengthGives(KernelShape kernel) {
        EventAxis.assertBlockedIsWhole(
                in -> {
                    Axis x = new Axis(in.get(0), in.get(4), in.get(5), Overflow.KEEP, kernel);
                    Axis y = new Axis(in.get(1), in.get(4), in.get(5), Overflow.DROP, kernel);
                    Histogram2D kde = Histograms2D.kde(x, y, in.get(2), in.get(3));
                    Histogram2D hard = Histograms2D.hard(x, y, in.get(2), in.get(3));
                    Histogram one = Histograms.kde(x, in.get(2), in.get(3));
                    return List.of(kde.sumw(), kde.sumw2(), hard.sumw(), hard.sumw2(), one.sumw(), one.sumw2());
                },
                List.of(
                        EventAxis.column(3, 0.37, 0),
                        EventAxis.column(2, 0.71, 1),
                        EventAxis.column(1, 1.1, 0.2),
                        EventAxis.column(0.5, 2.3, 0.5)),
                List.of(Tensor.of(X_EDGES), Tensor.scalar(HX)));
    }

    @Test
    void wrongInputIsRefused() {
        Expr three = Expr.constant(1, 2, 3);
        Expr edges = Expr.constant(0, 1);
        Expr h = Expr.constant(1);
        Axis good = new Axis(three, edges, h, Overflow.DROP);
        assertMessage(
                "histogram: events of shapes [3] and [2], weights of [3], acceptance of [3]; expected four vectors of one length",
                () -> Histograms2D.kde(good, new Axis(Expr.constant(1, 2), edges, h, Overflow.DROP), three, three));
        assertMessage(
                "histogram: events of shapes [3] and [3], weights of [3], acceptance of [2]; expected four vectors of one length",
                () -> Histograms2D.hard(good, good, three, edges));
        assertMessage(
                "histogram: events of shape []; expected a vector, one number an event",
                () -> new Axis(h, edges, h, Overflow.DROP));
        assertMessage(
                "histogram: edges of shape [1]; expected a vector of two at least",
                () -> new Axis(three, three.slice(0, 0, 1), h, Overflow.DROP));
        assertMessage(
                "histogram: edges do not increase: edge 1 is 0.0 behind 1.0; put them in ascending order without repetition",
                () -> new Axis(three, Expr.constant(1, 0), h, Overflow.DROP));
        assertMessage(
                "histogram: bandwidth -1.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                () -> new Axis(three, edges, Expr.constant(-1), Overflow.DROP));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
