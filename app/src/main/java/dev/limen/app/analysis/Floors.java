package dev.limen.app.analysis;

/**
 * Where an optimisation must not go, because the quoted number would not be valid there.
 *
 * @param background expected background events in the bins that carry 90 % of the sum of s^2/b; the asymptotic formulae lie below
 * @param effectiveEvents (sum w)^2 / sum w^2 of simulated background in each bin, and of each process above 1 % of it
 */
public record Floors(double background, double effectiveEvents) {

    /** Five expected events, and the 12 effective ones at which a bin's relative statistical uncertainty is 0.29. */
    public static final Floors DEFAULT = new Floors(5, 12);
}
