package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Observations that no channel predicts. */
record ObservationWithoutChannel() implements StaticCheck {
    @Override
    public String id() {
        return "observation-without-channel";
    }

    @Override
    public List<Finding> of(Subject subject) {
        Set<String> channels =
                subject.workspace().channels().stream().map(Channel::name).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        List<Observation> observations = subject.workspace().observations();
        for (int o = 0; o < observations.size(); o++) {
            String name = observations.get(o).name();
            if (!name.isEmpty() && !channels.contains(name)) {
                String pointer = subject.pointer("/observations/" + o);
                findings.add(new Finding(
                                id(),
                                Severity.INFO,
                                pointer,
                                "the observation '" + name + "' belongs to no channel",
                                "none: it is ignored",
                                "Remove it, or add the channel that was taken out.")
                        .withPatch(Operations.remove(pointer)));
            }
        }
        return findings;
    }
}
