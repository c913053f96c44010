package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All numbers of a model as expressions.
 *
 * @param samples  by channel, then sample
 * @param observed observed counts by channel {@code [bins]}
 */
record Templates(Map<String, Map<String, Template>> samples, Map<String, Expr> observed) {
    Templates {
        samples = Map.copyOf(samples);
        observed = Map.copyOf(observed);
    }

    /** The numbers of a file. */
    static Templates of(Workspace workspace) {
        Map<String, Map<String, Template>> samples = new HashMap<>();
        for (Channel channel : workspace.channels()) {
            Map<String, Template> here = new LinkedHashMap<>();
            channel.samples().forEach(sample -> here.put(sample.name(), Template.of(channel, sample)));
            samples.put(channel.name(), here);
        }
        Map<String, Expr> observed = new HashMap<>();
        for (Observation observation : workspace.observations()) {
            double[] counts =
                    observation.data().stream().mapToDouble(Double::doubleValue).toArray();
            observed.put(observation.name(), Expr.constant(Tensor.of(counts)));
        }
        return new Templates(samples, observed);
    }

    /**
     * The numbers of one sample in one channel.
     *
     * @throws IllegalArgumentException if there is none
     */
    Template template(String channel, String sample) {
        Map<String, Template> here = samples.get(channel);
        if (here == null || !here.containsKey(sample)) {
            throw new IllegalArgumentException("no sample '" + sample + "' in channel '" + channel + "'; there are "
                    + (here == null ? "channels " + samples.keySet() : "samples " + here.keySet()));
        }
        return here.get(sample);
    }
}
