package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Bounds;
import dev.limen.histfactory.Channel;
import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.Lumi;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormFactor;
import dev.limen.histfactory.Observation;
import dev.limen.histfactory.ParameterConfig;
import dev.limen.histfactory.hs3.Constraint.Counts;
import dev.limen.histfactory.hs3.Constraint.Gaussian;
import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The parameters that are one number: normalisations and the alphas of systematics. */
final class ScalarParameters {
    private static final Bounds FREE = new Bounds(0, 10);
    /** What stands for the sides that the range of a normalisation leaves open, since a workspace has finite ones. */
    private static final Bounds OPEN = new Bounds(-1000, 1000);

    private static final Bounds ALPHA = new Bounds(-5, 5);

    private final ParameterFacts facts;
    private final Constraints constraints;
    private final Set<String> factors = new LinkedHashSet<>();
    private final Map<String, Counts> counted = new LinkedHashMap<>();
    private final Map<String, Boolean> systematics = new LinkedHashMap<>();
    private final Map<String, Gaussian> shifts = new LinkedHashMap<>();
    private Optional<String> luminosity = Optional.empty();
    private Optional<Gaussian> luminosityConstraint = Optional.empty();

    ScalarParameters(ParameterFacts facts, Constraints constraints) {
        this.facts = facts;
        this.constraints = constraints;
    }

    /**
     * Adds the modifiers of a factor to those of a sample: with a Gaussian constraint it is the luminosity, of which there
     * is one, or a shift of the sample that is linear in it.
     *
     * @param nominal the sample's contents {@code [bins]}
     */
    void factor(String parameter, Located at, List<Double> nominal, List<Modifier> modifiers) {
        Optional<Constraint> constraint =
                facts.isConstant(parameter) ? Optional.empty() : constraintOfFactor(parameter, at);
        if (constraint.isPresent() && constraint.get() instanceof Gaussian gaussian) {
            if (luminosity.isEmpty() || luminosity.get().equals(parameter)) {
                luminosity = Optional.of(parameter);
                luminosityConstraint = Optional.of(gaussian);
                modifiers.add(new Lumi());
            } else {
                shift(parameter, gaussian, at, nominal, modifiers);
            }
            return;
        }
        if (constraint.isPresent() && constraint.get() instanceof Counts counts) {
            counted.putIfAbsent(parameter, counts);
        }
        factors.add(parameter);
        modifiers.add(new NormFactor(parameter));
    }

    /**
     * With theta = m + sigma alpha, theta nu is m (nu + alpha nu sigma / m): symmetric shifts are linear in alpha by every
     * code of interpolation.
     */
    private void shift(
            String parameter, Gaussian gaussian, Located at, List<Double> nominal, List<Modifier> modifiers) {
        if (!(gaussian.measured() > 0)) {
            throw at.error(
                    "the normfactor '" + parameter + "' has a Gaussian constraint at " + gaussian.measured()
                            + ", and '" + luminosity.orElseThrow()
                            + "' has one, too; a workspace can have one such factor, and others whose measured value is positive.");
        }
        double relative = gaussian.sigma() / gaussian.measured();
        shifts.put(parameter, gaussian);
        modifiers.add(new HistoSys(
                parameter,
                nominal.stream().map(content -> content * (1 - relative)).toList(),
                nominal.stream().map(content -> content * (1 + relative)).toList()));
        if (gaussian.measured() != 1) {
            modifiers.add(constant(gaussian.measured()));
        }
    }

    /** Refuses a sample on which a factor that became a shift would have to multiply other shifts, or itself. */
    void requireOneShift(Located sample, List<Modifier> modifiers) {
        List<String> names = modifiers.stream()
                .filter(HistoSys.class::isInstance)
                .map(Modifier::name)
                .toList();
        if (names.size() > 1) {
            names.stream().filter(shifts::containsKey).findFirst().ifPresent(parameter -> {
                throw sample.error("the normfactor '" + parameter + "' has a Gaussian constraint, as '"
                        + luminosity.orElseThrow()
                        + "' has; a workspace can have one such factor, and others on samples without histosys only. Make it a"
                        + " normsys.");
            });
        }
    }

    /** A factor that is held at a number; ROOT names such ones by their value, too. */
    NormFactor constant(double number) {
        String name = Double.toString(number);
        factors.add(name);
        return new NormFactor(name);
    }

    private Optional<Constraint> constraintOfFactor(String parameter, Located at) {
        Optional<Located> type = ConstraintType.of(at, constraints);
        Optional<Constraint> written = constraints.of(parameter);
        if (written.isPresent() || type.isEmpty()) {
            return written;
        }
        double measured = facts.measured(parameter).orElse(1.0);
        return switch (type.get().string()) {
            case ConstraintType.GAUSS -> Optional.of(new Gaussian(measured, 1, at));
            case ConstraintType.POISSON -> Optional.of(new Counts(measured, 1, at));
            case ConstraintType.CONST -> Optional.empty();
            default -> throw ConstraintType.unknown(type.get());
        };
    }

    /** The name of a systematic's parameter, which has a Gaussian constraint of unit width. */
    String systematic(String parameter, Located at) {
        Optional<Located> type = ConstraintType.of(at, constraints);
        boolean held = type.filter(ConstraintType::isConst).isPresent();
        type.ifPresent(ScalarParameters::requireNormal);
        constraints.of(parameter).ifPresent(own -> {
            String modifier = at.field("type").string();
            if (!(own instanceof Gaussian gaussian)) {
                throw own.at()
                        .error("a Poisson constraint of '" + parameter + "'; that of a " + modifier
                                + " is normal in a workspace.");
            }
            if (gaussian.sigma() != 1) {
                throw own.at()
                        .error("the constraint of '" + parameter + "' has the width " + gaussian.sigma()
                                + "; that of a " + modifier + " is 1 in a workspace. Scale its variations.");
            }
        });
        systematics.merge(parameter, held, Boolean::logicalOr);
        return parameter;
    }

    /** Notes the parameter of an interpolation, which has a constraint of its own in the document. */
    void constrained(Located name) {
        String parameter = name.string();
        if (!(constraints.of(parameter).orElse(null) instanceof Gaussian gaussian) || gaussian.sigma() != 1) {
            throw name.error(
                    "'" + parameter + "' has no Gaussian constraint of width 1 among the distributions; that of an"
                            + " interpolation, which is a normsys, has one in a workspace.");
        }
        systematics.merge(parameter, false, Boolean::logicalOr);
    }

    /** LogNormal(1 | alpha, 1) is Normal(0 | alpha, 1), so that it is one. */
    private static void requireNormal(Located type) {
        if (type.string().equals(ConstraintType.POISSON)) {
            throw type.error("the constraint 'Poisson' of a systematic; in a workspace it is normal, of width 1.");
        }
        if (!ConstraintType.isKnown(type.string())) {
            throw ConstraintType.unknown(type);
        }
    }

    /** What the measurement must say of them. */
    List<ParameterConfig> configurations() {
        List<ParameterConfig> all = new ArrayList<>();
        requireOneMeaning();
        factors.forEach(name -> all.add(factorConfigured(name)));
        shifts.forEach((name, gaussian) -> all.add(shiftConfigured(name, gaussian)));
        systematics.forEach((name, held) -> {
            ParameterConfig config = configured(name, held, ALPHA);
            Optional<Double> measured =
                    constraints.of(name).map(Constraint::measured).or(() -> facts.measured(name));
            all.add(measured.map(config::withAuxdata).orElse(config));
        });
        luminosity.ifPresent(name -> {
            Gaussian gaussian = luminosityConstraint.orElseThrow();
            ParameterConfig plain = ParameterConfig.of(new Lumi().name())
                    .withInits(facts.value(name).orElse(gaussian.measured()))
                    .withAuxdata(gaussian.measured())
                    .withSigmas(gaussian.sigma());
            all.add(plain.withBounds(facts.range(name, OPEN).orElse(FREE)));
        });
        return all;
    }

    private void requireOneMeaning() {
        List<String> factorsOfGaussians = new ArrayList<>(shifts.keySet());
        luminosity.ifPresent(factorsOfGaussians::add);
        for (String name : factorsOfGaussians) {
            if (systematics.containsKey(name)) {
                throw (shifts.containsKey(name) ? shifts.get(name) : luminosityConstraint.orElseThrow())
                        .at()
                        .error("'" + name + "' is a normfactor with a Gaussian constraint, and a systematic, too; in a"
                                + " workspace these are two parameters.");
            }
        }
    }

    /** In standard deviations from what was measured. */
    private ParameterConfig shiftConfigured(String name, Gaussian gaussian) {
        UnaryOperator<Double> pull = value -> (value - gaussian.measured()) / gaussian.sigma();
        Bounds range = facts.range(name, OPEN).orElse(FREE);
        return ParameterConfig.of(name)
                .withInits(pull.apply(facts.value(name).orElse(gaussian.measured())))
                .withBounds(new Bounds(pull.apply(range.lower()), pull.apply(range.upper())));
    }

    /** Refuses a POI whose values would mean something else. */
    void requireUnshifted(String poi) {
        if (shifts.containsKey(poi)) {
            throw shifts.get(poi)
                    .at()
                    .error("the parameter of interest '" + poi + "' has a Gaussian constraint, as '"
                            + luminosity.orElseThrow()
                            + "' has; a workspace can have one such factor. Choose another one.");
        }
    }

    /** ROOT writes a constant factor as a parameter whose name is its value. */
    private ParameterConfig factorConfigured(String name) {
        ParameterConfig config = configured(name, false, OPEN);
        Optional<Double> constant = facts.value(name).isPresent() ? Optional.empty() : numeral(name);
        return constant.map(value -> config.withInits(value)
                        .withBounds(new Bounds(Math.min(0, value), Math.max(10, value)))
                        .withFixed(true))
                .orElse(config);
    }

    private static Optional<Double> numeral(String name) {
        try {
            return Optional.of(Double.valueOf(name)).filter(Double::isFinite);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private ParameterConfig configured(String name, boolean held, Bounds open) {
        ParameterConfig config = ParameterConfig.of(name);
        config = facts.value(name).map(config::withInits).orElse(config);
        config = facts.range(name, open).map(config::withBounds).orElse(config);
        return held || facts.isConstant(name) ? config.withFixed(true) : config;
    }

    /** The auxiliary measurements of factors with a Poisson constraint: channels in which they scale tau. */
    List<Channel> counts() {
        List<Channel> channels = new ArrayList<>();
        counted.forEach((name, counts) -> channels.add(new Channel(
                CountsChannel.name(name), List.of(CountsChannel.tau(List.of(counts.tau()), new NormFactor(name))))));
        return channels;
    }

    /** What was counted in them. */
    List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        counted.forEach((name, counts) ->
                observations.add(new Observation(CountsChannel.name(name), List.of(counts.measured()))));
        return observations;
    }

    /** What a reader should know: the new name of the luminosity, the channels of counts. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        luminosity.ifPresent(name -> notes.add("the normfactor '" + name + "' is the parameter '" + new Lumi().name()
                + "': it has a Gaussian constraint"));
        shifts.forEach((name, gaussian) ->
                notes.add("the normfactor '" + name + "' is a histosys, and its parameter in standard deviations: '"
                        + name + "' = " + gaussian.measured() + " + " + gaussian.sigma() + " alpha"));
        counted.keySet()
                .forEach(name -> notes.add("the Poisson constraint of '" + name + "' is the counts of channel '"
                        + CountsChannel.name(name) + "'"));
        return notes;
    }
}
