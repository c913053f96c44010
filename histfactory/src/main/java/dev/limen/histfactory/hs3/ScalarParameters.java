package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Bounds;
import dev.limen.histfactory.Lumi;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormFactor;
import dev.limen.histfactory.ParameterConfig;
import dev.limen.histfactory.hs3.GaussianConstraints.Gaussian;
import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The parameters that are one number: normalisations and the alphas of systematics. */
final class ScalarParameters {
    private static final Bounds FREE = new Bounds(0, 10);

    private final Hs3Document document;
    private final ParameterFacts facts;
    private final GaussianConstraints constraints;
    private final Set<String> factors = new LinkedHashSet<>();
    private final Map<String, Boolean> systematics = new LinkedHashMap<>();
    private Optional<String> luminosity = Optional.empty();

    ScalarParameters(Hs3Document document, ParameterFacts facts, GaussianConstraints constraints) {
        this.document = document;
        this.facts = facts;
        this.constraints = constraints;
    }

    /** The modifier of a factor: constrained ones become the luminosity, of which there is one. */
    Modifier factor(String parameter, Located at) {
        at.optional("constraint_name")
                .ifPresent(name -> constraints.add(
                        document.named("distributions", "distribution", name.string()), OptionalDouble.empty()));
        if (constraints.of(parameter).isEmpty() || facts.isConstant(parameter)) {
            factors.add(parameter);
            return new NormFactor(parameter);
        }
        if (luminosity.isPresent() && !luminosity.get().equals(parameter)) {
            throw at.error("the normfactor '" + parameter + "' has a Gaussian constraint, as '" + luminosity.get()
                    + "' has; a workspace can have one such factor. Make it a normsys.");
        }
        luminosity = Optional.of(parameter);
        return new Lumi();
    }

    /** The name of a systematic's parameter, which has a Gaussian constraint of unit width. */
    String systematic(String parameter, Located at) {
        String constraint = at.optional("constraint").map(Located::string).orElse("Gauss");
        boolean held = constraint.equals("Const");
        if (!held && !constraint.equals("Gauss")) {
            throw at.field("constraint")
                    .error("constraint '" + constraint + "' of a "
                            + at.field("type").string() + "; a workspace has Gaussian ones only.");
        }
        Optional<Gaussian> own = constraints.of(parameter);
        if (own.isPresent() && own.get().sigma() != 1) {
            throw own.get()
                    .at()
                    .error("the constraint of '" + parameter + "' has the width "
                            + own.get().sigma() + "; that of a "
                            + at.field("type").string()
                            + " is 1 in a workspace. Scale its variations.");
        }
        systematics.merge(parameter, held, Boolean::logicalOr);
        return parameter;
    }

    /** What the measurement must say of them. */
    List<ParameterConfig> configurations() {
        List<ParameterConfig> all = new ArrayList<>();
        factors.forEach(name -> all.add(configured(name, false)));
        systematics.forEach((name, held) -> {
            ParameterConfig config = configured(name, held);
            Optional<Double> measured =
                    constraints.of(name).map(Gaussian::measured).or(() -> facts.measured(name));
            all.add(measured.map(config::withAuxdata).orElse(config));
        });
        luminosity.ifPresent(name -> {
            Gaussian gaussian = constraints.of(name).orElseThrow();
            ParameterConfig plain = ParameterConfig.of(new Lumi().name())
                    .withInits(facts.value(name).orElse(gaussian.measured()))
                    .withAuxdata(gaussian.measured())
                    .withSigmas(gaussian.sigma());
            all.add(plain.withBounds(facts.range(name).orElse(FREE)));
        });
        return all;
    }

    private ParameterConfig configured(String name, boolean held) {
        ParameterConfig config = ParameterConfig.of(name);
        config = facts.value(name).map(config::withInits).orElse(config);
        config = facts.range(name).map(config::withBounds).orElse(config);
        return held || facts.isConstant(name) ? config.withFixed(true) : config;
    }

    /** The document's name of what is the luminosity now, if any. */
    Optional<String> luminosity() {
        return luminosity;
    }
}
