package dev.limen.histfactory.diagnosis;

import java.util.List;

/** Bins without content that have a shapesys or staterror. */
record UncertaintyWithoutRate() implements StaticCheck {
    @Override
    public String id() {
        return "uncertainty-without-rate";
    }

    @Override
    public List<Finding> of(Subject subject) {
        return GammaBins.findings(
                subject,
                (content, uncertainty) -> content <= 0 && uncertainty != 0,
                site -> new Finding(
                        id(),
                        Severity.WARNING,
                        site.pointer(),
                        "the " + site.words() + " has an uncertainty, but no positive contents to scale in "
                                + site.bins(),
                        "the gamma is held at 1: the uncertainty is ignored",
                        "Give the contents that the uncertainty is of, or merge the bin with its neighbour."));
    }
}
