package dev.limen.histfactory;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What modifiers of one type ask of the parameter with their name, before the measurement has its say.
 *
 * <p>Empty inits, bounds, auxdata or sigmas of a lumi must come from the measurement. Empty sigmas or factors of other
 * types mean that the type does not have them.
 */
record SuggestedSet(
        String name,
        ModifierType type,
        List<String> channels,
        Constraint constraint,
        List<Boolean> placeholders,
        Optional<Double> init,
        Optional<Bounds> bounds,
        Optional<List<Double>> auxdata,
        Optional<List<Double>> sigmas,
        Optional<List<Double>> factors,
        String pointer) {
    private static final Optional<List<Double>> NONE = Optional.empty();
    private static final Optional<Double> ONE = Optional.of(1.0);
    private static final Optional<Bounds> FREE = Optional.of(new Bounds(0, 10));
    private static final Optional<Bounds> POSITIVE = Optional.of(new Bounds(1e-10, 10));
    private static final List<Boolean> SCALAR = List.of(false);

    /** Of a modifier whose parameter is one number. */
    static SuggestedSet scalar(Occurrence first) {
        String name = first.modifier().name();
        ModifierType type = first.modifier().kind();
        String at = first.pointer();
        switch (type) {
            case LUMI:
                return new SuggestedSet(
                        name,
                        type,
                        List.of(),
                        Constraint.NORMAL,
                        SCALAR,
                        Optional.empty(),
                        Optional.empty(),
                        NONE,
                        NONE,
                        NONE,
                        at);
            case NORMFACTOR:
                return new SuggestedSet(
                        name, type, List.of(), Constraint.UNCONSTRAINED, SCALAR, ONE, FREE, NONE, NONE, NONE, at);
            default:
                return new SuggestedSet(
                        name,
                        type,
                        List.of(),
                        Constraint.NORMAL,
                        SCALAR,
                        Optional.of(0.0),
                        Optional.of(new Bounds(-5, 5)),
                        Optional.of(List.of(0.0)),
                        NONE,
                        NONE,
                        at);
        }
    }

    /** Of a shapefactor: free, one component a bin of the longest of its channels. */
    static SuggestedSet shapefactor(Occurrence first, List<String> channels, int bins) {
        return new SuggestedSet(
                first.modifier().name(),
                ModifierType.SHAPEFACTOR,
                channels,
                Constraint.UNCONSTRAINED,
                Collections.nCopies(bins, false),
                ONE,
                FREE,
                NONE,
                NONE,
                NONE,
                first.pointer());
    }

    /** Of a shapesys, whose auxiliary data are its factors. */
    static SuggestedSet shapesys(Occurrence only, List<Double> factors, List<Boolean> placeholders) {
        return new SuggestedSet(
                only.modifier().name(),
                ModifierType.SHAPESYS,
                List.of(only.channel().name()),
                Constraint.POISSON,
                placeholders,
                ONE,
                POSITIVE,
                Optional.of(factors),
                NONE,
                Optional.of(factors),
                only.pointer());
    }

    /** Of a staterror, around 1. */
    static SuggestedSet staterror(
            Occurrence first, List<String> channels, List<Double> sigmas, List<Boolean> placeholders) {
        return new SuggestedSet(
                first.modifier().name(),
                ModifierType.STATERROR,
                channels,
                Constraint.NORMAL,
                placeholders,
                ONE,
                POSITIVE,
                Optional.of(Collections.nCopies(sigmas.size(), 1.0)),
                Optional.of(sigmas),
                NONE,
                first.pointer());
    }

    boolean isScalar() {
        return channels.isEmpty();
    }

    int size() {
        return placeholders.size();
    }

    /** What of a shared parameter two types would have different, if anything. */
    Optional<String> conflict(SuggestedSet other) {
        if (constraint != other.constraint) {
            return Optional.of(constraint.spelling() + " and " + other.constraint.spelling());
        }
        if (isScalar() != other.isScalar()) {
            return Optional.of("one number and one number a bin");
        }
        boolean same = size() == other.size()
                && init.equals(other.init)
                && bounds.equals(other.bounds)
                && auxdata.equals(other.auxdata)
                && sigmas.equals(other.sigmas)
                && factors.equals(other.factors)
                && placeholders.equals(other.placeholders);
        return same ? Optional.empty() : Optional.of("different starts, bounds or auxiliary data");
    }
}
