package dev.limen.histfactory;

import java.util.List;

/**
 * A region of the analysis: a histogram with its samples.
 *
 * @param name its name, unique in the workspace
 * @param samples the processes, at least one, all with the same number of bins
 */
public record Channel(String name, List<Sample> samples) {
    /** Copies the list. */
    public Channel {
        samples = List.copyOf(samples);
    }

    /** The number of bins, taken from the first sample. */
    public int bins() {
        return samples.get(0).data().size();
    }
}
