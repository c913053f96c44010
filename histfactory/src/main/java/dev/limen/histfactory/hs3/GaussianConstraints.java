package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The Gaussian constraints that a document writes as distributions of their own, by the parameter they constrain. */
final class GaussianConstraints {
    /**
     * Normal(measured | theta, sigma).
     *
     * @param at the distribution
     */
    record Gaussian(double measured, double sigma, Located at) {}

    private final ParameterFacts facts;
    private final Map<String, Gaussian> byParameter = new HashMap<>();

    GaussianConstraints(ParameterFacts facts) {
        this.facts = facts;
    }

    Optional<Gaussian> of(String parameter) {
        return Optional.ofNullable(byParameter.get(parameter));
    }

    /**
     * Adds a distribution.
     *
     * @param data what was measured, where the likelihood says so
     */
    void add(Located distribution, OptionalDouble data) {
        String type = distribution.field("type").string();
        if (!type.equals("gaussian_dist")) {
            throw distribution
                    .field("type")
                    .error("a distribution of type '" + type
                            + "'; a workspace holds those of type 'histfactory_dist', and"
                            + " 'gaussian_dist' as constraints of parameters.");
        }
        distribution.openObject("a gaussian_dist", List.of("x", "mean", "sigma"));
        Located x = distribution.field("x");
        Located mean = distribution.field("mean");
        boolean meanIsParameter = mean.node().isTextual() && !facts.isConstant(mean.string());
        Located parameter = meanIsParameter ? mean : x;
        Located measured = meanIsParameter ? x : mean;
        double value = data.isPresent() ? data.getAsDouble() : number(measured);
        Gaussian gaussian = new Gaussian(value, number(distribution.field("sigma")), distribution);
        Gaussian before = byParameter.putIfAbsent(parameter.string(), gaussian);
        if (before != null && !before.at().pointer().equals(distribution.pointer())) {
            throw distribution.error("a second constraint of '" + parameter.string() + "'; the first is at "
                    + before.at().pointer() + ". Multiply them into one Gaussian.");
        }
    }

    /** A number, or the name of a parameter whose value is known. */
    private double number(Located at) {
        if (!at.node().isTextual()) {
            return at.number();
        }
        return facts.value(at.string())
                .orElseThrow(() -> at.error(
                        "no parameter point of the analysis has a value of " + Suggestion.listed(List.of(at.string()))
                                + ". Add it to the point that the analysis names as 'init'."));
    }
}
