package dev.limen.app.analysis;

/**
 * The fractions of the three samples, assigned by a hash of each event's identity.
 *
 * @param train the gradient is taken here
 * @param validation every choice is made here
 * @param test read once, for the numbers that are quoted
 * @param seed of the hash and of everything random in a run
 */
public record Split(double train, double validation, double test, long seed) {

    /** Half to train on, a fifth to choose with, the rest to quote from. */
    public static final Split DEFAULT = new Split(0.5, 0.2, 0.3, 1);
}
