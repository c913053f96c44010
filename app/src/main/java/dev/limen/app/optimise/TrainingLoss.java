package dev.limen.app.optimise;

import java.util.Optional;

/** What a training lowers, as a function of thresholds and weights. */
interface TrainingLoss {
    /** What it is, in words. */
    String name();

    /** Sets what a step needs: widths, bandwidths, events. */
    void begin(int step, double[] x);

    /** Measures what it can of the steps since the last check, at the point where the next one begins. */
    default void settle(double[] x) {}

    /** How far batches are off, as far as it is known. */
    default BatchBias bias() {
        return new BatchBias();
    }

    /**
     * The loss on training events, smaller being better, and its derivatives.
     *
     * @return NaN where it is undefined
     */
    double evaluate(double[] x, double[] gradient);

    /** The latest loss without what keeps a training within its floors. */
    double objective();

    /** Why the latest evaluation was undefined. */
    String defect();

    /** The loss on validation events, with hard cuts where it has any. */
    double validation(double[] x);

    /** Why the simulation does not carry a point, looked at with hard cuts on training events. */
    Optional<String> refusal(double[] x);

    /** The loss in the units that people read. */
    double shown(double loss);
}
