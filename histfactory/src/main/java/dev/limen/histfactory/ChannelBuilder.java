package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A channel under construction. */
public final class ChannelBuilder {
    private final String name;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private Optional<Expr> observed = Optional.empty();

    ChannelBuilder(String name) {
        this.name = name;
    }

    /**
     * Adds a sample.
     *
     * @param sample    its name, unique in the channel
     * @param nominal   its contents {@code [bins]}, in events
     * @param modifiers what acts on it
     */
    public ChannelBuilder sample(String sample, Expr nominal, UnaryOperator<SampleBuilder> modifiers) {
        if (nominal.shape().rank() != 1) {
            throw new IllegalArgumentException("sample '" + sample + "' of channel '" + name + "': contents of shape "
                    + nominal.shape() + "; expected [bins]");
        }
        SampleBuilder builder = modifiers.apply(new SampleBuilder(name + "/" + sample, nominal));
        samples.add(builder.sample(sample));
        templates.put(sample, builder.template());
        return this;
    }

    /** The counts observed in the channel {@code [bins]}; without them only expected results can be had. */
    public ChannelBuilder observed(Expr counts) {
        observed = Optional.of(counts);
        return this;
    }

    Channel channel() {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("channel '" + name + "' has no sample; add one");
        }
        return new Channel(name, samples);
    }

    int bins() {
        return channel().bins();
    }

    Map<String, Template> templates() {
        return templates;
    }

    Optional<Expr> observed() {
        return observed;
    }
}
