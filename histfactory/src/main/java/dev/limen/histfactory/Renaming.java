package dev.limen.histfactory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * New names for parts of a workspace; all are given at once, so that two parts can swap their names.
 *
 * <pre>{@code
 * workspace.renamed(Renaming.none().channel("SR", "SR_2018").modifier("mu", "mu_SIG"));
 * }</pre>
 *
 * @param channels new names of channels, which their observations take, too
 * @param samples new names of samples, in whichever channels they are
 * @param modifiers new names of modifiers, which their configurations and the POI take, too
 * @param measurements new names of measurements
 */
public record Renaming(
        Map<String, String> channels,
        Map<String, String> samples,
        Map<String, String> modifiers,
        Map<String, String> measurements) {
    /** Copies the maps. */
    public Renaming {
        channels = Map.copyOf(channels);
        samples = Map.copyOf(samples);
        modifiers = Map.copyOf(modifiers);
        measurements = Map.copyOf(measurements);
    }

    /** Renames nothing yet. */
    public static Renaming none() {
        return new Renaming(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /**
     * The same with a channel renamed, too.
     *
     * @throws WorkspaceException if it has a new name already
     */
    public Renaming channel(String old, String name) {
        return new Renaming(with(channels, "channel", old, name), samples, modifiers, measurements);
    }

    /**
     * The same with a sample renamed, too.
     *
     * @throws WorkspaceException if it has a new name already
     */
    public Renaming sample(String old, String name) {
        return new Renaming(channels, with(samples, "sample", old, name), modifiers, measurements);
    }

    /**
     * The same with a modifier renamed, too.
     *
     * @throws WorkspaceException if it has a new name already
     */
    public Renaming modifier(String old, String name) {
        return new Renaming(channels, samples, with(modifiers, "modifier", old, name), measurements);
    }

    /**
     * The same with a measurement renamed, too.
     *
     * @throws WorkspaceException if it has a new name already
     */
    public Renaming measurement(String old, String name) {
        return new Renaming(channels, samples, modifiers, with(measurements, "measurement", old, name));
    }

    private static Map<String, String> with(Map<String, String> some, String kind, String old, String name) {
        Map<String, String> more = new LinkedHashMap<>(some);
        String before = more.putIfAbsent(old, name);
        if (before != null) {
            throw new WorkspaceException(
                    "",
                    "",
                    "the " + kind + " '" + old + "' is renamed twice, to '" + before + "' and to '" + name
                            + "'. Give one new name.");
        }
        return more;
    }
}
