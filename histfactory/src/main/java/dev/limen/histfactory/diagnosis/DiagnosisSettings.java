package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Interpolation;
import java.util.Optional;

/**
 * How a workspace is looked at.
 *
 * @param measurement   the measurement; the first if none is named
 * @param interpolation the codes of normsys and histosys
 * @param depth         whether fits are made
 * @param counts        whether observed counts are looked at
 * @param starts        how many random starts the search for several minima makes; 0 for none
 * @param seed          of these starts
 */
public record DiagnosisSettings(
        Optional<String> measurement, Interpolation interpolation, Depth depth, Counts counts, int starts, long seed) {

    private static final int STARTS = 10;

    /** The first measurement, codes 4 and 4p, fits of what was observed, 10 starts. */
    public static final DiagnosisSettings STANDARD =
            new DiagnosisSettings(Optional.empty(), Interpolation.STANDARD, Depth.FITTED, Counts.OBSERVED, STARTS, 0);

    /**
     * Checks the number of starts.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public DiagnosisSettings {
        if (starts < 0) {
            throw new IllegalArgumentException(starts + " random starts; expected 0 or more");
        }
    }

    /** The same for another measurement. */
    public DiagnosisSettings withMeasurement(String name) {
        return new DiagnosisSettings(Optional.of(name), interpolation, depth, counts, starts, seed);
    }

    /** The same with other codes of interpolation. */
    public DiagnosisSettings withInterpolation(Interpolation other) {
        return new DiagnosisSettings(measurement, other, depth, counts, starts, seed);
    }

    /** The same of another depth. */
    public DiagnosisSettings withDepth(Depth other) {
        return new DiagnosisSettings(measurement, interpolation, other, counts, starts, seed);
    }

    /** The same with other counts. */
    public DiagnosisSettings withCounts(Counts other) {
        return new DiagnosisSettings(measurement, interpolation, depth, other, starts, seed);
    }

    /** The same with other random starts. */
    public DiagnosisSettings withStarts(int count, long other) {
        return new DiagnosisSettings(measurement, interpolation, depth, counts, count, other);
    }
}
