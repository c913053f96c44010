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

    /** These contents times a factor, in new arrays. */
    Counts scaled(double factor) {
        return new Counts(
                Arrays.stream(sumw).map(content -> factor * content).toArray(),
                Arrays.stream(sumw2).map(content -> factor * content).toArray());
    }

    /** The sums of both. */
    Counts plus(Counts other) {
        Counts sum = new Counts(sumw.clone(), sumw2.clone());
        for (int bin = 0; bin < sumw.length; bin++) {
            sum.sumw[bin] += other.sumw[bin];
            sum.sumw2[bin] += other.sumw2[bin];
        }
        return sum;
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
