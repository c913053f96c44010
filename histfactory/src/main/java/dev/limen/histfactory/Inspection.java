package dev.limen.histfactory;

import dev.limen.histfactory.internal.CodePoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a workspace: its parts by name, each list in the order of Unicode code points but for the measurements.
 *
 * @param channels the channels and their numbers of bins
 * @param samples the samples of all channels
 * @param parameters the parameters with their constraints and the types of the modifiers behind them
 * @param measurements the measurements, as they come in the document
 * @param chosen the measurement that is meant
 */
public record Inspection(
        Map<String, Integer> channels,
        List<String> samples,
        List<InspectedParameter> parameters,
        List<Measurement> measurements,
        Measurement chosen) {
    /** Copies the lists. */
    public Inspection {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        samples = List.copyOf(samples);
        parameters = List.copyOf(parameters);
        measurements = List.copyOf(measurements);
    }

    /**
     * A parameter and what acts by it.
     *
     * @param name the modifiers' name
     * @param constraint what kind of auxiliary measurement it has
     * @param types the types of the modifiers of that name, sorted
     */
    public record InspectedParameter(String name, Constraint constraint, List<ModifierType> types) {
        /** Copies the list. */
        public InspectedParameter {
            types = List.copyOf(types);
        }

        List<String> typeNames() {
            return types.stream().map(ModifierType::json).toList();
        }
    }

    /**
     * Looks at a workspace; the POI may be missing.
     *
     * @throws WorkspaceException if the modifiers contradict each other
     */
    public static Inspection of(Workspace workspace) {
        return of(workspace, workspace.measurement());
    }

    /**
     * Looks at a workspace under one of its measurements; the POI may be missing.
     *
     * @throws WorkspaceException if the modifiers contradict each other, or the measurement's configurations
     */
    public static Inspection of(Workspace workspace, Measurement chosen) {
        Map<String, Integer> channels = new TreeMap<>(CodePoints.ORDER);
        workspace.channels().forEach(channel -> channels.put(channel.name(), channel.bins()));
        List<String> samples = workspace.channels().stream()
                .flatMap(channel -> channel.samples().stream().map(Sample::name))
                .distinct()
                .sorted(CodePoints.ORDER)
                .toList();
        List<InspectedParameter> parameters = ParameterSets.of(workspace, chosen).sets().stream()
                .map(set -> new InspectedParameter(
                        set.name(),
                        set.constraint(),
                        set.types().stream().sorted().toList()))
                .sorted(Comparator.comparing(InspectedParameter::name, CodePoints.ORDER))
                .toList();
        return new Inspection(channels, samples, parameters, workspace.measurements(), chosen);
    }

    /**
     * What {@code pyhf inspect --output-file} writes, as a tree for {@link JsonText}.
     *
     * <p>Its key {@code modifiers} has one type a name, the last by the alphabet; {@code systematics} has all.
     */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("samples", samples);
        List<Object> bins = new ArrayList<>();
        channels.forEach((channel, count) -> bins.add(List.of(channel, count)));
        tree.put("channels", bins);
        Map<String, Object> modifiers = new LinkedHashMap<>();
        List<Object> constraints = new ArrayList<>();
        List<Object> systematics = new ArrayList<>();
        for (InspectedParameter parameter : parameters) {
            String constraint = parameter.constraint().spelling();
            List<String> types = parameter.typeNames();
            modifiers.put(parameter.name(), types.get(types.size() - 1));
            constraints.add(List.of(parameter.name(), constraint));
            systematics.add(List.of(parameter.name(), constraint, types));
        }
        tree.put("modifiers", modifiers);
        tree.put("parameters", constraints);
        tree.put("systematics", systematics);
        tree.put(
                "measurements",
                measurements.stream()
                        .map(each -> List.of(each.name(), each.poi(), configured(each)))
                        .toList());
        return tree;
    }

    static List<String> configured(Measurement measurement) {
        return measurement.parameters().stream().map(ParameterConfig::name).toList();
    }

    /** The table that {@code pyhf inspect} prints, by lines; {@code (*)} marks the chosen measurement. */
    public List<String> text() {
        return new InspectionText(this).lines();
    }
}
