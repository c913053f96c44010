package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the bounds of the POI mean for a test of it. */
record PoiBounds(Parameter poi) {

    static PoiBounds of(LogLikelihood model) {
        return new PoiBounds(model.parameters().get(model.requirePoi()));
    }

    /**
     * Refuses a signal strength below the lower bound, where there is nothing to test.
     *
     * @throws IllegalArgumentException naming both
     */
    void requireAbove(double mu) {
        if (!(mu >= poi.lower() && mu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "signal strength " + mu + " is to be tested, but the lower bound of POI '" + poi.name() + "' is "
                            + poi.lower() + "; test a finite one above it, or lower the bound");
        }
    }

    /** Whether a signal strength lies where fits with the POI free cannot follow. */
    boolean exceededBy(double mu) {
        return mu > poi.upper();
    }

    /** That the upper bound was moved, and why. */
    String widened(String reason, double to) {
        return reason + " lies beyond the upper bound " + poi.upper() + " of POI '" + poi.name()
                + "': the bound was widened to " + to;
    }

    /** That a statistic is meant for other bounds; empty where it is not. */
    Optional<String> unsuited(TestStatistic statistic) {
        if (statistic == TestStatistic.QTILDE && poi.lower() != 0) {
            return Optional.of(
                    "the test statistic qtilde is used with the POI '" + poi.name() + "' bounded at " + poi.lower()
                            + ", not at 0, for which its asymptotic formulae are made; use q, or bound the POI at 0");
        }
        if (statistic == TestStatistic.Q && poi.lower() >= 0) {
            return Optional.of("the test statistic q is used with the POI '" + poi.name() + "' bounded at "
                    + poi.lower() + "; it is meant for a POI without such a bound; use qtilde");
        }
        return Optional.empty();
    }

    /** Notes joined to one; empty if there are none. */
    static Optional<String> joined(List<Optional<String>> notes) {
        List<String> present = new ArrayList<>();
        notes.forEach(note -> note.ifPresent(present::add));
        return present.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", present));
    }
}
