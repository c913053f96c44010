package dev.limen.app.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The switch behind which data are read. */
final class UnblindOption {

    @Option(
            names = "--unblind",
            paramLabel = "RUN",
            description =
                    "Move nothing: read the data at the thresholds, and with the networks, that a finished run of this"
                            + " analysis froze, and write what was observed into its folder.")
    private Optional<Path> run = Optional.empty();

    /** The folder of the run, if there is one to unblind. */
    Optional<Path> run() {
        return run;
    }
}
