package dev.limen.app.analysis;

/** A layer between a network's inputs and its last one. */
public sealed interface HiddenLayer {
    /**
     * {@code activation(x W + b)}.
     *
     * @param width how many numbers it gives
     */
    record Dense(int width) implements HiddenLayer {}

    /**
     * {@code s(x) + activation(x W1 + b1) W2 + b2} with s the identity, or a matrix where the widths differ.
     *
     * @param width how many numbers it gives
     */
    record Residual(int width) implements HiddenLayer {}

    /** Subtracts the mean of an event's numbers, divides by their deviation, then scales and shifts each. */
    record LayerNormalisation() implements HiddenLayer {}
}
