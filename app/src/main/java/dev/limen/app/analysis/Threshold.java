package dev.limen.app.analysis;

/**
 * One number that the optimisation moves.
 *
 * @param name the cut's name, for a window with {@code .low} or {@code .high} behind it
 * @param start the first value, within the range
 * @param range where it may go, in units of the observable
 */
public record Threshold(String name, double start, Range range) {}
