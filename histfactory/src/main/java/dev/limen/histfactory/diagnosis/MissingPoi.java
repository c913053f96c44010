package dev.limen.histfactory.diagnosis;

import java.util.List;

/** A measurement whose POI no modifier carries, or that names none. */
record MissingPoi() implements StaticCheck {
    @Override
    public String id() {
        return "missing-poi";
    }

    @Override
    public List<Finding> of(Subject subject) {
        if (subject.model().poi().isPresent()) {
            return List.of();
        }
        String poi = subject.model().measurement().poi();
        return List.of(new Finding(
                id(),
                poi.isEmpty() ? Severity.INFO : Severity.WARNING,
                subject.measurementPointer() + "/config/poi",
                poi.isEmpty()
                        ? "the measurement names no parameter of interest"
                        : "no modifier has the name of the parameter of interest, '" + poi + "'",
                "the workspace can be fitted, but has no CLs, limits and significances",
                poi.isEmpty()
                        ? "Name a normfactor of the signal."
                        : "Patch in a signal with the normfactor '" + poi
                                + "', as published background-only workspaces want it."));
    }
}
