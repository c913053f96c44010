package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Certificate;
import dev.limen.histfactory.Constraint;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.ParameterConfig;
import dev.limen.histfactory.ParameterSet;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Parameters that the fit leaves at one of their bounds. */
record ParameterAtBound() implements FittedCheck {
    @Override
    public String id() {
        return "parameter-at-bound";
    }

    @Override
    public List<Finding> of(FittedSubject fitted) {
        if (!fitted.fit().converged()) {
            return List.of();
        }
        Subject subject = fitted.subject();
        List<Finding> findings = new ArrayList<>();
        for (Certificate.ActiveBound bound : fitted.fit().certificate().activeBounds()) {
            Parameter parameter = subject.model().parameters().get(bound.index());
            if (bound.side() != Certificate.Side.KINK && !parameter.fixed() && parameter.lower() < parameter.upper()) {
                boolean upper = bound.side() == Certificate.Side.UPPER;
                boolean poi = subject.model().poi().isPresent()
                        && subject.model().poi().getAsInt() == bound.index();
                findings.add(poi ? poi(subject, parameter, upper) : other(subject, bound.index(), parameter, upper));
            }
        }
        return findings;
    }

    private Finding poi(Subject subject, Parameter poi, boolean upper) {
        return new Finding(
                id(),
                upper ? Severity.WARNING : Severity.INFO,
                subject.site(poi.name()).pointer(),
                "the fitted parameter of interest '" + poi.name() + "' is at its " + bound(poi, upper),
                upper
                        ? "the fit would go beyond it; limits beyond it widen it"
                        : "none for CLs and limits, which are made for it (qtilde)",
                upper ? "Widen its bounds." : "Nothing.");
    }

    private static String bound(Parameter parameter, boolean upper) {
        return upper ? "upper bound " + parameter.upper() : "lower bound " + parameter.lower();
    }

    private Finding other(Subject subject, int index, Parameter parameter, boolean upper) {
        ParameterSet set = subject.set(index);
        boolean free = set.constraint() == Constraint.UNCONSTRAINED;
        Finding finding = new Finding(
                id(),
                Severity.WARNING,
                subject.site(set.name()).pointer(),
                "the fit leaves '" + parameter.name() + "' at its " + bound(parameter, upper),
                "the minimum lies beyond: errors and impacts of it are one-sided, and others absorb what it cannot",
                free && !upper
                        ? "Nothing if the bound is physical; else lower it."
                        : free
                                ? "Widen its bounds."
                                : "Look at the data that pull it so far: the model does not describe them.");
        return free && upper && set.scalar() ? finding.withPatch(widened(subject, set, parameter)) : finding;
    }

    /** Doubles the distance from the lower to the upper bound. */
    private static JsonPatch widened(Subject subject, ParameterSet set, Parameter parameter) {
        JsonNode bounds = JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance
                        .arrayNode()
                        .add(parameter.lower())
                        .add(parameter.lower() + 2 * (parameter.upper() - parameter.lower())));
        String inWorkspace = "/measurements/"
                + subject.workspace().measurements().indexOf(subject.model().measurement()) + "/config/parameters";
        List<String> configured = subject.model().measurement().parameters().stream()
                .map(ParameterConfig::name)
                .toList();
        int at = configured.indexOf(set.name());
        if (at >= 0) {
            return Operations.add(subject.pointer(inWorkspace + "/" + at) + "/bounds", bounds);
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("name", set.name());
        config.set("bounds", bounds);
        return Operations.add(subject.pointer(inWorkspace) + "/-", config);
    }
}
