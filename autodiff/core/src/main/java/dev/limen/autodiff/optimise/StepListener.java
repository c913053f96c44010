package dev.limen.autodiff.optimise;

/** Follows an optimiser, and may stop it. */
@FunctionalInterface
public interface StepListener {
    /** Goes on whatever happens. */
    StepListener NONE = step -> true;

    /** Called with each point when it is reached; returns whether to go on. */
    boolean reached(Step step);

    /**
     * Called before the objective is evaluated for a point: what is annealed changes here.
     *
     * @param index of the point, 0 for the start; the same again if the step is halved
     */
    default void before(int index) {}
}
