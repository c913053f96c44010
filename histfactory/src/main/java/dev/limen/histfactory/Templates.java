package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All numbers of a model as expressions: made when asked for, and the same objects at each call.
 *
 * <p>May be used by several threads at once.
 */
final class Templates {
    private final Map<String, Map<String, Supplier<Template>>> sources;
    private final Map<String, Expr> observed;
    private final Map<Supplier<Template>, Template> made = new ConcurrentHashMap<>();

    /**
     * @param sources  of templates by channel, then sample
     * @param observed observed counts by channel {@code [bins]}
     */
    Templates(Map<String, Map<String, Supplier<Template>>> sources, Map<String, Expr> observed) {
        this.sources = Map.copyOf(sources);
        this.observed = Map.copyOf(observed);
    }

    /** The numbers of a file. */
    static Templates of(Workspace workspace) {
        Map<String, Map<String, Supplier<Template>>> sources = new HashMap<>();
        for (Channel channel : workspace.channels()) {
            Map<String, Supplier<Template>> here = new LinkedHashMap<>();
            channel.samples().forEach(sample -> here.put(sample.name(), () -> Template.of(channel, sample)));
            sources.put(channel.name(), here);
        }
        Map<String, Expr> observed = new HashMap<>();
        for (Observation observation : workspace.observations()) {
            double[] counts =
                    observation.data().stream().mapToDouble(Double::doubleValue).toArray();
            observed.put(observation.name(), Expr.constant(Tensor.of(counts)));
        }
        return new Templates(sources, observed);
    }

    /** Observed counts by channel {@code [bins]}. */
    Map<String, Expr> observed() {
        return observed;
    }

    /**
     * The numbers of one sample in one channel.
     *
     * @throws IllegalArgumentException if there is none
     */
    Template template(String channel, String sample) {
        Map<String, Supplier<Template>> here = sources.get(channel);
        if (here == null || !here.containsKey(sample)) {
            throw new IllegalArgumentException("no sample '" + sample + "' in channel '" + channel + "'; there are "
                    + (here == null ? "channels " + sources.keySet() : "samples " + here.keySet()));
        }
        return made.computeIfAbsent(here.get(sample), Supplier::get);
    }
}
