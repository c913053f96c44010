package dev.limen.histfactory.diagnosis;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** Fits, tests or limits are refused, fail or are wrong. */
    ERROR,
    /** Results may not mean what they seem to. */
    WARNING,
    /** Worth knowing; results are right. */
    INFO;

    /** In lower case, as in JSON. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
