package dev.limen.ops;

/** Which end comes first. */
public enum Order {
    /** The smallest first. */
    ASCENDING,
    /** The largest first. */
    DESCENDING
}
