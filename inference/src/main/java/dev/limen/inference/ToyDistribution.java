package dev.limen.inference;

import java.util.Arrays;
import java.util.List;

/** The test statistic of one ensemble of toys, sorted; toys whose fit failed are left out and counted. */
final class ToyDistribution {
    /** Statistics closer than this are a tie: counts repeat, and fits of equal data differ by rounding. */
    static final double TIE = 1e-8;

    /** Phi(-2) to Phi(2): where toys are read, smallest first. */
    static final double[] QUANTILES = {
        0.022750131948179209, 0.15865525393145705, 0.5, 0.84134474606854293, 0.97724986805182079
    };

    private final double[] sorted;
    private final int failed;

    private ToyDistribution(double[] sorted, int failed) {
        this.sorted = sorted;
        this.failed = failed;
    }

    /**
     * Sorts.
     *
     * @throws IllegalStateException if all fits failed
     */
    static ToyDistribution of(String ensemble, double[] q) {
        double[] sorted =
                Arrays.stream(q).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("toys: none of the " + q.length + " fits of the " + ensemble
                    + " ensemble converged; look at the model's fit to the observed data first");
        }
        return new ToyDistribution(sorted, q.length - sorted.length);
    }

    double[] sorted() {
        return sorted.clone();
    }

    /** The statistics, ascending. */
    List<Double> values() {
        return Arrays.stream(sorted).boxed().toList();
    }

    int failed() {
        return failed;
    }

    int size() {
        return sorted.length;
    }

    /** How many toys have a statistic that is not exactly 0. */
    int positive() {
        int zeros = 0;
        while (zeros < sorted.length && sorted[zeros] == 0) {
            zeros++;
        }
        return sorted.length - zeros;
    }

    double get(int i) {
        return sorted[i];
    }

    /** How many toys have a statistic at or above q, ties included. */
    int atOrAbove(double q) {
        double least = q - TIE * (1 + q);
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sorted.length - low;
    }

    /** The relative binomial error of k of n; where none was seen, that of one. */
    static double relativeError(int k, int n) {
        double p = Math.max(k, 1) / (double) n;
        return Math.sqrt((1 - p) / (p * n));
    }
}
