package dev.limen.app.report;

import java.util.List;

/**
 * The way of an optimisation.
 *
 * @param objective its name, such as "expected limit on mu"
 * @param soft the soft objective on training events, step by step from step 0
 * @param hard the hard objective on validation events where it was checked
 * @param thresholds each threshold, step by step
 */
public record Trajectory(String objective, List<Double> soft, List<Check> hard, List<Path> thresholds) {

    /** Copies the lists. */
    public Trajectory {
        soft = List.copyOf(soft);
        hard = List.copyOf(hard);
        thresholds = List.copyOf(thresholds);
    }

    /** A check with hard cuts at a step. */
    public record Check(int step, double value) {}

    /**
     * What changes with the steps, one value each.
     *
     * @param name of it
     * @param kind such as threshold
     */
    public record Path(String name, String kind, List<Double> values) {
        /** Copies the list. */
        public Path {
            values = List.copyOf(values);
        }
    }
}
