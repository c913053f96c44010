package dev.limen.histfactory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be measured and how its parameters are set up.
 *
 * @param name its name
 * @param poi the name of the parameter of interest; empty for none
 * @param parameters configurations, at most one a parameter; those of parameters that no modifier has are without effect
 */
public record Measurement(String name, String poi, List<ParameterConfig> parameters) {
    /** Copies the list. */
    public Measurement {
        parameters = List.copyOf(parameters);
    }

    // A record's own methods are linked when they are first called, which a start from the shell waits for.
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Measurement measurement
                        && name.equals(measurement.name)
                        && poi.equals(measurement.poi)
                        && parameters.equals(measurement.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, poi, parameters);
    }

    /** The configuration of a parameter, if there is one. */
    public Optional<ParameterConfig> parameter(String parameter) {
        return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
    }
}
