package dev.limen.histfactory.diagnosis;

import dev.limen.inference.Parameter;
import java.util.List;

/** A POI that cannot take the values that tests need: 0, and others than its start. */
record PoiBounds() implements StaticCheck {
    @Override
    public String id() {
        return "poi-bounds";
    }

    @Override
    public List<Finding> of(Subject subject) {
        if (subject.model().poi().isEmpty()) {
            return List.of();
        }
        Parameter poi = subject.model().parameters().get(subject.model().poi().getAsInt());
        String pointer = subject.measurementPointer() + "/config/parameters";
        if (poi.fixed() || poi.lower() == poi.upper()) {
            return List.of(new Finding(
                    id(),
                    Severity.ERROR,
                    pointer,
                    "the parameter of interest '" + poi.name() + "' is fixed at " + poi.start(),
                    "no other signal strength can be tested or fitted",
                    "Take 'fixed' out of its configuration."));
        }
        if (poi.lower() > 0 || poi.upper() < 0) {
            return List.of(new Finding(
                    id(),
                    Severity.ERROR,
                    pointer,
                    "the bounds [" + poi.lower() + ", " + poi.upper() + "] of the parameter of interest '" + poi.name()
                            + "' leave out 0",
                    "without signal there is nothing to compare with: CLs, limits and p0 need the fit at 0",
                    "Bound it at 0 (qtilde) or below (q)."));
        }
        return List.of();
    }
}
