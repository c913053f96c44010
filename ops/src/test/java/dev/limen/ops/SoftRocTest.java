package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftRocTest {
    private static final double[] S = {0.9, 0.55, 0.71, 0.2, 0.86, 0.64};
    private static final double[] W = {1, 2, 0.5, 0.3, -0.2, 1.4};
    private static final double[] B = {0.1, 0.62, 0.33, 0.48, 0.25, 0.05, 0.81};
    private static final double[] V = {3, 1, 2, -0.5, 1, 2, 0.7};

    private static SoftRoc roc(double bandwidth) {
        return new SoftRoc(
                Expr.constant(S), Expr.constant(W), Expr.constant(B), Expr.constant(V), Expr.constant(bandwidth));
    }

    private static RocCurve hard() {
        return RocCurve.of(S, W, B, V);
    }

    private static double[] values(Expr expr) {
        return Program.evaluate(expr).toDoubles();
    }

    private static double phi(double t) {
        return new NormalDistribution().cumulativeProbability(t);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.012, 0.05, 0.3, 2})
    void theAreaIsTheSumOverPairs(double h) {
        double sum = 0;
        for (int i = 0; i < S.length; i++) {
            for (int j = 0; j < B.length; j++) {
                sum += W[i] * V[j] * phi((S[i] - B[j]) / h);
            }
        }
        double expected = sum / Arrays.stream(W).sum() / Arrays.stream(V).sum();
        assertEquals(expected, values(roc(h).auc())[0], 2e-15);
        assertEquals(expected, values(roc(h).auc(1000))[0], 2e-15);
    }

    @Test
    void efficienciesAreSmearedCounts() {
        double[] t = {0.3, 0.7, -5};
        double[] signal = values(roc(0.1).signalEfficiency(Expr.constant(t)));
        double[] background = values(roc(0.1).backgroundEfficiency(Expr.constant(t)));
        for (int k = 0; k < 3; k++) {
            double above = 0;
            for (int j = 0; j < B.length; j++) {
                above += V[j] * phi((B[j] - t[k]) / 0.1);
            }
            assertEquals(above / Arrays.stream(V).sum(), background[k], 1e-15);
        }
        assertEquals(1, signal[2]);
        assertEquals(
                0.3, values(roc(0.1).signalEfficiency(roc(0.1).threshold(0.3).reshape(1)))[0], 1e-13);
    }

    @Test
    void theBandwidthToZeroGivesTheExactCurve() {
        // Scores differ by 0.02 at least: ten bandwidths, or the three steps of 4000 points that the area takes.
        assertEquals(hard().auc(), values(roc(1e-9).auc(4000))[0], 1e-14);
        for (double efficiency : new double[] {0.07, 0.3, 0.5, 0.8, 0.9}) {
            assertEquals(hard().rejection(efficiency), values(roc(1e-3).rejection(efficiency))[0], 1e-12);
            assertEquals(hard().threshold(efficiency), values(roc(1e-3).threshold(efficiency))[0], 4e-3);
        }
    }

    @Test
    void aTieCountsAsOneHalf() {
        double[] scores = {1, 1, 2};
        double[] ones = {1, 1, 1};
        assertEquals(0.5, RocCurve.of(scores, ones, scores, ones).auc(), 1e-15);
        Expr same = Expr.constant(scores);
        SoftRoc soft = new SoftRoc(same, Expr.constant(ones), same, Expr.constant(ones), Expr.constant(0.2));
        assertEquals(0.5, values(soft.auc())[0], 1e-15);
    }

    @Test
    void derivativesAgreeWithDifferences() {
        Expr s = Expr.variable("s", Shape.of(S.length));
        Expr w = Expr.variable("w", Shape.of(S.length));
        Expr b = Expr.variable("b", Shape.of(B.length));
        Expr v = Expr.variable("v", Shape.of(B.length));
        Expr h = Expr.variable("h", Shape.scalar());
        SoftRoc roc = new SoftRoc(s, w, b, v, h);
        Map<Expr, Tensor> point =
                Map.of(s, Tensor.of(S), w, Tensor.of(W), b, Tensor.of(B), v, Tensor.of(V), h, Tensor.scalar(0.2));
        List<Expr> by = List.of(s, w, b, v, h);
        GradientCheck area = GradientCheck.of(roc.auc(), by, point);
        assertEquals(2 * S.length + 2 * B.length + 1, area.entries().size());
        area.require(1e-8, 1e-9);
        GradientCheck.of(roc.rejection(0.6).log().add(roc.threshold(0.4)), by, point)
                .require(1e-7, 1e-8);
    }

    @Test
    void theThresholdHasSecondDerivatives() {
        Expr s = Expr.variable("s", Shape.of(S.length));
        Expr h = Expr.variable("h", Shape.scalar());
        Expr threshold = new SoftRoc(s, Expr.constant(W), Expr.constant(B), Expr.constant(V), h).threshold(0.4);
        Expr slope = Derivatives.gradient(threshold, s)
                .mul(Expr.constant(1, -2, 0.5, 3, 1, 1))
                .sum();
        GradientCheck.of(slope, List.of(s, h), Map.of(s, Tensor.of(S), h, Tensor.scalar(0.2)))
                .require(1e-6, 1e-7);
    }

    @Test
    void oneEventAxisServesBothKinds() {
        EventAxis.assertBlockedIsWhole(
                in -> {
                    Expr signal = in.get(1).square();
                    Expr background = in.get(1).mul(in.get(0)).square();
                    SoftRoc roc = new SoftRoc(in.get(0), signal, in.get(0), background, in.get(2));
                    return List.of(roc.auc(), roc.rejection(0.5), roc.backgroundEfficiency(Expr.constant(0.1, 0.6)));
                },
                List.of(EventAxis.column(0.5, 0.37, 0.5), EventAxis.column(1, 1.1, 0.2)),
                List.of(Tensor.scalar(0.1)));
    }

    @Test
    void wrongInputIsRefused() {
        Expr two = Expr.constant(1, 2);
        Expr three = Expr.constant(1, 2, 3);
        Expr one = Expr.constant(1);
        assertMessage(
                "soft ROC: background scores of shape [3], weights of [2]; expected two vectors of one length",
                () -> new SoftRoc(two, two, three, two, one));
        assertMessage(
                "soft ROC: bandwidth of shape [2]; expected a scalar", () -> new SoftRoc(two, two, two, two, two));
        assertMessage("soft ROC: 10 points; expected 64 at least", () -> roc(1).auc(10));
        assertMessage("soft ROC: efficiency 1.0; expected a number between 0 and 1", () -> roc(1).threshold(1));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
