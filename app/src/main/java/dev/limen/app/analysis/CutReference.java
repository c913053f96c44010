package dev.limen.app.analysis;

/**
 * A region's use of a cut.
 *
 * @param cut the cut's name
 * @param inverted whether the region keeps what the cut rejects
 */
public record CutReference(String cut, boolean inverted) {}
