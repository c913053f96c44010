package dev.limen.histfactory.hs3;

import dev.limen.histfactory.hs3.BinFactors.Carrier;
import dev.limen.histfactory.hs3.BinFactors.Constrained;
import dev.limen.histfactory.hs3.BinFactors.Kind;
import dev.limen.histfactory.hs3.Constraint.Counts;
import dev.limen.histfactory.hs3.Constraint.Gaussian;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads modifiers with a factor for each bin: {@code shapefactor}, {@code shapesys} and {@code staterror}. */
final class BinFactorReader {
    static final String SHAPE_FACTOR = "shapefactor";
    static final String SHAPE_SYS = "shapesys";
    static final String STAT_ERROR = "staterror";
    private static final String MODEL = "model_";

    private final Located channel;
    private final Hs3Document document;
    private final ParameterFacts facts;
    private final Constraints constraints;
    private final BinFactors factors;

    BinFactorReader(
            Located channel, Hs3Document document, ParameterFacts facts, Constraints constraints, BinFactors factors) {
        this.channel = channel;
        this.document = document;
        this.facts = facts;
        this.constraints = constraints;
        this.factors = factors;
    }

    /** Gathers a modifier. */
    void add(Carrier carrier) {
        Located at = carrier.at();
        List<String> parameters = parameters(at, carrier.contents().size());
        Optional<Located> type = ConstraintType.of(at, constraints);
        Constrained constraint = written(at, parameters)
                .orElseGet(() ->
                        at.field("type").string().equals(STAT_ERROR) ? staterror(carrier, type) : shape(carrier, type));
        factors.add(parameters, constraint, carrier);
    }

    /** The constraints that the document writes as distributions, if it does for these factors. */
    private Optional<Constrained> written(Located at, List<String> parameters) {
        int bins = parameters.size();
        Optional<Located> list = at.optional("constraints");
        if (list.isPresent()) {
            List<Located> names = list.get().elements(1, "names of distributions");
            requireBins(list.get(), names.size(), bins);
            for (Located name : names) {
                if (!name.node().isNull() && !constraints.addNamed(name)) {
                    throw name.error("/distributions has no distribution '" + name.string() + "'.");
                }
            }
        }
        List<Optional<Constraint>> found =
                parameters.stream().map(constraints::of).toList();
        Optional<Constraint> first = found.stream().flatMap(Optional::stream).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = kind(first.get());
        List<Double> values = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            Optional<Constraint> constraint = found.get(b);
            if (constraint.isEmpty()) {
                requireHeld(at, parameters.get(b), b);
            } else if (kind(constraint.get()) != kind) {
                throw at.error("'" + parameters.get(b) + "' has a normal constraint and another factor of this modifier"
                        + " a Poisson one, or the reverse; a workspace has one kind.");
            }
            values.add(constraint.map(BinFactorReader::strength).orElse(0.0));
            measured.add(constraint.map(Constraint::measured).orElse(1.0));
        }
        return Optional.of(new Constrained(kind, values, Optional.of(measured)));
    }

    private void requireHeld(Located at, String parameter, int bin) {
        boolean zero = at.optional("data")
                .flatMap(data -> data.optional("vals"))
                .map(vals -> vals.numbers().size() > bin && vals.numbers().get(bin) == 0)
                .orElse(false);
        if (!zero && !facts.isConstant(parameter)) {
            throw at.error("'" + parameter + "' has no constraint, but other factors of this modifier have one; a"
                    + " workspace has one for all. Make it a constant of the parameter point.");
        }
    }

    private static Kind kind(Constraint constraint) {
        return constraint instanceof Gaussian ? Kind.GAUSS : Kind.POISSON;
    }

    private static double strength(Constraint constraint) {
        return constraint instanceof Counts counts ? counts.tau() : ((Gaussian) constraint).sigma();
    }

    private Constrained shape(Carrier carrier, Optional<Located> type) {
        Located at = carrier.at();
        int bins = carrier.contents().size();
        Optional<Located> vals = at.optional("data").flatMap(data -> data.optional("vals"));
        if (type.filter(ConstraintType::isConst).isPresent()) {
            return unconstrained(Kind.HELD, bins);
        }
        boolean shapefactor = at.field("type").string().equals(SHAPE_FACTOR);
        if (type.isEmpty() && vals.map(v -> allZero(v)).orElse(shapefactor)) {
            // What ROOT writes of a shapefactor.
            return unconstrained(Kind.FREE, bins);
        }
        at.openObject("a " + at.field("type").string() + " with a constraint", List.of("data"));
        at.field("data").openObject("the data of factors with a constraint", List.of("vals"));
        boolean poisson = type.map(BinFactorReader::poisson).orElse(true);
        return new Constrained(
                poisson ? Kind.POISSON : Kind.GAUSS, widths(vals.orElseThrow(), carrier, poisson), Optional.empty());
    }

    private static boolean allZero(Located vals) {
        return vals.numbers().stream().allMatch(v -> v == 0);
    }

    private static Constrained unconstrained(Kind kind, int bins) {
        return new Constrained(kind, Collections.nCopies(bins, 0.0), Optional.empty());
    }

    private List<Double> widths(Located vals, Carrier carrier, boolean poisson) {
        List<Double> values = vals.numbers();
        requireBins(vals, values.size(), carrier.contents().size());
        List<Double> widths = new ArrayList<>();
        for (int b = 0; b < values.size(); b++) {
            double value = values.get(b);
            if (value < 0) {
                throw vals.error("bin " + b + " is " + value + "; expected uncertainties of at least 0.");
            }
            widths.add(
                    !poisson || value == 0
                            ? value
                            : meaning(vals).tau(carrier.contents().get(b), value));
        }
        return widths;
    }

    private ShapeSysValues meaning(Located vals) {
        return document.shapeSys()
                .orElseThrow(() -> vals.error("what these numbers mean differs between programs: the relative"
                        + " uncertainty (ROOT; its first versions with HS3: tau, the auxiliary count), the root of tau"
                        + " (text of the standard), or the uncertainty in events (pyhs3). Choose: "
                        + Suggestion.listed(ShapeSysValues.spellings()) + "."));
    }

    /** The relative uncertainty of the sum of all samples of this channel that carry a staterror. */
    private Constrained staterror(Carrier carrier, Optional<Located> own) {
        int bins = carrier.contents().size();
        channel.optional("barlow_beeston_method")
                .filter(method -> !method.string().equals("lite"))
                .ifPresent(method -> {
                    throw method.error("'" + method.string() + "': a factor for each sample and bin; a workspace has"
                            + " one for each bin ('lite').");
                });
        double[] sum = new double[bins];
        double[] squares = new double[bins];
        for (Located sample : channel.field("samples").elements(1, "samples")) {
            if (ChannelReader.modifiers(sample).stream()
                    .anyMatch(m -> m.field("type").string().equals(STAT_ERROR))) {
                addErrors(sample, sum, squares);
            }
        }
        Optional<Located> settings = channel.optional(STAT_ERROR);
        double threshold = settings.flatMap(s -> s.optional("relThreshold"))
                .map(Located::number)
                .orElse(0.0);
        boolean poisson = own.or(() -> settings.flatMap(ConstraintType::written))
                .map(BinFactorReader::poisson)
                .orElse(true);
        List<Double> values = IntStream.range(0, bins)
                .mapToObj(b -> {
                    double relative = sum[b] > 0 ? Math.sqrt(squares[b]) / sum[b] : 0;
                    boolean held = relative == 0 || relative < threshold;
                    return held ? 0 : poisson ? sum[b] * sum[b] / squares[b] : relative;
                })
                .toList();
        return new Constrained(poisson ? Kind.POISSON : Kind.GAUSS, values, Optional.empty());
    }

    private static void addErrors(Located sample, double[] sum, double[] squares) {
        Located data = sample.field("data");
        List<Double> contents = ChannelReader.contents(data);
        Located errors = data.openObject("the data of a sample with staterror", List.of("errors"))
                .field("errors");
        List<Double> deviations = errors.numbers();
        requireBins(errors, deviations.size(), sum.length);
        requireBins(data.field("contents"), contents.size(), sum.length);
        for (int b = 0; b < sum.length; b++) {
            sum[b] += contents.get(b);
            squares[b] += deviations.get(b) * deviations.get(b);
        }
    }

    private static boolean poisson(Located type) {
        return switch (type.string()) {
            case ConstraintType.POISSON -> true;
            case ConstraintType.GAUSS -> false;
            default ->
                throw type.error(
                        "constraint '" + type.string() + "' of factors of bins; expected 'Poisson' or 'Gauss'.");
        };
    }

    static void requireBins(Located at, int found, int bins) {
        if (found != bins) {
            throw at.error(found + " numbers, but the sample has " + bins + " bins.");
        }
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
        String name = channel.field("name").string();
        String region = name.startsWith(MODEL) ? name.substring(MODEL.length()) : name;
        return at.field("type").string().equals(STAT_ERROR) ? "stat_" + region : ChannelReader.modifierName(at);
    }
}
