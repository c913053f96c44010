package dev.limen.histfactory.diagnosis;

/** Which counts a diagnosis looks at and fits. */
public enum Counts {
    /** What was observed. */
    OBSERVED,
    /** What is expected where the parameters start; no observed count is read. */
    EXPECTED
}
