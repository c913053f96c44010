package dev.limen.app.report;

/**
 * One number before and after.
 *
 * @param name what it is, such as "Expected limit, hard, test events"
 * @param before with its error
 * @param after with its error
 * @param smallerIsBetter whether a fall is a gain
 */
public record Headline(String name, Measured before, Measured after, boolean smallerIsBetter) {}
