package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Channel;
import java.util.List;

/** Channels of which it is not said what was observed. */
record ChannelWithoutObservation() implements StaticCheck {
    @Override
    public String id() {
        return "channel-without-observation";
    }

    @Override
    public List<Finding> of(Subject subject) {
        return subject.workspace().channels().stream()
                .map(Channel::name)
                .filter(name -> !subject.observed(name))
                .map(name -> new Finding(
                        id(),
                        Severity.ERROR,
                        subject.channelPointer(name),
                        "the channel '" + name + "' has no observation",
                        "there are no data to fit; expected results (--blind) are all that can be had",
                        "Add its counts to /observations, or take the channel out: limen prune -c " + name + "."))
                .toList();
    }
}
