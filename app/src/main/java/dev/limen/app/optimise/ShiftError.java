package dev.limen.app.optimise;

/**
 * The Monte Carlo error of a variation's contents less the nominal ones, which share most events.
 *
 * <p>With d the difference of what an event adds to the two, it is {@code sqrt(sum d^2)}: what the Poisson bootstrap gives
 * for infinitely many replicas.
 *
 * @param bins of each bin {@code [bins]}
 * @param total of all bins together, where events that move between bins do not count
 */
record ShiftError(double[] bins, double total) {}
