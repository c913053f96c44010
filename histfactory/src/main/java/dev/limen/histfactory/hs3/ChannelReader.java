package dev.limen.histfactory.hs3;

import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.Interpolation.Factor;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormSys;
import dev.limen.histfactory.hs3.BinFactors.Carrier;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the samples of a {@code histfactory_dist}; factors of bins are gathered for later. */
final class ChannelReader {
    private static final List<String> TYPES = List.of(
            "normfactor",
            "normsys",
            "histosys",
            BinFactorReader.SHAPE_FACTOR,
            BinFactorReader.SHAPE_SYS,
            BinFactorReader.STAT_ERROR);

    /**
     * A sample without its factors of bins.
     *
     * @param modifiers those of one parameter; others are added later
     */
    record ScaledSample(String name, List<Double> contents, List<Modifier> modifiers) {}

    private final Located channel;
    private final Hs3Document document;
    private final BinFactorReader factors;
    private final ModifierCodes codes;
    private final ScalarParameters scalars;

    ChannelReader(
            Located channel,
            Hs3Document document,
            BinFactorReader factors,
            ModifierCodes codes,
            ScalarParameters scalars) {
        this.channel = channel.openObject("a histfactory_dist", List.of("name", "samples"));
        this.document = document;
        this.factors = factors;
        this.codes = codes;
        this.scalars = scalars;
    }

    /** Adds the distributions that modifiers of a channel name as their constraints. */
    static void addConstraints(Located channel, Constraints constraints) {
        for (Located sample : channel.openObject("a histfactory_dist", List.of("samples"))
                .field("samples")
                .elements(1, "samples")) {
            modifiers(sample).forEach(modifier -> ConstraintType.of(modifier, constraints));
        }
    }

    List<ScaledSample> samples() {
        String name = channel.field("name").string();
        List<Located> all = channel.field("samples").elements(1, "samples");
        List<ScaledSample> samples = new ArrayList<>();
        for (int s = 0; s < all.size(); s++) {
            Located sample = all.get(s).openObject("a sample", List.of("data"));
            List<Double> contents = contents(sample.field("data"));
            List<Modifier> modifiers = new ArrayList<>();
            for (Located modifier : modifiers(sample)) {
                read(modifier, new Carrier(name, s, contents, modifier), modifiers);
            }
            scalars.requireOneShift(sample, modifiers);
            String called = sample.optional("name").map(Located::string).orElse("sample " + s);
            samples.add(new ScaledSample(called, contents, modifiers));
        }
        return samples;
    }

    static List<Double> contents(Located data) {
        return data.openObject("binned data", List.of("contents"))
                .field("contents")
                .numbers();
    }

    static List<Located> modifiers(Located sample) {
        List<Located> modifiers = sample.optional("modifiers")
                .map(at -> at.elements(0, "modifiers"))
                .orElse(List.of());
        modifiers.forEach(modifier -> modifier.openObject("a modifier", List.of("type")));
        return modifiers;
    }

    private void read(Located at, Carrier carrier, List<Modifier> modifiers) {
        String type = at.field("type").string();
        switch (type) {
            case "normfactor" -> normfactor(at, carrier.contents(), modifiers);
            case "custom" -> custom(at, carrier.contents(), modifiers);
            case "normsys" -> normsys(at, modifiers);
            case "histosys" -> histosys(at, carrier.contents(), modifiers);
            case BinFactorReader.SHAPE_FACTOR, BinFactorReader.SHAPE_SYS, BinFactorReader.STAT_ERROR ->
                factors.add(carrier);
            default ->
                throw at.field("type").error("unknown modifier type '" + type + "'." + Suggestion.among(type, TYPES));
        }
    }

    /** One parameter, or the parameters of a product, each of which is a factor. */
    private void normfactor(Located at, List<Double> nominal, List<Modifier> modifiers) {
        Optional<Located> named = at.optional("parameter");
        if (named.isEmpty()) {
            scalars.factor(modifierName(at), at, nominal, modifiers);
        } else {
            multiply(named.get(), at, nominal, modifiers);
        }
    }

    /** ROOT's modifier that is a function of the document. */
    private void custom(Located at, List<Double> nominal, List<Modifier> modifiers) {
        modifierName(at);
        Located name = at.field("name");
        if (document.find("functions", "function", name.string()).isEmpty()) {
            throw name.error("/functions has no function '" + name.string() + "', which a custom modifier names.");
        }
        multiply(name, at, nominal, modifiers);
    }

    private void multiply(Located name, Located at, List<Double> nominal, List<Modifier> modifiers) {
        Factors product = Factors.of(document, name);
        product.names().forEach(parameter -> scalars.factor(parameter, at, nominal, modifiers));
        double numbers = product.numbers();
        for (Located function : product.interpolations()) {
            InterpolatedFactor interpolated = InterpolatedFactor.of(function);
            numbers *= interpolated.nominal();
            for (InterpolatedFactor.Side side : interpolated.sides()) {
                Factor code = codes.normsys(side.code());
                scalars.constrained(side.parameter());
                addNormsys(
                        new NormSys(side.parameter().string(), side.low(), side.high()),
                        code,
                        side.parameter(),
                        modifiers);
            }
        }
        if (numbers != 1) {
            modifiers.add(scalars.constant(numbers));
        }
    }

    private void normsys(Located at, List<Modifier> modifiers) {
        Located data = at.openObject("a normsys", List.of("data")).field("data");
        data.openObject("a normsys' data", List.of("hi", "lo"));
        Factor code = codes.normsys(at, channel.optional("default_interpolation"));
        NormSys read = new NormSys(
                scalars.systematic(parameter(at), at),
                data.field("lo").number(),
                data.field("hi").number());
        addNormsys(read, code, at, modifiers);
    }

    private static void addNormsys(NormSys read, Factor code, Located at, List<Modifier> modifiers) {
        Optional<NormSys> before = sameName(modifiers, NormSys.class, read.name());
        if (before.isEmpty()) {
            modifiers.add(read);
            return;
        }
        if (code != Factor.CODE1) {
            throw at.error("a second normsys of '" + read.name() + "' on this sample. Their product is one normsys with"
                    + " interpolation 'log' only. Write them as one.");
        }
        modifiers.remove(before.get());
        modifiers.add(new NormSys(
                read.name(), before.get().lo() * read.lo(), before.get().hi() * read.hi()));
    }

    /** Shifts are linear in the contents at -1 and 1, whatever the code: those of one parameter add up to one. */
    private void histosys(Located at, List<Double> nominal, List<Modifier> modifiers) {
        Located data = at.openObject("a histosys", List.of("data")).field("data");
        data.openObject("a histosys' data", List.of("hi", "lo"));
        codes.histosys(at, channel.optional("default_interpolation"));
        int bins = nominal.size();
        HistoSys read = new HistoSys(
                scalars.systematic(parameter(at), at),
                checked(data.field("lo"), bins),
                checked(data.field("hi"), bins));
        Optional<HistoSys> before = sameName(modifiers, HistoSys.class, read.name());
        before.ifPresent(modifiers::remove);
        modifiers.add(before.map(other -> new HistoSys(
                        read.name(),
                        shifted(other.loData(), read.loData(), nominal),
                        shifted(other.hiData(), read.hiData(), nominal)))
                .orElse(read));
    }

    private static List<Double> shifted(List<Double> one, List<Double> other, List<Double> nominal) {
        return IntStream.range(0, nominal.size())
                .mapToObj(b -> one.get(b) + (other.get(b) - nominal.get(b)))
                .toList();
    }

    private static <M extends Modifier> Optional<M> sameName(List<Modifier> modifiers, Class<M> type, String name) {
        return modifiers.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(modifier -> modifier.name().equals(name))
                .findFirst();
    }

    private static List<Double> checked(Located data, int bins) {
        List<Double> values = contents(data);
        BinFactorReader.requireBins(data.field("contents"), values.size(), bins);
        return values;
    }

    /** The parameter of a systematic; without the key, ROOT's name for it. */
    private static String parameter(Located at) {
        return at.optional("parameter").map(Located::string).orElseGet(() -> "alpha_" + modifierName(at));
    }

    static String modifierName(Located at) {
        return at.openObject("a modifier without 'parameter'", List.of("name"))
                .field("name")
                .string();
    }
}
