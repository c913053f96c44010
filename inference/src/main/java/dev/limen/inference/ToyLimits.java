package dev.limen.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The observed upper limit by pseudo-experiments, and those expected without signal: see {@link ToyLimit}.
 *
 * @param observed empty for a blind result
 * @param expected five limits in the order of {@link Band#values}
 * @param tried the tests of all signal strengths that were tried, ascending
 */
public record ToyLimits(Optional<ToyLimit> observed, List<ToyLimit> expected, List<Tried> tried) {

    /**
     * A signal strength that was tried.
     *
     * @param mu above 0
     * @param cls its toys
     */
    public record Tried(double mu, ToyCls cls) {}

    /** Copies the lists. */
    public ToyLimits {
        expected = List.copyOf(expected);
        tried = List.copyOf(tried);
    }

    /** Observed and expected limits; as {@link ToyLimit#observed}. */
    public static ToyLimits of(LogLikelihood model, Data data, double level, Toys toys) {
        ToyTest test = ToyTest.of(model, data, toys);
        ToyLimit observed = ToyLimitSearch.observed(test, level).limit();
        return new ToyLimits(Optional.of(observed), expected(test, level), test.tried());
    }

    /** Limits expected of toys made at nominal parameters; as {@link ToyLimit#observed}. */
    public static ToyLimits blind(LogLikelihood model, double level, Toys toys) {
        ToyTest test = ToyTest.blind(model, toys);
        return new ToyLimits(Optional.empty(), expected(test, level), test.tried());
    }

    private static List<ToyLimit> expected(ToyTest test, double level) {
        List<ToyLimit> limits = new ArrayList<>();
        for (int place = 0; place < Band.N.length; place++) {
            limits.add(ToyLimitSearch.expected(test, level, place).limit());
        }
        return limits;
    }
}
