package dev.limen.histfactory;

import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The parameters of a model in their order, with what modifiers suggest and the measurement overrides.
 *
 * <p>The order is the reference implementation's (pyhf). By modifier type: histosys, lumi, normfactor, normsys,
 * shapefactor, shapesys, staterror; within a type by first appearance in a walk over channels, their samples and their
 * modifiers, each sorted by name (staterrors by name alone). A name that an earlier type has used keeps its place.
 * Types may share a name if all that they ask of the parameter agrees, as histosys and normsys do. The auxiliary data
 * are those of the constrained sets in the same order.
 *
 * <p>A shapefactor on channels with different numbers of bins has as many components as the longest of them.
 */
public final class ParameterSets {
    private final Workspace workspace;
    private final Measurement measurement;
    private final Map<String, ParameterSet> sets;
    private final Map<String, Integer> offsets;
    private final List<String> names;

    private ParameterSets(Workspace workspace, Measurement measurement) {
        this.workspace = workspace;
        this.measurement = measurement;
        ParameterOverrides overrides = new ParameterOverrides(workspace, measurement);
        this.sets = new LinkedHashMap<>();
        this.offsets = new LinkedHashMap<>();
        List<String> components = new ArrayList<>();
        SuggestedSets.of(workspace).forEach((name, suggested) -> {
            ParameterSet set = overrides.applyTo(suggested);
            sets.put(name, set);
            offsets.put(name, components.size());
            components.addAll(set.componentNames());
        });
        this.names = List.copyOf(components);
        if (names.isEmpty()) {
            throw new WorkspaceException(
                    workspace.name(),
                    "/channels",
                    "no sample has a modifier, so there is no parameter to fit. Add a normfactor to the signal.");
        }
    }

    /**
     * Lays out the parameters of a workspace.
     *
     * @param workspace where the modifiers are
     * @param measurement what overrides their suggestions
     * @throws WorkspaceException if there is no parameter, if modifiers of different types share a name that they
     *     cannot share, if the samples of a staterror are not in the same channels, if a configuration does not fit
     *     its parameter, or if a lumi modifier has none
     */
    public static ParameterSets of(Workspace workspace, Measurement measurement) {
        return new ParameterSets(workspace, measurement);
    }

    /** The sets in their order. */
    public List<ParameterSet> sets() {
        return List.copyOf(sets.values());
    }

    /**
     * The set of a name.
     *
     * @throws WorkspaceException if no modifier has that name
     */
    public ParameterSet set(String name) {
        offset(name);
        return sets.get(name);
    }

    /**
     * The index of a set's first component among all components.
     *
     * @throws WorkspaceException if no modifier has that name
     */
    public int offset(String name) {
        if (!sets.containsKey(name)) {
            throw new WorkspaceException(
                    workspace.name(),
                    "/channels",
                    "no modifier has the name '" + name + "'." + Suggestion.among(name, sets.keySet()));
        }
        return offsets.get(name);
    }

    /** The number of components of all sets. */
    public int size() {
        return names.size();
    }

    /** The names of all components, as "mu" and "gamma[0]". */
    public List<String> names() {
        return names;
    }

    /** Where fits start [components]. */
    public List<Double> inits() {
        return joined(ParameterSet::inits);
    }

    /** Where the components may move [components]. */
    public List<Bounds> bounds() {
        return joined(ParameterSet::bounds);
    }

    /** Which components are held at their start [components]. */
    public List<Boolean> fixed() {
        return joined(ParameterSet::fixed);
    }

    /** The auxiliary data [components of constrained sets]. */
    public List<Double> auxdata() {
        return joined(ParameterSet::auxdata);
    }

    /** The names of the constrained sets, in the order of their auxiliary data. */
    public List<String> auxdataOrder() {
        return sets.values().stream()
                .filter(set -> set.constraint() != Constraint.UNCONSTRAINED)
                .map(ParameterSet::name)
                .toList();
    }

    /**
     * The index of the POI among all components; empty if the measurement names none ("").
     *
     * @throws WorkspaceException if no modifier has the POI's name, as in a background-only workspace before it is
     *     patched, or if that parameter has several components
     */
    public OptionalInt poiIndex() {
        String poi = measurement.poi();
        if (poi.isEmpty()) {
            return OptionalInt.empty();
        }
        String pointer = ParameterOverrides.pointer(workspace, measurement) + "/poi";
        if (!sets.containsKey(poi)) {
            throw new WorkspaceException(
                    workspace.name(),
                    pointer,
                    "the POI '" + poi + "' of measurement '" + measurement.name() + "' is the name of no modifier."
                            + " Patch in a signal that has it, or name another POI."
                            + Suggestion.among(poi, sets.keySet()));
        }
        if (sets.get(poi).size() > 1) {
            throw new WorkspaceException(
                    workspace.name(),
                    pointer,
                    "the POI '" + poi + "' has " + sets.get(poi).size()
                            + " components; a parameter of interest is one number. Name a normfactor.");
        }
        return OptionalInt.of(offsets.get(poi));
    }

    /** The configured parameters that no modifier has, so that their configuration is without effect. */
    public List<String> unused() {
        return measurement.parameters().stream()
                .map(ParameterConfig::name)
                .filter(name -> !sets.containsKey(name))
                .toList();
    }

    private <T> List<T> joined(Function<ParameterSet, List<T>> part) {
        return sets.values().stream().flatMap(set -> part.apply(set).stream()).toList();
    }
}
