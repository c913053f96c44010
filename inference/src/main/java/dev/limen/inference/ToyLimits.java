package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The observed upper limit by pseudo-experiments, and those expected without signal: see {@link ToyLimit}.
 *
 * @param observed empty for a blind result
 * @param expected five limits in the order of {@link Band#values}
 */
public record ToyLimits(Optional<ToyLimit> observed, List<ToyLimit> expected) {
    /** Copies the list. */
    public ToyLimits {
        expected = List.copyOf(expected);
    }

    /** Observed and expected limits; as {@link ToyLimit#observed}. */
    public static ToyLimits of(LogLikelihood model, Data data, double level, Toys toys) {
        ToyTest test = ToyTest.of(model, data, toys);
        return new ToyLimits(Optional.of(ToyLimitSearch.observed(test, level).limit()), expected(test, level));
    }

    /** Limits expected of toys made at nominal parameters; as {@link ToyLimit#observed}. */
    public static ToyLimits blind(LogLikelihood model, double level, Toys toys) {
        return new ToyLimits(Optional.empty(), expected(ToyTest.blind(model, toys), level));
    }

    private static List<ToyLimit> expected(ToyTest test, double level) {
        List<ToyLimit> limits = new ArrayList<>();
        for (int place = 0; place < Band.N.length; place++) {
            limits.add(ToyLimitSearch.expected(test, level, place).limit());
        }
        return limits;
    }
}
