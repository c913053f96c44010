package dev.limen.histfactory.diagnosis;

import java.util.List;

/** Bins whose shapesys or staterror is larger than their content. */
record LargeUncertainty() implements StaticCheck {
    @Override
    public String id() {
        return "large-uncertainty";
    }

    @Override
    public List<Finding> of(Subject subject) {
        return GammaBins.findings(
                subject,
                (content, uncertainty) -> content > 0 && Math.abs(uncertainty) > content,
                site -> new Finding(
                        id(),
                        Severity.WARNING,
                        site.pointer(),
                        "the " + site.words() + " is larger than the contents in " + site.bins(),
                        "the gamma reaches 0 within one deviation: its bound holds it, and asymptotic formulae do not"
                                + " hold",
                        "Merge the bin with its neighbour, or check that uncertainties are absolute numbers of events."));
    }
}
