package dev.limen.autodiff.fused;

import dev.limen.autodiff.Shape;

/** Whether a kernel's own copy of weights is to be made again: at each run, or once while nothing changes them. */
final class PackedWeights {
    private final boolean oneSet;
    private boolean announced;
    private boolean done;

    /** For weights behind these batch axes: of several sets only one is held at a time. */
    PackedWeights(Shape batch) {
        this.oneSet = batch.rank() == 0;
    }

    /** As {@link dev.limen.autodiff.SweepKernel#begin}. */
    void begin() {
        announced = true;
        done = false;
    }

    /** Asked before each use; after true the copy is made. */
    boolean areDue() {
        boolean due = !(oneSet && announced && done);
        done = true;
        return due;
    }
}
