package dev.limen.autodiff;

/**
 * A fused primitive between events and their objects; its last input is the number of objects of each event
 * ({@link dev.limen.autodiff.fused.Segments}). A program that holds one runs the objects of a block of events with that block.
 */
public interface Segmented extends Fused {

    /** The axis of the objects: {@code [objects]} of a collection, or of a fixed length. */
    Shape objects();
}
