package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A model under construction: channels and samples whose contents are expressions.
 *
 * <p>Which bins' gammas are free is decided by names and structure, not by the expressions' values: all are, unless
 * {@link SampleBuilder#staterror(String, Expr, List)} says otherwise.
 */
public final class ModelBuilder {
    private String poi = "";
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Map<String, Supplier<Template>>> samples = new HashMap<>();
    private final Map<String, Expr> observed = new HashMap<>();
    private final List<Observation> observations = new ArrayList<>();
    private final Map<String, ParameterConfig> configs = new LinkedHashMap<>();

    ModelBuilder() {}

    /** Names the parameter of interest. */
    public ModelBuilder poi(String name) {
        poi = name;
        return this;
    }

    /** Sets start, bounds, widths or the like of a parameter. */
    public ModelBuilder parameter(ParameterConfig config) {
        configs.put(config.name(), config);
        return this;
    }

    /** The luminosity as a constrained factor around 1, with its relative uncertainty. */
    public ModelBuilder luminosity(double relativeUncertainty) {
        return parameter(ParameterConfig.of("lumi")
                .withInits(1)
                .withAuxdata(1)
                .withSigmas(relativeUncertainty)
                .withBounds(new Bounds(Math.max(1e-10, 1 - 10 * relativeUncertainty), 1 + 10 * relativeUncertainty)));
    }

    /** Adds a channel with its samples. */
    public ModelBuilder channel(String name, UnaryOperator<ChannelBuilder> parts) {
        ChannelBuilder builder = parts.apply(new ChannelBuilder(name));
        channels.add(builder.channel());
        Map<String, Supplier<Template>> here = new LinkedHashMap<>();
        builder.templates().forEach((sample, template) -> here.put(sample, () -> template));
        samples.put(name, here);
        builder.observed().ifPresent(counts -> observed.put(name, counts));
        observations.add(new Observation(name, Collections.nCopies(builder.bins(), 1.0)));
        return this;
    }

    /** A workspace of the same names, with placeholder numbers. */
    Workspace prototype() {
        Measurement measurement = new Measurement("limen", poi, List.copyOf(configs.values()));
        return Workspace.of("model", channels, observations, List.of(measurement));
    }

    Templates templates() {
        return new Templates(samples, observed);
    }
}
