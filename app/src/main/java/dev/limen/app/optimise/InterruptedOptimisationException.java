package dev.limen.app.optimise;

import java.util.List;

/** The user stopped an optimisation: nothing was judged, and no test event was looked at. */
public final class InterruptedOptimisationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> thresholds;
    private final transient List<Outcome.Point> trajectory;

    InterruptedOptimisationException(List<String> thresholds, List<Outcome.Point> trajectory) {
        super("the optimisation was interrupted after " + trajectory.size() + " points");
        this.thresholds = List.copyOf(thresholds);
        this.trajectory = List.copyOf(trajectory);
    }

    /** Names of the thresholds. */
    public List<String> thresholds() {
        return thresholds;
    }

    /** The way until then. */
    public List<Outcome.Point> trajectory() {
        return trajectory;
    }
}
