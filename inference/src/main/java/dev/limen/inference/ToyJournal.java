package dev.limen.inference;

import java.util.Optional;

/**
 * What is told of toys as they are made, and what is known of them from before: for progress, and to go on with what was
 * cut off. Used by several threads at once.
 */
public interface ToyJournal {
    /** Knows nothing and keeps nothing. */
    ToyJournal NONE = new ToyJournal() {
        @Override
        public Optional<double[]> known(ToyChunk chunk) {
            return Optional.empty();
        }

        @Override
        public void add(ToyChunk chunk, double[] statistics) {}
    };

    /** The statistics of a chunk's toys, as they were added for the same model and data; NaN where a fit failed. */
    Optional<double[]> known(ToyChunk chunk);

    /**
     * Takes the statistics of a chunk, known ones as well as new ones.
     *
     * @throws RuntimeException to stop: it ends the computation
     */
    void add(ToyChunk chunk, double[] statistics);
}
