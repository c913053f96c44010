package dev.limen.app.analysis;

/**
 * What the optimisation is for, on the Asimov set.
 *
 * @param goal which number moves, and which way is better
 * @param level confidence level of the limit, between 0 and 1
 * @param mu signal strength at which CLs is taken, and that of the Asimov set of a significance or an uncertainty
 * @param floors what the simulation must carry at every step
 */
public record Objective(Goal goal, double level, double mu, Floors floors) {

    /** The numbers that can be optimised. */
    public enum Goal {
        /** The median expected upper limit on the signal strength; smaller is better. */
        EXPECTED_LIMIT("expected_limit", false),
        /** The median expected CLs at {@code mu}, in the logarithm; smaller is better. */
        EXPECTED_CLS("expected_cls", false),
        /** The expected uncertainty of the signal strength; smaller is better. */
        POI_UNCERTAINTY("poi_uncertainty", false),
        /** The expected discovery significance; larger is better. */
        SIGNIFICANCE("significance", true);

        private final String key;
        private final boolean maximised;

        Goal(String key, boolean maximised) {
            this.key = key;
            this.maximised = maximised;
        }

        /** Its spelling in the file. */
        public String key() {
            return key;
        }

        /** Its name in a sentence. */
        public String words() {
            return this == EXPECTED_CLS ? "expected log CLs" : key.replace('_', ' ');
        }

        /** Whether larger is better. */
        public boolean maximised() {
            return maximised;
        }
    }

    /** The signal strength of the Asimov set that the objective is computed on. */
    public double asimovMu() {
        return switch (goal) {
            case EXPECTED_LIMIT, EXPECTED_CLS -> 0;
            case POI_UNCERTAINTY, SIGNIFICANCE -> mu;
        };
    }
}
