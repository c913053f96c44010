package dev.limen.histfactory.hs3;

import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormSys;
import dev.limen.histfactory.hs3.BinFactors.Carrier;
import dev.limen.histfactory.hs3.BinFactors.Kind;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the samples of a {@code histfactory_dist}; factors of bins are gathered for later. */
final class ChannelReader {
    private static final String STATERROR = "staterror";
    private static final List<String> TYPES =
            List.of("normfactor", "normsys", "histosys", "shapefactor", "shapesys", STATERROR);

    /**
     * A sample without its factors of bins.
     *
     * @param modifiers those of one parameter; others are added later
     */
    record ScaledSample(String name, List<Double> contents, List<Modifier> modifiers) {}

    private final Located channel;
    private final String name;
    private final Optional<ShapeSysValues> shapeSys;
    private final BinFactors factors;
    private final ModifierCodes codes;
    private final ScalarParameters scalars;

    ChannelReader(
            Located channel,
            Optional<ShapeSysValues> shapeSys,
            BinFactors factors,
            ModifierCodes codes,
            ScalarParameters scalars) {
        this.channel = channel.openObject("a histfactory_dist", List.of("name", "samples"));
        this.name = channel.field("name").string();
        this.shapeSys = shapeSys;
        this.factors = factors;
        this.codes = codes;
        this.scalars = scalars;
    }

    List<ScaledSample> samples() {
        List<Located> all = channel.field("samples").elements(1, "samples");
        List<ScaledSample> samples = new ArrayList<>();
        for (int s = 0; s < all.size(); s++) {
            Located sample = all.get(s).openObject("a sample", List.of("data"));
            List<Double> contents = contents(sample.field("data"));
            List<Modifier> modifiers = new ArrayList<>();
            for (Located modifier : modifiers(sample)) {
                scalar(modifier, contents.size()).ifPresent(modifiers::add);
                factor(modifier, new Carrier(name, s, contents, modifier));
            }
            String called = sample.optional("name").map(Located::string).orElse("sample " + s);
            samples.add(new ScaledSample(called, contents, modifiers));
        }
        return samples;
    }

    private static List<Double> contents(Located data) {
        return data.openObject("binned data", List.of("contents"))
                .field("contents")
                .numbers();
    }

    private static List<Located> modifiers(Located sample) {
        List<Located> modifiers = sample.optional("modifiers")
                .map(at -> at.elements(0, "modifiers"))
                .orElse(List.of());
        modifiers.forEach(modifier -> modifier.openObject("a modifier", List.of("type")));
        return modifiers;
    }

    private Optional<Modifier> scalar(Located at, int bins) {
        String type = at.field("type").string();
        return switch (type) {
            case "normfactor" -> Optional.of(scalars.factor(parameter(at, ""), at));
            case "normsys" -> {
                codes.normsys(at);
                Located data = at.openObject("a normsys", List.of("data")).field("data");
                data.openObject("a normsys' data", List.of("hi", "lo"));
                yield Optional.of(new NormSys(
                        scalars.systematic(parameter(at, "alpha_"), at),
                        data.field("lo").number(),
                        data.field("hi").number()));
            }
            case "histosys" -> {
                codes.histosys(at);
                Located data = at.openObject("a histosys", List.of("data")).field("data");
                data.openObject("a histosys' data", List.of("hi", "lo"));
                yield Optional.of(new HistoSys(
                        scalars.systematic(parameter(at, "alpha_"), at),
                        checked(data.field("lo"), bins),
                        checked(data.field("hi"), bins)));
            }
            case "shapefactor", "shapesys", STATERROR -> Optional.empty();
            default ->
                throw at.field("type").error("unknown modifier type '" + type + "'." + Suggestion.among(type, TYPES));
        };
    }

    private List<Double> checked(Located data, int bins) {
        List<Double> values = contents(data);
        requireBins(data.field("contents"), values.size(), bins);
        return values;
    }

    private void requireBins(Located at, int found, int bins) {
        if (found != bins) {
            throw at.error(found + " numbers, but the sample has " + bins + " bins.");
        }
    }

    /** The parameter of a modifier; without the key, ROOT's name for it. */
    private static String parameter(Located at, String prefix) {
        return at.optional("parameter").map(Located::string).orElseGet(() -> prefix + modifierName(at));
    }

    private static String modifierName(Located at) {
        return at.openObject("a modifier without 'parameter'", List.of("name"))
                .field("name")
                .string();
    }

    private void factor(Located at, Carrier carrier) {
        int bins = carrier.contents().size();
        switch (at.field("type").string()) {
            case "shapefactor" -> {
                boolean held = constraint(at).filter("Const"::equals).isPresent();
                factors.add(
                        parameters(at, bins), held ? Kind.HELD : Kind.FREE, Collections.nCopies(bins, 0.0), carrier);
            }
            case "shapesys" -> shapesys(at, carrier);
            case STATERROR -> staterror(at, carrier);
            default -> {}
        }
    }

    private void shapesys(Located at, Carrier carrier) {
        int bins = carrier.contents().size();
        String constraint = constraint(at).orElse("Poisson");
        if (constraint.equals("Const")) {
            factors.add(parameters(at, bins), Kind.HELD, Collections.nCopies(bins, 0.0), carrier);
            return;
        }
        at.openObject("a shapesys", List.of("data"));
        Located vals =
                at.field("data").openObject("a shapesys' data", List.of("vals")).field("vals");
        List<Double> values = vals.numbers();
        requireBins(vals, values.size(), bins);
        List<Double> widths = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            double value = values.get(b);
            if (value < 0) {
                throw vals.error("bin " + b + " is " + value + "; expected uncertainties of at least 0.");
            }
            boolean poisson = poisson(at, constraint);
            widths.add(
                    !poisson || value == 0
                            ? value
                            : meaning(at).tau(carrier.contents().get(b), value));
        }
        factors.add(parameters(at, bins), poisson(at, constraint) ? Kind.POISSON : Kind.GAUSS, widths, carrier);
    }

    private ShapeSysValues meaning(Located at) {
        return shapeSys.orElseThrow(() -> at.field("data")
                .field("vals")
                .error(
                        "what these numbers mean differs between programs: tau, the auxiliary count (ROOT), its root (text"
                                + " of the standard), the uncertainty in events (pyhs3), or the relative one. Choose: "
                                + Suggestion.listed(ShapeSysValues.spellings()) + "."));
    }

    /** The relative uncertainty of the sum of all samples of this channel that carry a staterror. */
    private void staterror(Located at, Carrier carrier) {
        int bins = carrier.contents().size();
        double[] sum = new double[bins];
        double[] squares = new double[bins];
        for (Located sample : channel.field("samples").elements(1, "samples")) {
            if (modifiers(sample).stream()
                    .noneMatch(m -> m.field("type").string().equals(STATERROR))) {
                continue;
            }
            List<Double> contents = contents(sample.field("data"));
            Located errors = sample.field("data")
                    .openObject("the data of a sample with staterror", List.of("errors"))
                    .field("errors");
            List<Double> deviations = errors.numbers();
            requireBins(errors, deviations.size(), bins);
            requireBins(sample.field("data").field("contents"), contents.size(), bins);
            for (int b = 0; b < bins; b++) {
                sum[b] += contents.get(b);
                squares[b] += deviations.get(b) * deviations.get(b);
            }
        }
        Optional<Located> settings = channel.optional(STATERROR);
        double threshold = settings.flatMap(s -> s.optional("relThreshold"))
                .map(Located::number)
                .orElse(0.0);
        String constraint = constraint(at)
                .or(() -> settings.flatMap(ChannelReader::constraint))
                .orElse("Poisson");
        boolean poisson = poisson(at, constraint);
        List<Double> values = IntStream.range(0, bins)
                .mapToObj(b -> {
                    double relative = sum[b] > 0 ? Math.sqrt(squares[b]) / sum[b] : 0;
                    boolean held = relative == 0 || relative < threshold;
                    return held ? 0 : poisson ? sum[b] * sum[b] / squares[b] : relative;
                })
                .toList();
        factors.add(parameters(at, bins), poisson ? Kind.POISSON : Kind.GAUSS, values, carrier);
    }

    private static Optional<String> constraint(Located at) {
        return at.optional("constraint")
                .or(() -> at.optional("constraint_type"))
                .map(Located::string);
    }

    private static boolean poisson(Located at, String constraint) {
        return switch (constraint) {
            case "Poisson" -> true;
            case "Gauss" -> false;
            default ->
                throw at.error("constraint '" + constraint + "' of factors of bins; expected 'Poisson' or 'Gauss'.");
        };
    }

    /** The parameters of a modifier of bins; without the key, ROOT's names for them. */
    private List<String> parameters(Located at, int bins) {
        Optional<Located> listed = at.optional("parameters");
        if (listed.isPresent()) {
            List<String> names = listed.get().elements(1, "names of parameters").stream()
                    .map(Located::string)
                    .toList();
            requireBins(listed.get(), names.size(), bins);
            return names;
        }
        String stem = at.optional("parameter").map(Located::string).orElseGet(() -> "gamma_" + ofRoot(at));
        return IntStream.range(0, bins).mapToObj(b -> stem + "_bin_" + b).toList();
    }

    private String ofRoot(Located at) {
        String region = name.startsWith("model_") ? name.substring("model_".length()) : name;
        return at.field("type").string().equals(STATERROR) ? "stat_" + region : modifierName(at);
    }

    /** Refuses axes that do not have as many bins as the samples. */
    void checkAxes(int bins) {
        int expected = 1;
        Optional<Located> axes = channel.optional("axes");
        if (axes.isEmpty()) {
            return;
        }
        for (Located axis : axes.get().elements(1, "axes")) {
            Optional<Located> edges = axis.optional("edges").or(() -> axis.optional("bounds"));
            if (edges.isEmpty() && axis.optional("nbins").isEmpty()) {
                throw axis.error("an axis without bins. Give 'nbins' or 'edges'.");
            }
            expected *= edges.isPresent()
                    ? edges.get().numbers().size() - 1
                    : (int) axis.field("nbins").number();
        }
        if (expected != bins) {
            throw axes.get().error(expected + " bins, but the samples have " + bins + ".");
        }
    }
}
