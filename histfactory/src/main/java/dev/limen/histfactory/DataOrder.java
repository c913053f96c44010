package dev.limen.histfactory;

import dev.limen.histfactory.internal.CodePoints;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of a model's bins, samples and modifiers, whatever their order in the document: sorted by name.
 *
 * <p>The data vector is the observations of the channels, sorted by name, bin after bin; the auxiliary data
 * ({@link ParameterSets#auxdata}) follow. Names sort by Unicode code point, modifiers by name and then by type. The
 * order is the reference implementation's (pyhf).
 */
public final class DataOrder {
    private final String file;
    private final List<Channel> channels;
    private final Map<String, Integer> offsets;
    private final int size;
    private final List<String> samples;
    private final List<ModifierKey> modifiers;

    private DataOrder(Workspace workspace) {
        this.file = workspace.name();
        this.channels = workspace.channels().stream()
                .sorted(Comparator.comparing(Channel::name, CodePoints.ORDER))
                .toList();
        Map<String, Integer> starts = new LinkedHashMap<>();
        int next = 0;
        for (Channel channel : channels) {
            starts.put(channel.name(), next);
            next += channel.bins();
        }
        this.offsets = starts;
        this.size = next;
        Set<String> sampleNames = new TreeSet<>(CodePoints.ORDER);
        Set<ModifierKey> keys = new TreeSet<>(ModifierKey.ORDER);
        for (Channel channel : channels) {
            for (Sample sample : channel.samples()) {
                sampleNames.add(sample.name());
                for (Modifier modifier : sample.modifiers()) {
                    keys.add(ModifierKey.of(modifier));
                }
            }
        }
        this.samples = List.copyOf(sampleNames);
        this.modifiers = List.copyOf(keys);
    }

    /** The order of a workspace. */
    public static DataOrder of(Workspace workspace) {
        return new DataOrder(workspace);
    }

    /** The channels, sorted by name. */
    public List<Channel> channels() {
        return channels;
    }

    /** The names of the channels, sorted. */
    public List<String> channelNames() {
        return List.copyOf(offsets.keySet());
    }

    /** The names of the samples of all channels, each once, sorted. */
    public List<String> samples() {
        return samples;
    }

    /** The modifiers of all samples, each name and type once, sorted by name, then type. */
    public List<ModifierKey> modifiers() {
        return modifiers;
    }

    /** The number of bins of all channels together. */
    public int size() {
        return size;
    }

    /**
     * The index of a channel's first bin in the data vector.
     *
     * @throws WorkspaceException if there is no such channel
     */
    public int offset(String channel) {
        if (!offsets.containsKey(channel)) {
            throw new WorkspaceException(
                    file, "/channels", "no channel '" + channel + "'." + Suggestion.among(channel, channelNames()));
        }
        return offsets.get(channel);
    }

    /**
     * The observed counts [bins of all channels].
     *
     * @throws WorkspaceException if a channel has no observation
     */
    public List<Double> observed(Workspace workspace) {
        List<Double> data = new ArrayList<>(size);
        for (Channel channel : channels) {
            data.addAll(workspace.observation(channel.name()).data());
        }
        return data;
    }
}
