package dev.limen.app.report;

import java.util.List;

/**
 * A cut's column with all other cuts applied.
 *
 * @param cut its name
 * @param column what it cuts on
 * @param edges bin boundaries, increasing
 * @param stack the events
 * @param marks thresholds before and after
 */
public record NMinusOne(String cut, String column, List<Double> edges, Stack stack, List<Mark> marks) {

    /** Copies the lists. */
    public NMinusOne {
        edges = List.copyOf(edges);
        marks = List.copyOf(marks);
    }

    /**
     * One threshold of the cut.
     *
     * @param before where it began
     * @param after where it is now
     * @param keepsAbove whether values above it pass
     */
    public record Mark(double before, double after, boolean keepsAbove) {}
}
