package dev.limen.app.report;

import java.util.List;

/**
 * A region's observable before and after, with hard cuts.
 *
 * @param region its name
 * @param observable the column
 * @param edges bin boundaries, increasing
 * @param before at the thresholds of the start
 * @param after at the published thresholds
 */
public record HistogramPair(String region, String observable, List<Double> edges, Stack before, Stack after) {

    /** Copies the list. */
    public HistogramPair {
        edges = List.copyOf(edges);
    }
}
