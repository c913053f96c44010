package dev.limen.app.optimise;

import java.util.Arrays;

/**
 * Contents of a histogram, or derivatives by them.
 *
 * @param sumw sums of weights {@code [bins]}, in expected events
 * @param sumw2 sums of squared weights {@code [bins]}
 */
record Counts(double[] sumw, double[] sumw2) {
    static Counts zero(int bins) {
        return new Counts(new double[bins], new double[bins]);
    }

    /** These contents times a factor. */
    Counts scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        return new Counts(
                Arrays.stream(sumw).map(content -> factor * content).toArray(),
                Arrays.stream(sumw2).map(content -> factor * content).toArray());
    }

    /** The sum of all bins. */
    double total() {
        double total = 0;
        for (double content : sumw) {
            total += content;
        }
        return total;
    }
}
