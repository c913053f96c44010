package dev.limen.histfactory.diagnosis;

import java.util.List;

/** Bins with content whose shapesys or staterror is zero. */
record RateWithoutUncertainty() implements StaticCheck {
    @Override
    public String id() {
        return "rate-without-uncertainty";
    }

    @Override
    public List<Finding> of(Subject subject) {
        return GammaBins.findings(
                subject,
                (content, uncertainty) -> content > 0 && uncertainty == 0,
                site -> new Finding(
                        id(),
                        Severity.INFO,
                        site.pointer(),
                        "the " + site.words() + " has contents with an uncertainty of 0 in " + site.bins(),
                        "the gamma is held at 1: the contents are taken as exact",
                        "Nothing if that is meant; else give the uncertainties."));
    }
}
