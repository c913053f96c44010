package dev.limen.app.analysis;

/** What happens to events beyond the first or last edge of a region. */
public enum Outflow {
    /** They are not in the region. */
    DROP,
    /** They count in the edge bin. */
    KEEP
}
