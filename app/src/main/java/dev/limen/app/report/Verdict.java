package dev.limen.app.report;

/**
 * What a run claims.
 *
 * @param kind in one word
 * @param sentence in one sentence, such as "The expected limit falls by 12 %, 5.1 standard errors."
 * @param reason why no more is claimed, or how it was tested
 */
public record Verdict(Kind kind, String sentence, String reason) {

    /** The kinds of verdicts. */
    public enum Kind {
        /** The gain holds on test events. */
        GAIN("gain"),
        /** No gain was shown. */
        NO_GAIN("no gain shown"),
        /** The simulation does not carry a claim. */
        INCONCLUSIVE("inconclusive");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** How the report says it. */
        public String words() {
            return words;
        }
    }
}
