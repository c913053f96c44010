package dev.limen.networks;

/** Checks of what a network says of events. */
public final class Scores {
    private Scores() {}

    /**
     * Nothing, if scores differ from event to event.
     *
     * @param what   the network's name, for the message
     * @param scores one an event
     * @throws TrainingException if there are several and all are equal within 1e-7 of the largest, or one is not finite
     */
    public static void requireSpread(String what, double[] scores) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new TrainingException("The score of '" + what + "' is " + scores[i] + " for event " + i
                        + ". Look for NaN or huge numbers among its inputs; if they are fine, the training diverged: divide"
                        + " the learning rate by ten.");
            }
            lowest = Math.min(lowest, scores[i]);
            highest = Math.max(highest, scores[i]);
        }
        double size = Math.max(Math.abs(lowest), Math.abs(highest));
        // 32-bit networks round at 6e-8.
        if (scores.length > 1 && highest - lowest <= 1e-7 * size) {
            throw new TrainingException("The score of '" + what + "' is " + highest + " for all " + scores.length
                    + " events: a dead network. Standardise its inputs, take a smaller learning rate, or TANH, ELU or SILU"
                    + " instead of RELU, and begin again with another seed.");
        }
    }
}
