package dev.limen.inference;

/** Confidence levels. */
final class Level {
    private Level() {}

    /** 1 - level. */
    static double alpha(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "confidence level " + level + "; expected a number between 0 and 1, say 0.95");
        }
        return 1 - level;
    }
}
