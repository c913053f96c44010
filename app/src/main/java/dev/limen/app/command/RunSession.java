package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Progress;
import dev.limen.app.run.Run;
import dev.limen.app.run.Unblinding;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run of an analysis from the command line: listens for Ctrl-C, shows how far it is, and says where its folder is.
 *
 * @param runs where that is
 * @param file the analysis file
 */
record RunSession(Streams streams, RunOptions runs, Analysis analysis, Path file) {

    /** What is computed in a run's folder. */
    interface Search {
        /**
         * Computes it and ends the run.
         *
         * @throws InterruptedOptimisationException if the user stops it
         */
        Found in(Run run);
    }

    /**
     * What came of a search.
     *
     * @param lines to print
     */
    record Found(Outcome.Claim claim, List<String> lines) {}

    /** The folder that names in the analysis file are relative to. */
    Path base() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    }

    /** Prints what the data say where a finished run stopped; the exit code. */
    int unblind(Path finished) {
        streams.results().println(JsonText.indented(new Unblinding(finished, analysis).unblind(base())));
        return ExitCode.COMPUTED.code();
    }

    /**
     * Runs it.
     *
     * @param number what the progress shows at first, such as "expected limit"
     * @param left what an earlier process left of a run that is continued, to follow where it is
     * @param prepared reads the events
     * @return the exit code
     */
    int run(String number, Function<Run, String> left, Function<Progress, Search> prepared) throws IOException {
        MissingEvents.make(analysis, base(), streams);
        try (Interruption interruption = Interruption.listen(streams)) {
            ProgressLine progress = new ProgressLine(streams, number, System::nanoTime, interruption::requested);
            try {
                // Events are read before a folder is made, so that wrong input leaves none.
                return run(prepared.apply(progress), left, progress).code();
            } finally {
                progress.close();
            }
        }
    }

    private ExitCode run(Search search, Function<Run, String> left, ProgressLine progress) {
        try (Run run = runs.open(analysis, file, base())) {
            progress.close();
            if (run.begun()) {
                say("continuing the unfinished run in " + run.path() + left.apply(run) + "; --force begins anew.");
            }
            try {
                Found found = search.in(run);
                progress.close();
                found.lines().forEach(streams.results()::println);
                say("the run is in " + run.path() + "; open " + run.path().resolve("report.html") + ".");
                return found.claim() == Outcome.Claim.INCONCLUSIVE ? ExitCode.INCONCLUSIVE : ExitCode.COMPUTED;
            } catch (InterruptedOptimisationException interrupted) {
                progress.close();
                say("the run in " + run.path() + " was interrupted; the same command continues it.");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private void say(String sentence) {
        streams.messages().println("limen: " + sentence);
    }
}
