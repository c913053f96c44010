package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftmaxHistogramsTest {
    private static final double[] SCORES = {0.3, -1, 2, 0.7, 0.7, 0.1, -3, 5, 4.9, 1, 1.1, -1};
    private static final double[] X = {-1.2, 0.3, 0.6, 2.9};
    private static final double[] W = {1, 0.5, -0.7, 3};
    private static final double[] S = {0.9, 0.2, 1, 0.5};
    private static final double[] EDGES = {-1, 0.5, 0.75, 3};

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    private static Expr scores() {
        return Expr.constant(SCORES).reshape(4, 3);
    }

    @Test
    void sharesAreTheSoftmaxOfScores() {
        double t = 0.8;
        Histogram histogram =
                SoftmaxHistograms.ofScores(scores(), Expr.constant(W), Expr.constant(S), Expr.constant(t));
        double[] sumw = new double[3];
        double[] sumw2 = new double[3];
        for (int i = 0; i < 4; i++) {
            double norm = 0;
            for (int k = 0; k < 3; k++) {
                norm += Math.exp(SCORES[3 * i + k] / t);
            }
            for (int k = 0; k < 3; k++) {
                double share = Math.exp(SCORES[3 * i + k] / t) / norm;
                sumw[k] += W[i] * S[i] * share;
                // The first power of acceptance and share: the variance of the hard histogram.
                sumw2[k] += W[i] * W[i] * S[i] * share;
            }
        }
        assertArrayEquals(sumw, values(histogram.sumw()), 1e-15);
        assertArrayEquals(sumw2, values(histogram.sumw2()), 2e-15);
        assertArrayEquals(new double[] {0, 1, 2, 3}, values(histogram.edges()));
    }

    @Test
    void theTemperatureToZeroGivesTheBinOfTheLargestScore() {
        Histogram hard = SoftmaxHistograms.hardOfScores(scores(), Expr.constant(W), Expr.constant(S));
        assertArrayEquals(new double[] {0.1, 1, 0.9}, subtotal(hard), 1e-15);
        // Equal scores share alike at any temperature, so the second event is given to its first bin here.
        double[] apart = SCORES.clone();
        apart[3] += 0.1;
        Histogram cold = SoftmaxHistograms.ofScores(
                Expr.constant(apart).reshape(4, 3), Expr.constant(W), Expr.constant(S), Expr.constant(1e-3));
        // The nearest scores differ by 100 temperatures.
        assertArrayEquals(values(hard.sumw()), values(cold.sumw()), 1e-15);
        assertArrayEquals(values(hard.sumw2()), values(cold.sumw2()), 1e-15);
    }

    /** The contents as they are by hand: events 0 to 3 in bins 2, 0, 1, 1. */
    private static double[] subtotal(Histogram hard) {
        double[] sumw = values(hard.sumw());
        assertEquals(-0.7 + 3 * 0.5, sumw[1], 1e-15);
        return new double[] {sumw[0], sumw[1] + 0.2, sumw[2]};
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void theTemperatureToZeroGivesTheBinsOfTheObservable(Overflow overflow) {
        Expr x = Expr.constant(X);
        Expr w = Expr.constant(W);
        Expr s = Expr.constant(S);
        Histogram hard = Histograms.hard(x, w, s, Expr.constant(EDGES), overflow);
        Histogram cold = SoftmaxHistograms.ofDistances(x, w, s, Expr.constant(EDGES), Expr.constant(1e-3), overflow);
        // The event nearest to an edge is 100 temperatures away.
        assertArrayEquals(values(hard.sumw()), values(cold.sumw()), 1e-15);
        assertArrayEquals(values(hard.sumw2()), values(cold.sumw2()), 1e-15);
        assertArrayEquals(values(hard.edges()), values(cold.edges()));
        Histogram one = SoftmaxHistograms.ofDistances(x, w, s, Expr.constant(0, 1), Expr.constant(1e-3), overflow);
        assertArrayEquals(
                values(Histograms.hard(x, w, s, Expr.constant(0, 1), overflow).sumw()), values(one.sumw()), 1e-15);
    }

    @Test
    void binsOfOneWidthHaveTheScoresOfSquaredDistancesToCentres() {
        double t = 0.3;
        double[] edges = {0, 0.5, 1, 1.5, 2};
        Histogram histogram = SoftmaxHistograms.ofDistances(
                Expr.constant(X),
                Expr.constant(W),
                Expr.constant(S),
                Expr.constant(edges),
                Expr.constant(t),
                Overflow.REFLECT);
        double[] sumw = new double[4];
        for (int i = 0; i < 4; i++) {
            double norm = 0;
            for (int k = 0; k < 4; k++) {
                norm += Math.exp(-Math.pow(X[i] - 0.25 - 0.5 * k, 2) / (2 * 0.5 * t));
            }
            for (int k = 0; k < 4; k++) {
                sumw[k] += W[i] * S[i] * Math.exp(-Math.pow(X[i] - 0.25 - 0.5 * k, 2) / (2 * 0.5 * t)) / norm;
            }
        }
        assertArrayEquals(sumw, values(histogram.sumw()), 1e-14);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void derivativesAgreeWithDifferences(Overflow overflow) {
        Expr scores = Expr.variable("scores", Shape.of(4, 3));
        Expr x = Expr.variable("x", Shape.of(4));
        Expr w = Expr.variable("w", Shape.of(4));
        Expr s = Expr.variable("s", Shape.of(4));
        Expr edges = Expr.variable("edges", Shape.of(4));
        Expr t = Expr.variable("t", Shape.scalar());
        Histogram byScore = SoftmaxHistograms.ofScores(scores, w, s, t);
        Histogram byDistance = SoftmaxHistograms.ofDistances(x, w, s, edges, t, overflow);
        Expr value = byScore.sumw()
                .square()
                .sum()
                .add(byScore.sumw2().square().sum())
                .add(byDistance.sumw().square().sum())
                .add(byDistance.sumw2().square().sum());
        Map<Expr, Tensor> point = Map.of(
                scores, Program.evaluate(scores()),
                x, Tensor.of(X),
                w, Tensor.of(W),
                s, Tensor.of(S),
                edges, Tensor.of(EDGES),
                t, Tensor.scalar(0.9));
        GradientCheck.of(value, List.of(scores, x, w, s, edges, t), point).require(1e-8, 1e-9);
    }

    @Test
    void anEventAxisGivesWhatAFixedLengthGives() {
        EventAxis.assertBlockedIsWhole(
                in -> {
                    Expr scores = Expr.stack(
                                    in.get(0), in.get(0).neg(), in.get(0).square())
                            .transpose();
                    Histogram byScore = SoftmaxHistograms.ofScores(scores, in.get(1), in.get(2), in.get(4));
                    Histogram hard = SoftmaxHistograms.hardOfScores(scores, in.get(1), in.get(2));
                    Histogram byDistance = SoftmaxHistograms.ofDistances(
                            in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), Overflow.KEEP);
                    return List.of(byScore.sumw(), byScore.sumw2(), hard.sumw(), byDistance.sumw(), byDistance.sumw2());
                },
                List.of(EventAxis.column(3, 0.37, 0), EventAxis.column(1, 1.1, 0.2), EventAxis.column(0.5, 2.3, 0.5)),
                List.of(Tensor.of(EDGES), Tensor.scalar(0.4)));
    }

    @Test
    void wrongInputIsRefused() {
        Expr four = Expr.constant(W);
        Expr one = Expr.constant(1);
        assertMessage(
                "softmax histogram: scores of shape [4], weights of [4], acceptance of [4]; expected a table [events, bins]"
                        + " and two vectors [events]",
                () -> SoftmaxHistograms.ofScores(four, four, four, one));
        assertMessage(
                "softmax histogram: temperature 0.0; expected a finite number above 0. The limit of 0 is the hard operator.",
                () -> SoftmaxHistograms.ofScores(scores(), four, four, Expr.constant(0)));
        assertMessage(
                "histogram: edges of shape []; expected a vector of two at least",
                () -> SoftmaxHistograms.ofDistances(four, four, four, one, one, Overflow.DROP));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
