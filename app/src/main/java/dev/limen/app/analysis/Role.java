package dev.limen.app.analysis;

/** What a sample is in the model. */
public enum Role {
    /** Multiplied by the signal strength. */
    SIGNAL,
    /** Expected without the signal. */
    BACKGROUND,
    /** Observed events, read only when unblinded. */
    DATA
}
