package dev.limen.app.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The test of a signal point.
 *
 * @param observed CLs; empty while blind
 * @param expected CLs from -2 to +2 standard deviations
 * @param minima number of fits
 * @param distance the largest of their estimated distances to the minimum, in units of the negative log-likelihood
 * @param background events expected without signal in the bins that carry the sensitivity
 */
public record PointResult(
        OptionalDouble observed, List<Double> expected, int minima, double distance, double background) {

    /** Copies the band. */
    public PointResult {
        expected = List.copyOf(expected);
    }

    /** What is printed of it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        observed.ifPresent(value -> tree.put("CLs_obs", value));
        tree.put("CLs_exp", expected);
        return tree;
    }
}
