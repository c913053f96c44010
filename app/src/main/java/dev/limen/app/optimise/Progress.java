package dev.limen.app.optimise;

/** Follows an optimisation, and may stop it. */
public interface Progress {
    /** Says nothing and goes on. */
    Progress SILENT = new Progress() {};

    /** A new phase begins: reading, optimising, polishing, comparing. */
    default void phase(String name) {}

    /** What the numbers of the next steps are. */
    default void measures(String objective) {}

    /** Whether the user asked to stop; looked at between phases. */
    default boolean stopped() {
        return false;
    }

    /** Something that a user may want to mend before the end. */
    default void warning(String sentence) {}

    /**
     * A step was done before the run was broken off.
     *
     * @param step counted from 0
     */
    default void recalled(int step) {}

    /**
     * A step of the optimiser is done.
     *
     * @param step counted from 0
     * @param steps how many there will be at most
     * @param objective soft, on training events
     * @return whether to go on
     */
    default boolean step(int step, int steps, double objective) {
        return true;
    }
}
