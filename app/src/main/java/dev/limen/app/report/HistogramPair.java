package dev.limen.app.report;

import java.util.List;

/**
 * A region's observable twice, with hard cuts.
 *
 * @param region its name
 * @param observable the column
 * @param edges bin boundaries, increasing
 * @param before on the left
 * @param after on the right
 * @param names of the two
 */
public record HistogramPair(
        String region, String observable, List<Double> edges, Stack before, Stack after, Names names) {

    /** What stands on the left and on the right. */
    public record Names(String before, String after) {
        /** The start and the end of a way. */
        public static final Names WAY = new Names("before", "after");
    }

    /** Copies the list. */
    public HistogramPair {
        edges = List.copyOf(edges);
    }
}
