package dev.limen.histfactory;

/** Refuses normsys factors that are not positive: interpolation in the logarithm has no value for them. */
record NormSysCheck(Workspace workspace) {
    void check() {
        for (Occurrence occurrence : Occurrence.all(workspace.channels())) {
            if (occurrence.modifier() instanceof NormSys factor) {
                require(occurrence, "lo", factor.lo());
                require(occurrence, "hi", factor.hi());
            }
        }
    }

    private void require(Occurrence occurrence, String key, double value) {
        if (!(value > 0)) {
            throw new WorkspaceException(
                    workspace.name(),
                    occurrence.pointer() + "/data/" + key,
                    "the normsys '" + occurrence.modifier().name() + "' of sample '"
                            + occurrence.sample().name() + "' has the factor " + value
                            + "; interpolation takes its logarithm (codes 1 and 4) and wants a positive one. Give a small"
                            + " positive factor, or describe the variation by a histosys.");
        }
    }
}
