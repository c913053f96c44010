package dev.limen.histfactory;

import java.util.ArrayList;
import java.util.List;

/** A modifier where it stands: on which sample of which channel, and at which place of the document. */
record Occurrence(Channel channel, Sample sample, Modifier modifier, String pointer) {
    /** All modifiers of a workspace, as they come in the document. */
    static List<Occurrence> all(List<Channel> channels) {
        List<Occurrence> all = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            for (int s = 0; s < channel.samples().size(); s++) {
                Sample sample = channel.samples().get(s);
                for (int m = 0; m < sample.modifiers().size(); m++) {
                    String pointer = "/channels/" + c + "/samples/" + s + "/modifiers/" + m;
                    all.add(new Occurrence(channel, sample, sample.modifiers().get(m), pointer));
                }
            }
        }
        return all;
    }
}
