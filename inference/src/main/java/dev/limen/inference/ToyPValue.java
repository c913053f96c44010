package dev.limen.inference;

import java.util.List;

/**
 * A p-value counted in toys.
 *
 * @param value  the share of toys at or beyond the data
 * @param error  its binomial standard deviation; where no toy or every toy is beyond the data, 1 / toys
 * @param toys   how many were made
 * @param failed how many of them are left out, for their fits failed
 * @param statistics q of the others, ascending
 */
public record ToyPValue(double value, double error, int toys, int failed, List<Double> statistics) {
    /** Copies the list. */
    public ToyPValue {
        statistics = List.copyOf(statistics);
    }
}
