package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an optimiser found: the last point of its path.
 *
 * @param names of the parameters
 * @param x their values, in the same order
 * @param objective there, as the caller's objective gave it
 * @param trajectory every point from the start on
 * @param certificate whether it is an optimum, and what stopped the run
 */
public record Optimum(
        List<String> names, double[] x, double objective, List<Step> trajectory, Certificate certificate) {
    public Optimum {
        names = List.copyOf(names);
        x = x.clone();
        trajectory = List.copyOf(trajectory);
        Objects.requireNonNull(certificate, "certificate");
    }

    @Override
    public double[] x() {
        return x.clone();
    }

    /** The values by name. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < x.length; i++) {
            values.put(names.get(i), x[i]);
        }
        return values;
    }

    /**
     * The value of one parameter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double value(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no parameter '%s'; there are %s.".formatted(name, names));
        }
        return x[index];
    }
}
