package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.ParameterConfig;
import java.util.ArrayList;
import java.util.List;

/** Configurations of parameters that no modifier has. */
record UnusedConfiguration() implements StaticCheck {
    @Override
    public String id() {
        return "unused-configuration";
    }

    @Override
    public List<Finding> of(Subject subject) {
        List<ParameterConfig> configured = subject.model().measurement().parameters();
        List<String> unused = subject.model().parameterSets().unused();
        boolean complete = subject.model().poi().isPresent();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < configured.size(); i++) {
            String name = configured.get(i).name();
            if (!unused.contains(name)
                    || name.equals(subject.model().measurement().poi())) {
                continue;
            }
            String pointer = subject.pointer("/measurements/"
                    + subject.workspace().measurements().indexOf(subject.model().measurement()) + "/config/parameters/"
                    + i);
            Finding finding = new Finding(
                    id(),
                    Severity.INFO,
                    pointer,
                    "the parameter '" + name + "' is configured, but no modifier has the name",
                    "none: the configuration is ignored",
                    complete
                            ? "Correct the name, or remove the configuration."
                            : "Nothing, if a signal is to be patched in that has it; else correct the name.");
            findings.add(complete ? finding.withPatch(Operations.remove(pointer)) : finding);
        }
        return findings;
    }
}
