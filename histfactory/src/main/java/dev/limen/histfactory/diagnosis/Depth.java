package dev.limen.histfactory.diagnosis;

/** How far a diagnosis goes. */
public enum Depth {
    /** The document and its numbers: rates are evaluated, nothing is fitted. */
    STATIC,
    /** Fits, too. */
    FITTED
}
