package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.Sample;

/**
 * A modifier where it stands.
 *
 * @param pointer its place in the document
 */
record Site(Channel channel, Sample sample, Modifier modifier, String pointer) {

    /** Words for it, as {@code normsys 'xsec' of sample 'ttbar' in channel 'SR'}. */
    String words() {
        return modifier.type() + " '" + modifier.name() + "' of sample '" + sample.name() + "' in channel '"
                + channel.name() + "'";
    }
}
