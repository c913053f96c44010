package dev.limen.app.optimise;

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

    /** The sum of all bins. */
    double total() {
        double total = 0;
        for (double content : sumw) {
            total += content;
        }
        return total;
    }
}
