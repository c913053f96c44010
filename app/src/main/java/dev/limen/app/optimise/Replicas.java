package dev.limen.app.optimise;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The objective of some events and of their Poisson bootstrap replicas.
 *
 * @param value of the events
 * @param values of the replicas, NaN where one could not be fitted
 */
record Replicas(double value, double[] values) {
    static final int COUNT = 200;

    /** Those that a claim is made from. */
    static Replicas of(Part.At at) {
        return of(at, COUNT);
    }

    static Replicas of(Part.At at, int count) {
        double[] values = new double[count];
        for (int replica = 0; replica < count; replica++) {
            values[replica] = at.objective(Judgement.SEED, replica);
        }
        return new Replicas(at.objective(), values);
    }

    /** The bootstrap error of the value; NaN if fewer than two replicas could be fitted. */
    double error() {
        return error(this);
    }

    /** The same on those replicas where another could be fitted, too. */
    double error(Replicas other) {
        return deviation(fitted(other).mapToDouble(replica -> values[replica]).toArray());
    }

    /**
     * How much smaller another loss is on the same replicas.
     *
     * @param plan whose objective it is
     */
    Gain gain(Plan plan, Replicas other) {
        double[] differences = fitted(other)
                .mapToDouble(replica -> plan.loss(values[replica]) - plan.loss(other.values[replica]))
                .toArray();
        // The mean paired difference less the bootstrap's bias, which is what the mean exceeds this by.
        return new Gain(plan.loss(value) - plan.loss(other.value), deviation(differences), differences.length);
    }

    private IntStream fitted(Replicas other) {
        return IntStream.range(0, values.length)
                .filter(replica -> Double.isFinite(values[replica]) && Double.isFinite(other.values[replica]));
    }

    /** The standard deviation; NaN of fewer than two, or if one is NaN. */
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }

    /**
     * A paired difference.
     *
     * @param value in the objective's units, positive if the other is better
     * @param error its standard error
     * @param replicas how many pairs could be fitted
     */
    record Gain(double value, double error, int replicas) {}
}
