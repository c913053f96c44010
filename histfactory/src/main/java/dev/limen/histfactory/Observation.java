package dev.limen.histfactory;

import java.util.List;

/**
 * What was counted in a channel.
 *
 * @param name the channel's name
 * @param data the counts [bins]; not necessarily integers, since Asimov data are not
 */
public record Observation(String name, List<Double> data) {
    /** Copies the list. */
    public Observation {
        data = List.copyOf(data);
    }
}
