package dev.limen.ops;

/** What becomes of events outside a histogram's range. */
public enum Overflow {
    /** They are left out. */
    DROP,
    /** They make two more bins: the first holds the underflow, the last the overflow. */
    KEEP,
    /** They are added to the first and the last bin. */
    REFLECT
}
