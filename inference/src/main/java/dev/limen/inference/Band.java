package dev.limen.inference;

import java.util.List;

/**
 * A result expected without signal (for limits) or with it (for discovery), and where it lies as the background
 * fluctuates by -2 to +2 standard deviations.
 *
 * @param values five numbers in the order of the published bands: first the value where the background fluctuates
 *               such that the result is smallest
 */
public record Band(List<Double> values) {
    /** Standard deviations, in the order of {@link #values}. */
    static final double[] N = {2, 1, 0, -1, -2};

    /** The place of the value without fluctuation. */
    static final int MEDIAN = 2;

    public Band {
        values = List.copyOf(values);
        if (values.size() != N.length) {
            throw new IllegalArgumentException("band: " + values.size() + " values; expected " + N.length);
        }
    }

    /** The value without fluctuation. */
    public double median() {
        return values.get(MEDIAN);
    }
}
