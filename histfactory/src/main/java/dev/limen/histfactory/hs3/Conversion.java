package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.Observation;
import dev.limen.histfactory.ParameterConfig;
import dev.limen.histfactory.Sample;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.hs3.ChannelReader.ScaledSample;
import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a workspace of an analysis. */
final class Conversion {
    private static final String HISTFACTORY = "histfactory_dist";
    private static final String PRODUCT = "product_dist";

    /** A channel of the likelihood and its data: binned ones by their name or in place. */
    private record Paired(Located distribution, Located data) {}

    private final Hs3Document document;
    private final Located analysis;
    private final ParameterFacts facts;
    private final Constraints constraints;
    private final ScalarParameters scalars;
    private final BinFactors factors = new BinFactors();
    private final ModifierCodes codes = new ModifierCodes();
    private final List<Paired> pairs = new ArrayList<>();
    private final Map<String, List<ScaledSample>> channels = new LinkedHashMap<>();
    private final List<Observation> observations = new ArrayList<>();

    /**
     * Of an analysis, or of a likelihood where the document has no analyses.
     *
     * @param analysis either
     */
    Conversion(Hs3Document document, Located analysis) {
        this.document = document;
        this.analysis = analysis.openObject("an analysis", List.of("name"));
        this.facts = new ParameterFacts(document, analysis);
        this.constraints = new Constraints(document, facts);
        this.scalars = new ScalarParameters(facts, constraints);
    }

    Hs3Conversion result() {
        terms(likelihood());
        // Constraints come first, since they decide what becomes of the factors that they constrain.
        pairs.forEach(pair -> ChannelReader.addConstraints(pair.distribution(), constraints));
        pairs.forEach(this::channel);
        List<BinFactorWriter> writers = factors.groups().stream()
                .map(group -> new BinFactorWriter(group, facts))
                .toList();
        List<Channel> written = new ArrayList<>();
        channels.forEach((name, samples) -> written.add(new Channel(name, completed(name, samples, writers))));
        List<ParameterConfig> configurations = new ArrayList<>(scalars.configurations());
        List<String> notes = new ArrayList<>(scalars.notes());
        written.addAll(scalars.counts());
        observations.addAll(scalars.observations());
        for (BinFactorWriter writer : writers) {
            writer.counts().ifPresent(written::add);
            writer.observation().ifPresent(observations::add);
            writer.configuration().ifPresent(configurations::add);
            notes.add(writer.note());
        }
        constraints
                .unused()
                .forEach(name -> notes.add(
                        "the distribution '" + name + "' is left out: it constrains no parameter of the channels"));
        String poi = poi(notes);
        scalars.requireUnshifted(poi);
        Measurement measurement = new Measurement(analysis.field("name").string(), poi, configurations);
        Workspace workspace = Workspace.of(document.root().file(), written, observations, List.of(measurement));
        return new Hs3Conversion(workspace, codes.chosen(), notes);
    }

    private Located likelihood() {
        Located likelihood = document.hasAnalyses()
                ? document.named(
                        "likelihoods",
                        "likelihood",
                        analysis.openObject("an analysis", List.of("likelihood"))
                                .field("likelihood")
                                .string())
                : analysis;
        return likelihood.openObject("a likelihood", List.of("distributions", "data"));
    }

    private String poi(List<String> notes) {
        if (document.poi().isPresent()) {
            return document.poi().get();
        }
        List<String> names = analysis
                .optional("parameters_of_interest")
                .or(() -> analysis.optional("parameter_of_interest"))
                .map(Conversion::oneOrMore)
                .orElse(List.of())
                .stream()
                .map(Located::string)
                .toList();
        if (names.size() > 1) {
            notes.add("of the parameters of interest " + names + " the first is the POI");
        }
        return names.isEmpty() ? "" : names.get(0);
    }

    private static List<Located> oneOrMore(Located names) {
        return names.node().isArray() ? names.elements(0, "names of parameters") : List.of(names);
    }

    private void terms(Located likelihood) {
        List<Located> names = likelihood.field("distributions").elements(1, "distributions");
        List<Located> data = likelihood.field("data").elements(1, "data");
        if (data.size() != names.size()) {
            throw likelihood
                    .field("data")
                    .error(data.size() + " data for " + names.size() + " distributions; expected one for each.");
        }
        for (int i = 0; i < names.size(); i++) {
            term(distribution(names.get(i)), Optional.of(data.get(i)));
        }
        likelihood.optional("aux_distributions").ifPresent(this::auxiliary);
        analysis.optional("aux_likelihood_terms").ifPresent(this::auxiliary);
    }

    private void auxiliary(Located names) {
        names.elements(0, "names of distributions").forEach(name -> term(distribution(name), Optional.empty()));
    }

    /** A channel, a constraint, or a product of one channel at most and constraints, whose data are the channel's. */
    private void term(Located distribution, Optional<Located> data) {
        switch (distribution.field("type").string()) {
            case HISTFACTORY ->
                pairs.add(new Paired(
                        distribution,
                        data.orElseThrow(() -> distribution.error("a channel among the auxiliary distributions, which"
                                + " have no data. List it with the distributions of the likelihood."))));
            case PRODUCT -> {
                for (Located name : distribution
                        .openObject("a product_dist", List.of("factors"))
                        .field("factors")
                        .elements(1, "names of distributions")) {
                    Located factor = distribution(name);
                    boolean channel = factor.field("type").string().equals(HISTFACTORY);
                    term(factor, channel ? data : Optional.empty());
                }
            }
            default -> constraints.add(distribution, data);
        }
    }

    private Located distribution(Located name) {
        return document.named("distributions", "distribution", name.string())
                .openObject("a distribution", List.of("name", "type"));
    }

    private void channel(Paired pair) {
        Located at = pair.distribution();
        ChannelReader reader = new ChannelReader(
                at, document, new BinFactorReader(at, document, facts, constraints, factors), codes, scalars);
        List<ScaledSample> samples = reader.samples();
        int bins = samples.get(0).contents().size();
        String name = at.field("name").string();
        if (channels.put(name, samples) != null) {
            throw at.error("the channel is twice in the likelihood.");
        }
        observations.add(new Observation(name, counts(pair.data(), new Axes(at, bins), bins)));
    }

    private List<Double> counts(Located written, Axes axes, int bins) {
        if (written.node().isArray()) {
            return checked(written, written.numbers(), bins);
        }
        Located data = document.named("data", "data", written.string()).openObject("data", List.of("type"));
        String type = data.field("type").string();
        return switch (type) {
            case "binned" -> {
                Located contents =
                        data.openObject("binned data", List.of("contents")).field("contents");
                yield checked(contents, contents.numbers(), bins);
            }
            case "unbinned" -> axes.histogram(data);
            default ->
                throw data.field("type")
                        .error("data of type '" + type + "' for a histfactory_dist; expected 'binned' or 'unbinned'.");
        };
    }

    private static List<Double> checked(Located at, List<Double> counts, int bins) {
        if (counts.size() != bins) {
            throw at.error(counts.size() + " counts, but the channel has " + bins + " bins.");
        }
        return counts;
    }

    private static List<Sample> completed(String channel, List<ScaledSample> samples, List<BinFactorWriter> writers) {
        List<Sample> completed = new ArrayList<>();
        for (int s = 0; s < samples.size(); s++) {
            ScaledSample sample = samples.get(s);
            List<Modifier> modifiers = new ArrayList<>(sample.modifiers());
            for (BinFactorWriter writer : writers) {
                writer.modifier(channel, s).ifPresent(modifiers::add);
            }
            completed.add(new Sample(sample.name(), sample.contents(), modifiers));
        }
        return completed;
    }
}
