package dev.limen.histfactory.diagnosis;

import dev.limen.inference.ExpectedCounts;
import java.util.List;

/** Expected counts too small for asymptotic formulae. */
record FewEvents() implements StaticCheck {
    @Override
    public String id() {
        return "few-events";
    }

    @Override
    public List<Finding> of(Subject subject) {
        if (subject.model().poi().isEmpty() || !new PoiBounds().of(subject).isEmpty()) {
            return List.of();
        }
        double background = ExpectedCounts.of(subject.model()).sensitiveBackground();
        if (!(background < ExpectedCounts.FEW)) {
            return List.of();
        }
        return List.of(new Finding(
                id(),
                Severity.WARNING,
                subject.pointer("/channels"),
                Numbers.brief(background)
                        + " background events are expected in the bins that carry 90 % of the sensitivity",
                "asymptotic CLs, limits and significances are off, by ten percent and more below "
                        + Numbers.brief(ExpectedCounts.FEW) + " events",
                "Check with toys: limen cls --calctype toybased."));
    }
}
