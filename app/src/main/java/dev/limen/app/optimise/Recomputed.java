package dev.limen.app.optimise;

/**
 * The objective with hard cuts on test events, computed again without asymptotic formulae.
 *
 * @param method how
 * @param toys pseudo-experiments of each ensemble; 0 of an enumeration
 * @param before at the start
 * @param after at the end
 * @param rounded at the rounded end
 */
public record Recomputed(Method method, int toys, Estimate before, Estimate after, Estimate rounded) {

    /** How, in words: "by 3000 toys" or "by exact enumeration". */
    public String how() {
        return switch (method) {
            case ENUMERATION -> "by exact enumeration";
            case TOYS -> "by " + toys + " toys";
        };
    }

    /** How a number is computed without asymptotic formulae. */
    public enum Method {
        /** Exactly, count by count: one bin without nuisance parameters. */
        ENUMERATION("enumeration"),
        /** By pseudo-experiments. */
        TOYS("toys");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** Its name in results. */
        public String word() {
            return word;
        }
    }

    /**
     * One number.
     *
     * @param value in the objective's units
     * @param error its standard error from the number of toys; 0 of an enumeration
     * @param bound whether no toy reached as far, so that the value is that of one toy and the truth beyond it
     * @param failed toys that were left out because a fit failed
     */
    public record Estimate(double value, double error, boolean bound, int failed) {
        static Estimate exact(double value) {
            return new Estimate(value, 0, false, 0);
        }
    }
}
