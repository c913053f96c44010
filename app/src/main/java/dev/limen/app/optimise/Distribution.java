package dev.limen.app.optimise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected events by a cut's column with all other cuts of a region applied.
 *
 * @param cut the cut that is left out
 * @param region whose other cuts hold
 * @param edges bin boundaries in units of the column
 * @param yields expected events in each bin, by sample in file order
 */
public record Distribution(String cut, String region, List<Double> edges, Map<String, List<Double>> yields) {

    /** Copies the collections. */
    public Distribution {
        edges = List.copyOf(edges);
        yields = new LinkedHashMap<>(yields);
    }
}
