package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;

class RocCurveTest {

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Scores on a grid, so that many are equal. */
    @Property(tries = 200)
    void theAreaIsThatOfPairsAndOfTheMannWhitneyStatistic(
            @ForAll @Size(12) List<@IntRange(min = 0, max = 9) Integer> first,
            @ForAll @Size(8) List<@IntRange(min = 0, max = 9) Integer> second) {
        double[] s = first.stream().mapToDouble(Integer::doubleValue).toArray();
        double[] b = second.stream().mapToDouble(Integer::doubleValue).toArray();
        double u = 0;
        double weighted = 0;
        double[] w = new double[s.length];
        double[] v = new double[b.length];
        for (int i = 0; i < s.length; i++) {
            w[i] = 1 + i % 3;
            for (int j = 0; j < b.length; j++) {
                v[j] = 0.5 + j;
                double right = s[i] > b[j] ? 1 : s[i] == b[j] ? 0.5 : 0;
                u += right;
                weighted += w[i] * v[j] * right;
            }
        }
        double area = RocCurve.of(s, ones(s.length), b, ones(b.length)).auc();
        assertEquals(u / s.length / b.length, area, 1e-15);
        // Commons Math returns the larger of U and n m - U.
        assertEquals(new MannWhitneyUTest().mannWhitneyU(s, b) / s.length / b.length, Math.max(area, 1 - area), 1e-14);
        assertEquals(
                weighted / Arrays.stream(w).sum() / Arrays.stream(v).sum(),
                RocCurve.of(s, w, b, v).auc(),
                1e-15);
    }

    @Test
    void rejectionIsReadOffTheLinesOfTheCurve() {
        RocCurve curve = RocCurve.of(
                new double[] {3, 2, 1, 1}, ones(4), new double[] {2.5, 1, 0, -1, -2}, new double[] {1, 2, 3, 2, 2});
        // Points (0, 0), (0, 1/4), (0.1, 1/4), (0.1, 1/2), then with a tie (0.3, 1).
        assertEquals(Double.POSITIVE_INFINITY, curve.rejection(0.2));
        assertEquals(10, curve.rejection(0.4), 1e-14);
        assertEquals(1 / 0.2, curve.rejection(0.75), 1e-14);
        assertEquals(3, curve.threshold(0.2));
        assertEquals(2, curve.threshold(0.5));
        assertEquals(1, curve.threshold(0.51));
    }

    @Test
    void wrongInputIsRefused() {
        double[] two = {1, 2};
        assertMessage(
                "ROC curve: 2 signal scores, 1 weights; expected equal numbers",
                () -> RocCurve.of(two, ones(1), two, two));
        assertMessage(
                "ROC curve: background score 1 is NaN; leave out events without score",
                () -> RocCurve.of(two, two, new double[] {1, Double.NaN}, two));
        assertMessage(
                "ROC curve: weights of the background add up to 0.0; expected a number above 0",
                () -> RocCurve.of(two, two, two, new double[] {1, -1}));
        assertMessage(
                "ROC curve: efficiency 0.0; expected a number between 0 and 1",
                () -> RocCurve.of(two, two, two, two).rejection(0));
    }

    private static void assertMessage(String message, Runnable wrong) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
}
