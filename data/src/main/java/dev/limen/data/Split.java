package dev.limen.data;

/**
 * Divides events into training, validation and test parts by a hash of their identity.
 *
 * <p>{@code u = uniform(mix(hash, seed))} in [0, 1); training where {@code u < train}, validation where
 * {@code u < train + validation}, else test. The part depends on the event's identity and the seed alone: not on files,
 * order or other events.
 *
 * @param train fraction of training events
 * @param validation fraction of validation events
 * @param test fraction of test events
 * @param seed another seed is another division
 */
public record Split(double train, double validation, double test, long seed) {
    private static final double ROUNDING = 1e-9;

    /** A part of the events. */
    public enum Part {
        /** Gradients are taken on these. */
        TRAIN,
        /** Choices are made on these. */
        VALIDATION,
        /** Read once, for the result. */
        TEST
    }

    /**
     * Checks the fractions.
     *
     * @throws IllegalArgumentException if one is negative or their sum is not 1
     */
    public Split {
        double sum = train + validation + test;
        if (!(train >= 0 && validation >= 0 && test >= 0 && Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("split: fractions must not be negative and add up to 1; got train "
                    + train + ", validation " + validation + ", test " + test + " (sum " + sum + ")");
        }
    }

    /** The part that the event with this identity hash belongs to. */
    public Part part(long identityHash) {
        double u = EventHash.uniform(EventHash.mix(identityHash, seed));
        if (u < train) {
            return Part.TRAIN;
        }
        return u < train + validation ? Part.VALIDATION : Part.TEST;
    }
}
