package dev.limen.app.optimise;

/**
 * Paired Poisson bootstrap of test events: every replica counts the same events before, after, and where a random search
 * ended, and is fitted again with its own sums of squares.
 */
record PairedBootstrap(Plan plan, Part.At before, Part.At after, Part.At searched) {

    /** Compares; {@code evaluations} is what the search was given. */
    Outcome.Comparison compare(int evaluations) {
        Replicas atStart = Replicas.of(before);
        Replicas atEnd = Replicas.of(after);
        Replicas search = Replicas.of(searched);
        Replicas.Gain gain = atStart.gain(plan, atEnd);
        Replicas.Gain lead = atEnd.gain(plan, search);
        return new Outcome.Comparison(
                gain.value(),
                gain.error(),
                atStart.error(atEnd),
                atEnd.error(atStart),
                search.value(),
                lead.value(),
                lead.replicas() == Replicas.COUNT ? lead.error() : Double.NaN,
                gain.replicas(),
                evaluations);
    }
}
