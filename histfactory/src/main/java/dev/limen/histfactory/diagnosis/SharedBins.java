package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Channel;
import dev.limen.histfactory.ModifierType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of shapefactors and staterrors on channels with different numbers of bins. */
record SharedBins() implements StaticCheck {
    private static final int SHOWN = 6;

    @Override
    public String id() {
        return "shared-bins";
    }

    @Override
    public List<Finding> of(Subject subject) {
        Map<String, List<Site>> groups = new LinkedHashMap<>();
        for (Site site : subject.sites()) {
            ModifierType type = site.modifier().kind();
            if (type == ModifierType.SHAPEFACTOR || type == ModifierType.STATERROR) {
                groups.computeIfAbsent(type + "/" + site.modifier().name(), key -> new ArrayList<>())
                        .add(site);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (List<Site> group : groups.values()) {
            List<Channel> channels =
                    group.stream().map(Site::channel).distinct().toList();
            if (channels.stream().mapToInt(Channel::bins).distinct().count() > 1) {
                findings.add(finding(group.get(0), channels));
            }
        }
        return findings;
    }

    private Finding finding(Site first, List<Channel> channels) {
        boolean shared = first.modifier().kind() == ModifierType.SHAPEFACTOR;
        return new Finding(
                id(),
                shared ? Severity.WARNING : Severity.INFO,
                first.pointer(),
                "the " + first.modifier().type() + " '" + first.modifier().name()
                        + "' is on channels with different numbers of bins: "
                        + Numbers.names(channels.stream().map(Channel::name).toList(), SHOWN),
                shared
                        ? "bins of the same index share a factor, though they are different bins"
                        : "none: each bin of each channel has a gamma of its own, in spite of the common name",
                "Give each channel a " + first.modifier().type() + " of its own name.");
    }
}
