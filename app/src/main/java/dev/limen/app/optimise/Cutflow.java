package dev.limen.app.optimise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected events of a region as its cuts are applied one after the other.
 *
 * @param region the region's name
 * @param rows first after the preselection, last in the bins
 */
public record Cutflow(String region, List<Row> rows) {

    /** Copies the list. */
    public Cutflow {
        rows = List.copyOf(rows);
    }

    /**
     * One step.
     *
     * @param step what was applied last
     * @param yields expected events by sample in file order
     */
    public record Row(String step, Map<String, Double> yields) {
        /** Copies the map. */
        public Row {
            yields = new LinkedHashMap<>(yields);
        }
    }
}
