package dev.limen.inference;

import java.util.List;

/**
 * A quantity made of parameters, with the uncertainty that theirs give it.
 *
 * @param values its elements
 * @param sigmas their standard deviations, to first order
 */
public record Propagated(List<Double> values, List<Double> sigmas) {
    /** Copies the lists. */
    public Propagated {
        values = List.copyOf(values);
        sigmas = List.copyOf(sigmas);
    }
}
