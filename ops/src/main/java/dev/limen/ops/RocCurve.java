package dev.limen.ops;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The exact curve of signal efficiency over background efficiency of given weighted scores: what {@link SoftRoc} becomes as
 * its bandwidth goes to zero.
 *
 * <p>The curve joins the efficiencies of {@code score >= t} for all scores t by straight lines, so that a signal and a background event
 * of one score count as one half of a pair in the right order. Weights may be negative; the curve may then turn back.
 */
public final class RocCurve {
    private static final String NAME = "ROC curve";

    private final double[] thresholds;
    private final double[] signal;
    private final double[] background;

    private RocCurve(double[] thresholds, double[] signal, double[] background) {
        this.thresholds = thresholds;
        this.signal = signal;
        this.background = background;
    }

    /**
     * The curve of scores.
     *
     * @param signal           scores of the signal
     * @param signalWeight     as many weights, of a sum above 0
     * @param background       scores of the background
     * @param backgroundWeight as many weights, of a sum above 0
     * @throws IllegalArgumentException if numbers differ, a score is NaN, or a sum of weights is not above 0
     */
    public static RocCurve of(double[] signal, double[] signalWeight, double[] background, double[] backgroundWeight) {
        requireScores("signal", signal, signalWeight);
        requireScores("background", background, backgroundWeight);
        int n = signal.length;
        double[] score = Arrays.copyOf(signal, n + background.length);
        System.arraycopy(background, 0, score, n, background.length);
        int[] order = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> score[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] thresholds = new double[score.length];
        double[] passedSignal = new double[score.length + 1];
        double[] passedBackground = new double[score.length + 1];
        int points = 0;
        for (int k = 0; k < order.length; k++) {
            int event = order[k];
            if (k == 0 || score[event] != thresholds[points - 1]) {
                thresholds[points] = score[event];
                points++;
                passedSignal[points] = passedSignal[points - 1];
                passedBackground[points] = passedBackground[points - 1];
            }
            if (event < n) {
                passedSignal[points] += signalWeight[event];
            } else {
                passedBackground[points] += backgroundWeight[event - n];
            }
        }
        return new RocCurve(
                Arrays.copyOf(thresholds, points),
                shares("signal", Arrays.copyOf(passedSignal, points + 1)),
                shares("background", Arrays.copyOf(passedBackground, points + 1)));
    }

    private static void requireScores(String kind, double[] score, double[] weight) {
        if (score.length != weight.length) {
            throw new IllegalArgumentException(NAME + ": " + score.length + " " + kind + " scores, " + weight.length
                    + " weights; expected equal numbers");
        }
        for (int i = 0; i < score.length; i++) {
            if (Double.isNaN(score[i])) {
                throw new IllegalArgumentException(
                        NAME + ": " + kind + " score " + i + " is NaN; leave out events without score");
            }
        }
    }

    private static double[] shares(String kind, double[] sums) {
        double total = sums[sums.length - 1];
        if (!(total > 0)) {
            throw new IllegalArgumentException(
                    NAME + ": weights of the " + kind + " add up to " + total + "; expected a number above 0");
        }
        return Arrays.stream(sums).map(sum -> sum / total).toArray();
    }

    /** The area under the curve: 1 for a perfect separation, 1/2 for none. */
    public double auc() {
        double area = 0;
        for (int k = 1; k < signal.length; k++) {
            area += (background[k] - background[k - 1]) * (signal[k] + signal[k - 1]) / 2;
        }
        return area;
    }

    /**
     * The largest score such that {@code score >= t} keeps a share of the signal.
     *
     * @param efficiency between 0 and 1
     * @throws IllegalArgumentException if it is not
     */
    public double threshold(double efficiency) {
        return thresholds[reached(efficiency) - 1];
    }

    /**
     * The inverse of the background efficiency where the curve reaches a signal efficiency; infinite where no background
     * has passed.
     *
     * @param efficiency of the signal, between 0 and 1
     * @throws IllegalArgumentException if it is not
     */
    public double rejection(double efficiency) {
        int k = reached(efficiency);
        double part = (efficiency - signal[k - 1]) / (signal[k] - signal[k - 1]);
        return 1 / (background[k - 1] + part * (background[k] - background[k - 1]));
    }

    private int reached(double efficiency) {
        SoftRoc.requireEfficiency(NAME, efficiency);
        int k = 1;
        while (signal[k] < efficiency) {
            k++;
        }
        return k;
    }
}
