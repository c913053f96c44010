package dev.limen.app.optimise;

import dev.limen.data.Split;

/**
 * The three parts of the events with hard cuts.
 *
 * @param plan of which analysis
 * @param training where gradients are taken
 * @param validation where choices are made
 * @param test where numbers are quoted
 */
record Parts(Plan plan, Part training, Part validation, Part test) {
    Parts(Plan plan, EventSets sets) {
        this(plan, sets, new Sensitivity(plan));
    }

    private Parts(Plan plan, EventSets sets, Sensitivity sensitivity) {
        this(
                plan,
                new Part(plan, sets, Split.Part.TRAIN, sensitivity),
                new Part(plan, sets, Split.Part.VALIDATION, sensitivity),
                new Part(plan, sets, Split.Part.TEST, sensitivity));
    }

    /** The objective as a function of contents. */
    Sensitivity sensitivity() {
        return training.sensitivity();
    }
}
