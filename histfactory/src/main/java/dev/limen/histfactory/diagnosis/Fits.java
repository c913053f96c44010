package dev.limen.histfactory.diagnosis;

/** What a diagnosis may fit. */
public enum Fits {
    /** Nothing: the document and its numbers alone are looked at. */
    NONE,
    /** What is expected where the parameters start; no observed count is read. */
    ASIMOV,
    /** What was observed. */
    OBSERVED
}
