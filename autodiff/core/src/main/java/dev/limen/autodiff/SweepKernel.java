package dev.limen.autodiff;

import java.util.BitSet;

/** A kernel that makes use of being run block after block, next to others. */
public interface SweepKernel extends Kernel {

    /** Says that from here to the next call no input without event axis changes. */
    void begin();

    /**
     * Offers what a kernel that always runs before this one, on the same block, keeps of its results.
     *
     * @param source  the other kernel
     * @param outputs for each input which output of the source it is, -1 where it is none
     * @return the inputs that this kernel reads there from now on, and not in their arrays
     */
    default BitSet readsFrom(Kernel source, int[] outputs) {
        return new BitSet();
    }

    /** Says that nobody reads an output in its array, so that it need not be written. */
    default void omit(int output) {}
}
