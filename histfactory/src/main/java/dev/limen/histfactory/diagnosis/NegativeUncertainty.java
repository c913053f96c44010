package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.StatError;
import java.util.ArrayList;
import java.util.List;

/** Uncertainties below zero. */
record NegativeUncertainty() implements StaticCheck {
    @Override
    public String id() {
        return "negative-uncertainty";
    }

    @Override
    public List<Finding> of(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Site site : subject.sites()) {
            if (!(site.modifier() instanceof ShapeSys || site.modifier() instanceof StatError)) {
                continue;
            }
            List<Double> uncertainties = GammaBins.uncertainties(site);
            boolean used = site.modifier() instanceof StatError;
            for (int bin = 0; bin < uncertainties.size(); bin++) {
                double uncertainty = uncertainties.get(bin);
                if (uncertainty < 0) {
                    String pointer = site.pointer() + "/data/" + bin;
                    Finding finding = new Finding(
                            id(),
                            used ? Severity.INFO : Severity.WARNING,
                            pointer,
                            "the " + site.words() + " is " + uncertainty + " in bin " + bin,
                            used ? "none: its square is used" : "the gamma is held at 1: the uncertainty is ignored",
                            "Write " + -uncertainty + ".");
                    findings.add(
                            used
                                    ? finding.withPatch(Operations.replace(
                                            pointer, JsonNodeFactory.instance.numberNode(-uncertainty)))
                                    : finding);
                }
            }
        }
        return findings;
    }
}
