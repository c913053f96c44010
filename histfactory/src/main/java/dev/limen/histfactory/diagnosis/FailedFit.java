package dev.limen.histfactory.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Fits that do not converge. */
record FailedFit() implements FittedCheck {
    @Override
    public String id() {
        return "failed-fit";
    }

    @Override
    public List<Finding> of(FittedSubject fitted) {
        List<Finding> findings = new ArrayList<>();
        if (!fitted.fit().converged()) {
            findings.add(new Finding(
                    id(),
                    Severity.ERROR,
                    "",
                    "the fit does not converge: " + fitted.fit().certificate().message(),
                    "fits, tests and limits fail",
                    "Mend the other findings first, or start the parameters elsewhere (inits)."));
        }
        List<StartFit> failed = fitted.descents().stream()
                .filter(descent -> !descent.converged())
                .toList();
        if (!failed.isEmpty()) {
            findings.add(new Finding(
                    id(),
                    fitted.fit().converged() ? Severity.INFO : Severity.ERROR,
                    "",
                    failed.size() + " of " + fitted.descents().size()
                            + " descents from random starts do not converge: "
                            + failed.get(0).certificate().message(),
                    "fits that begin far from the nominal values may fail",
                    "Narrow the bounds of the parameters that run away, or mend the other findings."));
        }
        return findings;
    }
}
