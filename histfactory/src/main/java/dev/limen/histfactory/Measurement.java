package dev.limen.histfactory;

import java.util.List;
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

    /** The configuration of a parameter, if there is one. */
    public Optional<ParameterConfig> parameter(String parameter) {
        return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
    }
}
