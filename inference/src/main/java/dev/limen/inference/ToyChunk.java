package dev.limen.inference;

/**
 * Toys that are made and fitted one after the other: what their numbers depend on beside model and data.
 *
 * @param quantity which statistic
 * @param ensemble which toys
 * @param mu       the signal strength tested, and of the toys with signal
 * @param seed     of the random numbers
 * @param from     the first toy
 * @param to       the one behind the last
 */
public record ToyChunk(String quantity, String ensemble, double mu, long seed, int from, int to) {}
