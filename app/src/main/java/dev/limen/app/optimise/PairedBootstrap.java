package dev.limen.app.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paired Poisson bootstrap of test events: every replica counts the same events before, after, and where a random search
 * ended, and is fitted again with its own sums of squares.
 */
record PairedBootstrap(Plan plan, Part.At before, Part.At after, Part.At searched) {
    static final int REPLICAS = Replicas.COUNT;

    /** Compares; {@code evaluations} is what the search was given. */
    Outcome.Comparison compare(int evaluations) {
        Replicas atStart = Replicas.of(before);
        Replicas atEnd = Replicas.of(after);
        Replicas search = Replicas.of(searched);
        List<double[]> replicas = new ArrayList<>();
        double[] leads = new double[REPLICAS];
        for (int replica = 0; replica < REPLICAS; replica++) {
            double one = atStart.values()[replica];
            double two = atEnd.values()[replica];
            leads[replica] = plan.loss(two) - plan.loss(search.values()[replica]);
            if (Double.isFinite(one) && Double.isFinite(two)) {
                replicas.add(new double[] {one, two, plan.loss(one) - plan.loss(two)});
            }
        }
        double found = search.value();
        return new Outcome.Comparison(
                // The mean paired difference less the bootstrap's bias, which is what the mean exceeds this by.
                plan.loss(atStart.value()) - plan.loss(atEnd.value()),
                column(replicas, 2),
                column(replicas, 0),
                column(replicas, 1),
                found,
                plan.loss(atEnd.value()) - plan.loss(found),
                deviation(leads),
                replicas.size(),
                evaluations);
    }

    private static double column(List<double[]> replicas, int column) {
        return deviation(replicas.stream().mapToDouble(r -> r[column]).toArray());
    }

    /** The standard deviation; NaN of fewer than two, or if one is NaN. */
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }
}
