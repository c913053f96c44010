package dev.limen.histfactory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be taken out of a workspace.
 *
 * <pre>{@code
 * workspace.pruned(Pruning.none().channels("VR").modifierTypes(ModifierType.STATERROR));
 * }</pre>
 *
 * @param channels names of channels; their observations go with them
 * @param samples names of samples, in whichever channels they are
 * @param modifiers names of modifiers, on whichever samples they are; their configurations go with them
 * @param modifierTypes types of modifiers
 * @param measurements names of measurements
 */
public record Pruning(
        Set<String> channels,
        Set<String> samples,
        Set<String> modifiers,
        Set<ModifierType> modifierTypes,
        Set<String> measurements) {
    /** Copies the sets. */
    public Pruning {
        channels = Set.copyOf(channels);
        samples = Set.copyOf(samples);
        modifiers = Set.copyOf(modifiers);
        modifierTypes = Set.copyOf(modifierTypes);
        measurements = Set.copyOf(measurements);
    }

    /** Takes out nothing yet. */
    public static Pruning none() {
        return new Pruning(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** The same with these channels, too. */
    public Pruning channels(String... names) {
        return channels(List.of(names));
    }

    /** The same with these channels, too. */
    public Pruning channels(List<String> names) {
        return new Pruning(union(channels, names), samples, modifiers, modifierTypes, measurements);
    }

    /** The same with these samples, too. */
    public Pruning samples(String... names) {
        return samples(List.of(names));
    }

    /** The same with these samples, too. */
    public Pruning samples(List<String> names) {
        return new Pruning(channels, union(samples, names), modifiers, modifierTypes, measurements);
    }

    /** The same with these modifiers, too. */
    public Pruning modifiers(String... names) {
        return modifiers(List.of(names));
    }

    /** The same with these modifiers, too. */
    public Pruning modifiers(List<String> names) {
        return new Pruning(channels, samples, union(modifiers, names), modifierTypes, measurements);
    }

    /** The same with modifiers of these types, too. */
    public Pruning modifierTypes(ModifierType... types) {
        return modifierTypes(List.of(types));
    }

    /** The same with modifiers of these types, too. */
    public Pruning modifierTypes(List<ModifierType> types) {
        return new Pruning(channels, samples, modifiers, union(modifierTypes, types), measurements);
    }

    /** The same with these measurements, too. */
    public Pruning measurements(String... names) {
        return measurements(List.of(names));
    }

    /** The same with these measurements, too. */
    public Pruning measurements(List<String> names) {
        return new Pruning(channels, samples, modifiers, modifierTypes, union(measurements, names));
    }

    private static <T> Set<T> union(Set<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
