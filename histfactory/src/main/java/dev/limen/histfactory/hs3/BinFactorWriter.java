package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Bounds;
import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.Observation;
import dev.limen.histfactory.ParameterConfig;
import dev.limen.histfactory.Sample;
import dev.limen.histfactory.ShapeFactor;
import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.StatError;
import dev.limen.histfactory.hs3.BinFactors.Carrier;
import dev.limen.histfactory.hs3.BinFactors.Group;
import dev.limen.histfactory.hs3.BinFactors.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes a group of factors of bins as modifiers, a configuration and, where it takes one, a channel of counts. */
final class BinFactorWriter {
    private static final Bounds FREE = new Bounds(0, 10);
    private static final Bounds POSITIVE = new Bounds(1e-10, 10);

    private final Group group;
    private final ParameterFacts facts;

    BinFactorWriter(Group group, ParameterFacts facts) {
        this.group = group;
        this.facts = facts;
    }

    private int bins() {
        return group.parameters().size();
    }

    /** Whether one modifier of the workspace has the same constraint. */
    private boolean isShapeSys() {
        Carrier first = group.carriers().get(0);
        return group.kind() == Kind.POISSON
                && group.carriers().size() == 1
                && IntStream.range(0, bins())
                        .allMatch(b ->
                                group.values().get(b) == 0 || first.contents().get(b) > 0)
                && measured().map(this::areTaus).orElse(true);
    }

    private boolean areTaus(List<Double> measured) {
        return IntStream.range(0, bins()).allMatch(b -> {
            double tau = group.values().get(b);
            return tau == 0 || Math.abs(measured.get(b) - tau) <= 1e-12 * tau;
        });
    }

    /** Whether counts of a channel of their own constrain the factors. */
    private boolean hasCounts() {
        return group.kind() == Kind.POISSON && !isShapeSys();
    }

    /** The modifier of the group on a sample, if it scales that. */
    Optional<Modifier> modifier(String channel, int sample) {
        return group.carriers().stream()
                .filter(carrier -> carrier.channel().equals(channel) && carrier.sample() == sample)
                .findFirst()
                .map(this::modifier);
    }

    private Modifier modifier(Carrier carrier) {
        if (isShapeSys()) {
            return new ShapeSys(
                    group.name(),
                    IntStream.range(0, bins())
                            .mapToObj(b -> group.values().get(b) == 0
                                    ? 0.0
                                    : carrier.contents().get(b)
                                            / Math.sqrt(group.values().get(b)))
                            .toList());
        }
        return group.kind() == Kind.GAUSS
                ? new StatError(group.name(), uncertainties(carrier))
                : new ShapeFactor(group.name());
    }

    /** The first sample carries the uncertainty of all, so that their relative uncertainty is the group's. */
    private List<Double> uncertainties(Carrier carrier) {
        for (Carrier other : group.carriers()) {
            if (!other.channel().equals(carrier.channel())) {
                throw carrier.at()
                        .error("Gaussian factors of bins shared between the channels '" + other.channel() + "' and '"
                                + carrier.channel() + "'; a workspace has them for one channel each.");
            }
        }
        boolean first = carrier.equals(group.carriers().get(0));
        return IntStream.range(0, bins())
                .mapToObj(b -> first ? group.values().get(b) * Math.max(0, total(b)) : 0.0)
                .toList();
    }

    private double total(int bin) {
        return group.carriers().stream()
                .mapToDouble(carrier -> carrier.contents().get(bin))
                .sum();
    }

    /** The auxiliary measurement: a channel in which the factors scale tau. */
    Optional<Channel> counts() {
        if (!hasCounts()) {
            return Optional.empty();
        }
        List<Double> expected =
                group.values().stream().map(tau -> tau == 0 ? 1.0 : tau).toList();
        Sample tau = CountsChannel.tau(expected, new ShapeFactor(group.name()));
        return Optional.of(new Channel(channelName(), List.of(tau)));
    }

    /** What was counted in it. */
    Optional<Observation> observation() {
        return counts().map(channel -> {
            List<Double> expected = channel.samples().get(0).data();
            List<Double> counted = measured().orElse(expected);
            return new Observation(
                    channelName(),
                    IntStream.range(0, bins())
                            .mapToObj(b -> group.values().get(b) == 0 ? expected.get(b) : counted.get(b))
                            .toList());
        });
    }

    private String channelName() {
        return CountsChannel.name(group.name());
    }

    /** What the document says was measured, if it does for all factors. */
    private Optional<List<Double>> measured() {
        if (group.constraint().measured().isPresent()) {
            return group.constraint().measured();
        }
        List<Double> values = new ArrayList<>();
        for (String parameter : group.parameters()) {
            facts.measured(parameter).ifPresent(values::add);
        }
        return values.size() == bins() ? Optional.of(values) : Optional.empty();
    }

    /** The measurements of normal constraints, where they are not the usual ones. */
    private Optional<double[]> unusualMeasurements() {
        return measured()
                .filter(values -> group.kind() == Kind.GAUSS && values.stream().anyMatch(v -> v != 1))
                .map(values -> values.stream().mapToDouble(v -> v).toArray());
    }

    /** What the measurement must say of the factors; nothing where the modifiers say it all. */
    Optional<ParameterConfig> configuration() {
        ParameterConfig plain = ParameterConfig.of(group.name());
        if (group.kind() == Kind.HELD || group.parameters().stream().allMatch(facts::isConstant)) {
            return Optional.of(plain.withInits(starts()).withBounds(ranges()).withFixed(true));
        }
        Optional<double[]> unusual = unusualMeasurements();
        ParameterConfig measured = unusual.map(plain::withAuxdata).orElse(plain);
        boolean said = group.parameters().stream()
                .anyMatch(p ->
                        facts.value(p).isPresent() || facts.range(p, open()).isPresent());
        boolean holds = hasCounts() && group.values().contains(0.0);
        if (said || holds) {
            return Optional.of(measured.withInits(starts()).withBounds(ranges()));
        }
        return unusual.isPresent() ? Optional.of(measured) : Optional.empty();
    }

    private double[] starts() {
        return group.parameters().stream()
                .mapToDouble(p -> facts.value(p).orElse(1.0))
                .toArray();
    }

    private Bounds[] ranges() {
        double[] starts = starts();
        return IntStream.range(0, bins())
                .mapToObj(b -> held(b) ? new Bounds(starts[b], starts[b]) : range(b))
                .toArray(Bounds[]::new);
    }

    /** Single factors are held by their bounds: a configuration holds all or none. */
    private boolean held(int bin) {
        boolean constrained = group.kind() == Kind.GAUSS || group.kind() == Kind.POISSON;
        return facts.isConstant(group.parameters().get(bin))
                || constrained && group.values().get(bin) == 0;
    }

    private Bounds range(int bin) {
        return facts.range(group.parameters().get(bin), open()).orElse(open());
    }

    private Bounds open() {
        return group.kind() == Kind.FREE ? FREE : POSITIVE;
    }

    /** How the factors are called now. */
    String note() {
        String counted =
                hasCounts() ? "; their Poisson constraints are the counts of channel '" + channelName() + "'" : "";
        return "the factors " + group.parameters().get(0) + (bins() > 1 ? ", ..." : "") + " are the parameter '"
                + group.name() + "'" + counted;
    }
}
