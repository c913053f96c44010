package dev.limen.histfactory;

/**
 * The interval in which a parameter may move.
 *
 * @param lower its lower end
 * @param upper its upper end
 */
public record Bounds(double lower, double upper) {}
