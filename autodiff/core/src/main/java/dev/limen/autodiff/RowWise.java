package dev.limen.autodiff;

/**
 * A fused primitive that works row by row: the elements along the last axis depend on each other, rows do not.
 *
 * <p>Where the event axis is another one, rows are made event by event, in blocks; where it is the last, a program
 * hands over whole rows.
 */
public interface RowWise extends Fused {}
