package dev.limen.autodiff;

/**
 * A fused primitive whose outputs without event axis are sums over events: for two disjoint sets of events they are
 * the sums of those for each. A program evaluates it block by block and adds.
 *
 * <p>A fused primitive with event inputs and outputs without event axis that does not say so gets its inputs whole.
 * Outputs with an event axis are always made event by event.
 */
public interface EventSum extends Fused {}
