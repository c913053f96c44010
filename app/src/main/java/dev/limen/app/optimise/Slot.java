package dev.limen.app.optimise;

/**
 * The place of one histogram among an analysis' templates.
 *
 * @param region the region's name
 * @param sample the sample's name
 * @param variation {@link #NOMINAL}, or the name of a shifted table of events
 */
public record Slot(String region, String sample, String variation) {
    /** The variation of events as they are. */
    public static final String NOMINAL = "nominal";

    /** The slot of a sample without variation. */
    public static Slot nominal(String region, String sample) {
        return new Slot(region, sample, NOMINAL);
    }

    /** Whether this is without variation. */
    public boolean isNominal() {
        return variation.equals(NOMINAL);
    }

    /** The name of the events under the upper end of a systematic. */
    public static String up(String systematic) {
        return systematic + " up";
    }

    /** The name of the events under the lower end of a systematic. */
    public static String down(String systematic) {
        return systematic + " down";
    }
}
