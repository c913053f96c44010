package dev.limen.app.command;

import picocli.CommandLine.Option;

/** The confidence level of a limit. */
final class LevelOption {

    static final String LEVEL = "--level";

    @Option(
            names = LEVEL,
            paramLabel = "CL",
            defaultValue = "0.95",
            description = "Confidence level of the limit; default ${DEFAULT-VALUE}.")
    private double level = 0.95;

    double level() {
        if (!(level > 0 && level < 1)) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, "--level is " + level + "; expected a number between 0 and 1, such as 0.95.");
        }
        return level;
    }
}
