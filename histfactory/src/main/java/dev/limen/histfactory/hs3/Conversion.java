package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Lumi;
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
import java.util.OptionalDouble;

/** Makes a workspace of an analysis. */
final class Conversion {
    private static final String HISTFACTORY = "histfactory_dist";

    private final Hs3Document document;
    private final Located analysis;
    private final ParameterFacts facts;
    private final GaussianConstraints constraints;
    private final ScalarParameters scalars;
    private final BinFactors factors = new BinFactors();
    private final ModifierCodes codes = new ModifierCodes();
    private final Map<String, List<ScaledSample>> channels = new LinkedHashMap<>();
    private final List<Observation> observations = new ArrayList<>();

    Conversion(Hs3Document document, Located analysis) {
        this.document = document;
        this.analysis = analysis.openObject("an analysis", List.of("name", "likelihood"));
        this.facts = new ParameterFacts(document, analysis);
        this.constraints = new GaussianConstraints(facts);
        this.scalars = new ScalarParameters(document, facts, constraints);
    }

    Hs3Conversion result() {
        Located likelihood = document.named(
                "likelihoods", "likelihood", analysis.field("likelihood").string());
        likelihood.openObject("a likelihood", List.of("distributions", "data"));
        constraints(likelihood);
        channels(likelihood);
        List<BinFactorWriter> writers = factors.groups().stream()
                .map(group -> new BinFactorWriter(group, facts))
                .toList();
        List<Channel> written = new ArrayList<>();
        channels.forEach((name, samples) -> written.add(new Channel(name, completed(name, samples, writers))));
        List<ParameterConfig> configurations = new ArrayList<>(scalars.configurations());
        List<String> notes = new ArrayList<>();
        scalars.luminosity()
                .ifPresent(name -> notes.add("the normfactor '" + name + "' is the parameter '" + new Lumi().name()
                        + "': it has a Gaussian constraint"));
        for (BinFactorWriter writer : writers) {
            writer.counts().ifPresent(written::add);
            writer.observation().ifPresent(observations::add);
            writer.configuration().ifPresent(configurations::add);
            notes.add(writer.note());
        }
        Measurement measurement = new Measurement(analysis.field("name").string(), poi(notes), configurations);
        Workspace workspace = Workspace.of(document.root().file(), written, observations, List.of(measurement));
        return new Hs3Conversion(workspace, codes.chosen(), notes);
    }

    private String poi(List<String> notes) {
        List<String> names = analysis
                .optional("parameters_of_interest")
                .map(at -> at.elements(0, "names of parameters"))
                .orElse(List.of())
                .stream()
                .map(Located::string)
                .toList();
        if (names.size() > 1) {
            notes.add("of the parameters of interest " + names + " the first is the POI");
        }
        return names.isEmpty() ? "" : names.get(0);
    }

    /** The constraints written as distributions: before the channels, whose factors they constrain. */
    private void constraints(Located likelihood) {
        List<Located> names = likelihood.field("distributions").elements(1, "distributions");
        List<Located> data = data(likelihood, names.size());
        for (int i = 0; i < names.size(); i++) {
            Located distribution = distribution(names.get(i));
            if (!isChannel(distribution)) {
                constraints.add(distribution, OptionalDouble.of(value(data.get(i))));
            }
        }
        likelihood.optional("aux_distributions").ifPresent(this::auxiliary);
        analysis.optional("aux_likelihood_terms").ifPresent(this::auxiliary);
    }

    private void auxiliary(Located names) {
        names.elements(0, "names of distributions")
                .forEach(name -> constraints.add(distribution(name), OptionalDouble.empty()));
    }

    private void channels(Located likelihood) {
        List<Located> names = likelihood.field("distributions").elements(1, "distributions");
        List<Located> data = data(likelihood, names.size());
        for (int i = 0; i < names.size(); i++) {
            Located distribution = distribution(names.get(i));
            if (!isChannel(distribution)) {
                continue;
            }
            ChannelReader reader = new ChannelReader(distribution, document.shapeSys(), factors, codes, scalars);
            List<ScaledSample> samples = reader.samples();
            reader.checkAxes(samples.get(0).contents().size());
            channels.put(names.get(i).string(), samples);
            observations.add(new Observation(names.get(i).string(), counts(data.get(i))));
        }
    }

    private static List<Located> data(Located likelihood, int distributions) {
        List<Located> data = likelihood.field("data").elements(1, "data");
        if (data.size() != distributions) {
            throw likelihood
                    .field("data")
                    .error(data.size() + " data for " + distributions + " distributions; expected one for each.");
        }
        return data;
    }

    private Located distribution(Located name) {
        return document.named("distributions", "distribution", name.string())
                .openObject("a distribution", List.of("name", "type"));
    }

    private static boolean isChannel(Located distribution) {
        return distribution.field("type").string().equals(HISTFACTORY);
    }

    private List<Double> counts(Located name) {
        Located data = document.named("data", "data", name.string()).openObject("data", List.of("type"));
        String type = data.field("type").string();
        if (!type.equals("binned")) {
            throw data.field("type")
                    .error("data of type '" + type + "' for a histfactory_dist; a workspace has binned data.");
        }
        return data.openObject("binned data", List.of("contents"))
                .field("contents")
                .numbers();
    }

    /** The number that a constraint measured: written in place, or data of one point. */
    private double value(Located at) {
        if (!at.node().isTextual()) {
            return at.number();
        }
        return document.named("data", "data", at.string())
                .openObject("data of one point", List.of("value"))
                .field("value")
                .number();
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
