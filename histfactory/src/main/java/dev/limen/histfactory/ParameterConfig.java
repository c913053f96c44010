package dev.limen.histfactory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a measurement says about a parameter, in place of what the modifiers suggest.
 *
 * @param name the parameter's name
 * @param inits where fits start, one a component
 * @param bounds where it may move, one pair a component
 * @param auxdata the auxiliary measurements, one a component; constrained parameters only
 * @param factors the factors tau of Poisson constraints; shapesys only
 * @param sigmas the widths of normal constraints; lumi and staterror only
 * @param fixed whether all components are held at their start
 */
public record ParameterConfig(
        String name,
        Optional<List<Double>> inits,
        Optional<List<Bounds>> bounds,
        Optional<List<Double>> auxdata,
        Optional<List<Double>> factors,
        Optional<List<Double>> sigmas,
        Optional<Boolean> fixed) {
    /** Copies the lists. */
    public ParameterConfig {
        inits = inits.map(List::copyOf);
        bounds = bounds.map(List::copyOf);
        auxdata = auxdata.map(List::copyOf);
        factors = factors.map(List::copyOf);
        sigmas = sigmas.map(List::copyOf);
    }

    /** A configuration that says nothing yet. */
    public static ParameterConfig of(String name) {
        Optional<List<Double>> none = Optional.empty();
        return new ParameterConfig(name, none, Optional.empty(), none, none, none, Optional.empty());
    }

    /** The same with other starts. */
    public ParameterConfig withInits(double... values) {
        return new ParameterConfig(name, listed(values), bounds, auxdata, factors, sigmas, fixed);
    }

    /** The same with other bounds. */
    public ParameterConfig withBounds(Bounds... values) {
        return new ParameterConfig(name, inits, Optional.of(List.of(values)), auxdata, factors, sigmas, fixed);
    }

    /** The same with other auxiliary measurements. */
    public ParameterConfig withAuxdata(double... values) {
        return new ParameterConfig(name, inits, bounds, listed(values), factors, sigmas, fixed);
    }

    /** The same with other factors of the Poisson constraints. */
    public ParameterConfig withFactors(double... values) {
        return new ParameterConfig(name, inits, bounds, auxdata, listed(values), sigmas, fixed);
    }

    /** The same with other widths of the normal constraints. */
    public ParameterConfig withSigmas(double... values) {
        return new ParameterConfig(name, inits, bounds, auxdata, factors, listed(values), fixed);
    }

    /** The same, held at its start or not. */
    public ParameterConfig withFixed(boolean held) {
        return new ParameterConfig(name, inits, bounds, auxdata, factors, sigmas, Optional.of(held));
    }

    private static Optional<List<Double>> listed(double... values) {
        return Optional.of(Arrays.stream(values).boxed().toList());
    }
}
