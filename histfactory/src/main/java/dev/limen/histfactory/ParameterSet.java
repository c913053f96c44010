package dev.limen.histfactory;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The parameter behind a modifier's name: one number, or one number a bin.
 *
 * <p>All lists have one entry a component, but for auxdata, sigmas and factors of a set without that kind of
 * constraint, which are empty.
 *
 * @param name the modifiers' name
 * @param types the types of the modifiers that share it, in parameter order
 * @param channels the channels whose bins the components stand for, sorted: of a staterror one after the other, of a
 *     shapefactor on top of each other; empty for a scalar
 * @param constraint what kind of auxiliary measurement it has
 * @param scalar whether it is one number; a set for a channel of one bin is not
 * @param inits where fits start
 * @param bounds where the components may move
 * @param fixed which components are held at their start
 * @param auxdata the auxiliary measurements, which are the data of the constraints
 * @param sigmas the widths of normal constraints
 * @param factors the factors tau of Poisson constraints
 * @param placeholders the components that stand for bins without content or uncertainty: their sigma or tau is 1 for
 *     want of a value, and they are fixed unless the measurement says otherwise
 */
public record ParameterSet(
        String name,
        List<ModifierType> types,
        List<String> channels,
        Constraint constraint,
        boolean scalar,
        List<Double> inits,
        List<Bounds> bounds,
        List<Boolean> fixed,
        List<Double> auxdata,
        List<Double> sigmas,
        List<Double> factors,
        List<Boolean> placeholders) {
    /** Copies the lists. */
    public ParameterSet {
        types = List.copyOf(types);
        channels = List.copyOf(channels);
        inits = List.copyOf(inits);
        bounds = List.copyOf(bounds);
        fixed = List.copyOf(fixed);
        auxdata = List.copyOf(auxdata);
        sigmas = List.copyOf(sigmas);
        factors = List.copyOf(factors);
        placeholders = List.copyOf(placeholders);
    }

    /** The number of components. */
    public int size() {
        return placeholders.size();
    }

    /** The names of the components: "mu" of a scalar, "gamma[0]", "gamma[1]" and so on of others. */
    public List<String> componentNames() {
        return scalar
                ? List.of(name)
                : IntStream.range(0, size()).mapToObj(i -> name + "[" + i + "]").toList();
    }
}
