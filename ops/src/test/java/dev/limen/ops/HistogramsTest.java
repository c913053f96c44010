package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistogramsTest {
    private static final double[] EDGES = {-1, 0.5, 0.75, 3};
    private static final double[] X = {-4, -1.2, -0.3, 0.1, 0.6, 0.74, 1.1, 2.9, 3.3};
    private static final double[] W = {1, 0.5, 2, -0.7, 1.5, 0.25, 1, -0.1, 3};
    private static final double[] S = {0.9, 0.2, 1, 0.5, 0.7, 0.05, 0.3, 0.8, 0.6};
    private static final double H = 0.2;

    private static Expr constant(double... values) {
        return Expr.constant(Tensor.of(values));
    }

    private static Histogram kde(double bandwidth, Overflow overflow) {
        return Histograms.kde(
                constant(X), constant(W), constant(S), constant(EDGES), Expr.constant(bandwidth), overflow);
    }

    private static Histogram hard(Overflow overflow) {
        return Histograms.hard(constant(X), constant(W), constant(S), constant(EDGES), overflow);
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    /** Limits of the bins under each treatment of what lies outside. */
    private static double[] limits(Overflow overflow) {
        double[] limits =
                switch (overflow) {
                    case DROP -> EDGES.clone();
                    case KEEP -> {
                        double[] more = new double[EDGES.length + 2];
                        System.arraycopy(EDGES, 0, more, 1, EDGES.length);
                        yield more;
                    }
                    case REFLECT -> EDGES.clone();
                };
        if (overflow != Overflow.DROP) {
            limits[0] = Double.NEGATIVE_INFINITY;
            limits[limits.length - 1] = Double.POSITIVE_INFINITY;
        }
        return limits;
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void contentsAreSumsOfNormalProbabilities(Overflow overflow) {
        Histogram histogram = kde(H, overflow);
        double[] limits = limits(overflow);
        assertArrayEquals(limits, values(histogram.edges()));
        assertEquals(limits.length - 1, histogram.bins());
        double[] sumw = values(histogram.sumw());
        double[] sumw2 = values(histogram.sumw2());
        for (int k = 0; k < sumw.length; k++) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < X.length; i++) {
                double share = new NormalDistribution(null, X[i], H).probability(limits[k], limits[k + 1]);
                first += W[i] * S[i] * share;
                // The first power of acceptance and share: the variance of the hard histogram.
                second += W[i] * W[i] * S[i] * share;
            }
            assertEquals(first, sumw[k], 1e-14);
            assertEquals(second, sumw2[k], 1e-14);
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void theHardHistogramCounts(Overflow overflow) {
        Histogram histogram = hard(overflow);
        double[] limits = limits(overflow);
        assertArrayEquals(limits, values(histogram.edges()));
        double[] sumw = new double[limits.length - 1];
        double[] sumw2 = new double[limits.length - 1];
        for (int i = 0; i < X.length; i++) {
            for (int k = 0; k < sumw.length; k++) {
                if (limits[k] <= X[i] && X[i] < limits[k + 1]) {
                    sumw[k] += W[i] * S[i];
                    sumw2[k] += W[i] * W[i] * S[i];
                }
            }
        }
        assertArrayEquals(sumw, values(histogram.sumw()), 1e-15);
        assertArrayEquals(sumw2, values(histogram.sumw2()), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void theBandwidthToZeroGivesTheHardHistogram(Overflow overflow) {
        Histogram hard = hard(overflow);
        // The event nearest to an edge is 0.01 away: ten bandwidths, Phi(-10) = 8e-24.
        Histogram narrow = kde(1e-3, overflow);
        assertArrayEquals(values(hard.sumw()), values(narrow.sumw()), 1e-14);
        assertArrayEquals(values(hard.sumw2()), values(narrow.sumw2()), 1e-14);
    }

    @Test
    void anEventOnAnEdgeBelongsToTheBinAbove() {
        Histogram histogram = Histograms.hard(
                constant(-1, 0.5, 3), constant(1, 10, 100), constant(1, 1, 1), constant(EDGES), Overflow.KEEP);
        assertArrayEquals(new double[] {0, 1, 10, 0, 100}, values(histogram.sumw()));
    }

    @Test
    void nothingIsLostUnlessDropped() {
        double total = 0;
        for (int i = 0; i < W.length; i++) {
            total += W[i] * S[i];
        }
        for (Overflow overflow : List.of(Overflow.KEEP, Overflow.REFLECT)) {
            assertEquals(total, Arrays.stream(values(kde(H, overflow).sumw())).sum(), 1e-14);
            assertEquals(total, Arrays.stream(values(hard(overflow).sumw())).sum(), 1e-14);
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void derivativesAgreeWithDifferences(Overflow overflow) {
        Expr x = Expr.variable("x", Shape.of(X.length));
        Expr w = Expr.variable("w", Shape.of(X.length));
        Expr s = Expr.variable("s", Shape.of(X.length));
        Expr edges = Expr.variable("edges", Shape.of(EDGES.length));
        Expr h = Expr.variable("h", Shape.scalar());
        Histogram histogram = Histograms.kde(x, w, s, edges, h, overflow);
        Expr value = histogram.sumw().square().sum().add(histogram.sumw2().log().sum());
        Map<Expr, Tensor> point = Map.of(
                x, Tensor.of(X), w, Tensor.of(W), s, Tensor.of(S), edges, Tensor.of(EDGES), h, Tensor.scalar(0.6));
        GradientCheck check = GradientCheck.of(value, List.of(x, w, s, edges, h), point);
        assertEquals(3 * X.length + EDGES.length + 1, check.entries().size());
        assertTrue(check.worst().error() < 1e-7 * check.scale(), check.worst()::toString);
    }

    @Test
    void theHardHistogramHasDerivativesByWeights() {
        Expr w = Expr.variable("w", Shape.of(X.length));
        Expr s = Expr.variable("s", Shape.of(X.length));
        Histogram histogram = Histograms.hard(constant(X), w, s, constant(EDGES), Overflow.REFLECT);
        Expr value =
                histogram.sumw().square().sum().add(histogram.sumw2().square().sum());
        GradientCheck check = GradientCheck.of(value, List.of(w, s), Map.of(w, Tensor.of(W), s, Tensor.of(S)));
        assertTrue(check.worst().error() < 1e-9 * check.scale(), check.worst()::toString);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void anEventAxisGivesWhatAFixedLengthGives(Overflow overflow) {
        int n = 5000;
        double[] x = new double[n];
        double[] w = new double[n];
        double[] s = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 3 * Math.sin(i * 0.37);
            w[i] = 0.2 + Math.cos(i * 1.1);
            s[i] = 0.5 + 0.5 * Math.sin(i * 2.3);
        }
        Result fixed = run(Shape.of(n), overflow, x, w, s);
        Result events = run(Shape.of(Shape.EVENTS), overflow, x, w, s);
        for (int k = 0; k < 8; k++) {
            double[] expected = fixed.output(k).toDoubles();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            // Sums of 5000 terms are added in another order.
            assertArrayEquals(expected, events.output(k).toDoubles(), 1e-11 * Math.max(1, largest), "output " + k);
        }
    }

    private static Result run(Shape shape, Overflow overflow, double[] x, double[] w, double[] s) {
        Expr events = Expr.variable("x", shape);
        Expr weight = Expr.variable("w", shape);
        Expr acceptance = Expr.variable("s", shape);
        Expr edges = Expr.variable("edges", Shape.of(EDGES.length));
        Expr h = Expr.variable("h", Shape.scalar());
        Histogram kde = Histograms.kde(events, weight, acceptance, edges, h, overflow);
        Histogram hard = Histograms.hard(events, weight, acceptance, edges, overflow);
        Expr value = kde.sumw().square().div(kde.sumw2()).sum();
        List<Expr> inputs = List.of(events, weight, acceptance, edges, h);
        List<Expr> gradients = Derivatives.gradient(value, inputs);
        return Program.compile(
                        inputs,
                        List.of(
                                kde.sumw(),
                                hard.sumw(),
                                hard.sumw2(),
                                gradients.get(0),
                                gradients.get(1),
                                gradients.get(2),
                                gradients.get(3),
                                gradients.get(4)))
                .run(Tensor.of(x), Tensor.of(w), Tensor.of(s), Tensor.of(EDGES), Tensor.scalar(H));
    }

    @Test
    void effectiveEventsOfEqualWeightsAreTheirNumber() {
        Histogram histogram = Histograms.hard(
                constant(0, 0.1, 0.2, 0.6), constant(2, 2, 2, 2), constant(1, 1, 1, 1), constant(EDGES), Overflow.DROP);
        double[] effective = values(
                Expr.where(histogram.sumw2().gt(0), histogram.effectiveEvents(), Expr.zerosLike(histogram.sumw2())));
        assertArrayEquals(new double[] {3, 1, 0}, effective, 1e-15);
    }

    @Test
    void wrongInputIsRefused() {
        Expr three = constant(1, 2, 3);
        Expr two = constant(1, 2);
        Expr h = Expr.constant(1);
        assertMessage(
                "histogram: events of shape [3], weights of [2], acceptance of [3]; expected three vectors of one length",
                () -> Histograms.kde(three, two, three, two, h, Overflow.DROP));
        assertMessage(
                "histogram: edges of shape [1]; expected a vector of two at least",
                () -> Histograms.hard(three, three, three, constant(1), Overflow.DROP));
        assertMessage(
                "histogram: bandwidth of shape [2]; expected a scalar",
                () -> Histograms.kde(three, three, three, two, two, Overflow.DROP));
        assertMessage(
                "histogram: edges do not increase: edge 2 is 1.0 behind 1.0; put them in ascending order without repetition",
                () -> Histograms.kde(three, three, three, constant(0, 1, 1), h, Overflow.DROP));
        assertMessage(
                "histogram: edges do not increase: edge 1 is NaN behind 0.0; put them in ascending order without repetition",
                () -> Histograms.requireIncreasing(new double[] {0, Double.NaN}));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
