package dev.limen.app.command;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model is made of a workspace, and whether its data are looked at. */
final class ModelOptions {

    @Option(names = "--measurement", paramLabel = "NAME", description = "The measurement to use; the first by default.")
    private Optional<String> measurement = Optional.empty();

    @Option(
            names = "--blind",
            description =
                    "Leave out observed results and read no observed count: expected results are those of the Asimov"
                            + " set at nominal parameters.")
    private boolean blind;

    @Mixin
    private InterpolationOptions interpolation = new InterpolationOptions();

    boolean blind() {
        return blind;
    }

    ModelChoice choice() {
        return new ModelChoice(measurement, interpolation.chosen());
    }
}
