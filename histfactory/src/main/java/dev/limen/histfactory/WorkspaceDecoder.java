package dev.limen.histfactory;

import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From JSON to records, by version 1.0.0 of the published schema, which allows no keys but its own. */
final class WorkspaceDecoder {
    static final String VERSION = "1.0.0";

    private WorkspaceDecoder() {}

    static Located workspace(Located document) {
        if (document.node().has("distributions") && !document.node().has("channels")) {
            throw document.error("an HS3 document, not a workspace. Make one of it: limen hs3 " + document.file()
                    + ", or Hs3Document in Java.");
        }
        document.object("a workspace", List.of("channels", "measurements", "observations", "version"), List.of());
        version(document.field("version"));
        return document;
    }

    static void version(Located version) {
        if (!version.string().equals(VERSION)) {
            throw version.error("version '" + version.string() + "' is unknown; expected '" + VERSION + "'.");
        }
    }

    static List<Channel> channels(Located document) {
        return decoded(document.field("channels").elements(1, "channels"), WorkspaceDecoder::channel);
    }

    static List<Observation> observations(Located document) {
        return decoded(document.field("observations").elements(1, "observations"), WorkspaceDecoder::observation);
    }

    static List<Measurement> measurements(Located document) {
        return decoded(document.field("measurements").elements(1, "measurements"), WorkspaceDecoder::measurement);
    }

    private static Channel channel(Located at) {
        at.object("a channel", List.of("name", "samples"), List.of());
        List<Located> samples = at.field("samples").elements(1, "samples");
        return new Channel(at.field("name").string(), decoded(samples, WorkspaceDecoder::sample));
    }

    private static Sample sample(Located at) {
        at.object("a sample", List.of("name", "data", "modifiers"), List.of());
        return new Sample(
                at.field("name").string(),
                at.field("data").numbers(),
                decoded(at.field("modifiers").elements(0, "modifiers"), WorkspaceDecoder::modifier));
    }

    private static Modifier modifier(Located at) {
        at.object("a modifier", List.of("name", "type", "data"), List.of());
        String name = at.field("name").string();
        String type = at.field("type").string();
        Located data = at.field("data");
        ModifierType known = ModifierType.bySpelling(type).orElseThrow(() -> at.field("type")
                .error("unknown modifier type '" + type + "' of modifier '" + name + "'."
                        + Suggestion.among(type, ModifierType.spellings())));
        return switch (known) {
            case HISTOSYS -> histosys(name, data);
            case LUMI -> lumi(at, data);
            case NORMFACTOR -> {
                data.nothing();
                yield new NormFactor(name);
            }
            case NORMSYS -> {
                data.object("a normsys' data", List.of("lo", "hi"), List.of());
                yield new NormSys(
                        name, data.field("lo").number(), data.field("hi").number());
            }
            case SHAPEFACTOR -> {
                data.nothing();
                yield new ShapeFactor(name);
            }
            case SHAPESYS -> new ShapeSys(name, data.numbers());
            case STATERROR -> new StatError(name, data.numbers());
        };
    }

    private static HistoSys histosys(String name, Located data) {
        data.object("a histosys' data", List.of("lo_data", "hi_data"), List.of());
        return new HistoSys(
                name, data.field("lo_data").numbers(), data.field("hi_data").numbers());
    }

    private static Lumi lumi(Located at, Located data) {
        Located name = at.field("name");
        if (!name.string().equals(Lumi.NAME)) {
            throw name.error("a lumi modifier named '" + name.string() + "'; the schema allows only '" + Lumi.NAME
                    + "'. Rename it, or make it a normsys.");
        }
        data.nothing();
        return new Lumi();
    }

    private static Observation observation(Located at) {
        at.object("an observation", List.of("name", "data"), List.of());
        return new Observation(at.field("name").string(), at.field("data").numbers());
    }

    private static Measurement measurement(Located at) {
        at.object("a measurement", List.of("name", "config"), List.of());
        Located config = at.field("config").object("a config", List.of("poi", "parameters"), List.of());
        return new Measurement(
                at.field("name").string(),
                config.field("poi").string(),
                decoded(config.field("parameters").elements(0, "parameters"), WorkspaceDecoder::parameter));
    }

    private static ParameterConfig parameter(Located at) {
        at.object(
                "a parameter configuration",
                List.of("name"),
                List.of("inits", "bounds", "auxdata", "factors", "sigmas", "fixed"));
        return new ParameterConfig(
                at.field("name").string(),
                numbers(at, "inits"),
                at.optional("bounds").map(WorkspaceDecoder::bounds),
                numbers(at, "auxdata"),
                numbers(at, "factors"),
                numbers(at, "sigmas"),
                at.optional("fixed").map(Located::bool));
    }

    private static Optional<List<Double>> numbers(Located at, String key) {
        return at.optional(key).map(Located::numbers);
    }

    private static List<Bounds> bounds(Located at) {
        return decoded(at.elements(1, "pairs [lower, upper]"), pair -> {
            List<Double> ends = pair.numbers();
            if (ends.size() != 2) {
                throw pair.error(ends.size() + " numbers; bounds are pairs [lower, upper].");
            }
            return new Bounds(ends.get(0), ends.get(1));
        });
    }

    private static <T> List<T> decoded(List<Located> elements, Function<Located, T> one) {
        List<T> result = new ArrayList<>(elements.size());
        elements.forEach(element -> result.add(one.apply(element)));
        return result;
    }
}
