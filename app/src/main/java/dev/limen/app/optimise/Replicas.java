package dev.limen.app.optimise;

import java.util.ArrayList;
import java.util.List;

/**
 * The objective of some events and of their Poisson bootstrap replicas.
 *
 * @param value of the events
 * @param values of the replicas, NaN where one could not be fitted
 */
record Replicas(double value, double[] values) {
    static final int COUNT = 200;

    static Replicas of(Part.At at) {
        double[] values = new double[COUNT];
        for (int replica = 0; replica < COUNT; replica++) {
            values[replica] = at.objective(Judgement.SEED, replica);
        }
        return new Replicas(at.objective(), values);
    }

    /** The bootstrap error of the value; NaN if fewer than two replicas could be fitted. */
    double error() {
        List<Double> finite = new ArrayList<>();
        for (double value : values) {
            if (Double.isFinite(value)) {
                finite.add(value);
            }
        }
        return PairedBootstrap.deviation(
                finite.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * How much smaller another loss is on the same replicas.
     *
     * @param plan whose objective it is
     */
    Gain gain(Plan plan, Replicas other) {
        List<Double> differences = new ArrayList<>();
        for (int replica = 0; replica < COUNT; replica++) {
            double difference = plan.loss(values[replica]) - plan.loss(other.values[replica]);
            if (Double.isFinite(difference)) {
                differences.add(difference);
            }
        }
        double error = PairedBootstrap.deviation(
                differences.stream().mapToDouble(Double::doubleValue).toArray());
        // The mean paired difference less the bootstrap's bias, which is what the mean exceeds this by.
        return new Gain(plan.loss(value) - plan.loss(other.value), error, differences.size());
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
