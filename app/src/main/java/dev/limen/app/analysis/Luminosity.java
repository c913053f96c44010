package dev.limen.app.analysis;

/**
 * The integrated luminosity and its uncertainty, which becomes the lumi modifier.
 *
 * @param value inverse femtobarns, above 0
 * @param uncertainty relative, at least 0; 0 means no modifier
 */
public record Luminosity(double value, double uncertainty) {}
