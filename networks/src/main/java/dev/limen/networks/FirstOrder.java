package dev.limen.networks;

/** A rule that takes one step for each gradient, in proportion to the learning rate. */
sealed interface FirstOrder extends UpdateRule permits Adam, AdamW, Sgd {

    /** Vectors of the length of the parameters that it keeps from step to step. */
    int vectors();

    /** Whether weight decay is no part of the gradient. */
    boolean decoupled();

    /**
     * The step for a learning rate of 1.
     *
     * @param step   how many have been taken
     * @param memory its vectors; updated
     * @param out    written
     */
    void direction(long step, double[] gradient, double[][] memory, double[] out);
}
