package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.Sample;
import java.util.List;

/** A channel of auxiliary counts, which makes the Poisson constraints of the factors that scale it. */
final class CountsChannel {
    private CountsChannel() {}

    /** What the channel for a parameter is called. */
    static String name(String parameter) {
        return parameter + "_constraint";
    }

    /** Its only sample. */
    static Sample tau(List<Double> tau, Modifier factors) {
        return new Sample("tau", tau, List.of(factors));
    }
}
