package dev.limen.histfactory;

import java.util.List;

/**
 * A process in a channel.
 *
 * @param name its name, unique in the channel
 * @param data the nominal contents [bins], in events
 * @param modifiers what acts on it; name and type together are unique
 */
public record Sample(String name, List<Double> data, List<Modifier> modifiers) {
    /** Copies the lists. */
    public Sample {
        data = List.copyOf(data);
        modifiers = List.copyOf(modifiers);
    }
}
