package dev.limen.app.optimise;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an optimisation computed on its way. One that was broken off goes the same way again: what the journal holds is
 * recalled in place of being computed, which brings every optimiser back to the bits of its state.
 */
public final class Journal {
    private final Iterator<Entry> recorded;
    private final Consumer<Entry> keep;

    /**
     * A function that was evaluated.
     *
     * @param at thresholds
     * @param value of the function; NaN where it is undefined
     * @param derivatives by the thresholds; empty where none were computed
     * @param defect why it is undefined
     */
    public record Entry(double[] at, double value, double[] derivatives, String defect) {}

    /**
     * A journal to go on with.
     *
     * @param recorded what was computed before, in its order
     * @param keep is given each further entry as soon as it is computed
     */
    public Journal(List<Entry> recorded, Consumer<Entry> keep) {
        this.recorded = List.copyOf(recorded).iterator();
        this.keep = keep;
    }

    /** Recalls nothing and keeps nothing. */
    public static Journal none() {
        return new Journal(List.of(), entry -> {});
    }

    /** Whether the next entry is recalled. */
    boolean recalls() {
        return recorded.hasNext();
    }

    /**
     * The next entry, recalled or else computed and kept.
     *
     * @param derivatives how many it has
     * @throws OptimisationException if another point was recorded, so that the journal is not of this way
     */
    Entry entry(double[] at, int derivatives, Supplier<Entry> computation) {
        if (!recorded.hasNext()) {
            Entry computed = computation.get();
            keep.accept(computed);
            return computed;
        }
        Entry entry = recorded.next();
        // Bit by bit: equal arrays have equal bits, but for the many NaNs.
        if (!Arrays.equals(entry.at(), at) || entry.derivatives().length != derivatives) {
            throw new OptimisationException(
                    "The state of the unfinished run was taken at " + Arrays.toString(entry.at())
                            + " with " + entry.derivatives().length + " derivatives, where this run is at "
                            + Arrays.toString(at)
                            + " with " + derivatives
                            + ": it does not fit this analysis on this machine. Give --force to begin anew.");
        }
        return entry;
    }
}
