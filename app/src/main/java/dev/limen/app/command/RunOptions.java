package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.run.Run;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run is written, and whether it begins anew. */
final class RunOptions {

    private static final Path RUNS = Path.of("limen-runs");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description =
                    "Where the run is written, and continued if it was broken off; the next free folder of limen-runs by"
                            + " default, or the last if its run is an unfinished one of this analysis.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--force",
            description =
                    "Begin anew: replace the run in the folder of --output, or take the next free folder of limen-runs.")
    private boolean force;

    /** Begins or continues a run. */
    Run open(Analysis analysis, Path file, Path base) {
        if (folder.isPresent()) {
            return force
                    ? Run.replacing(folder.get(), analysis, file, base)
                    : Run.in(folder.get(), analysis, file, base);
        }
        return force ? Run.next(RUNS, analysis, file, base) : Run.last(RUNS, analysis, file, base);
    }
}
