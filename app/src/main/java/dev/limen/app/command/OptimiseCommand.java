package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.run.ResultTree;
import dev.limen.app.run.Run;
import dev.limen.app.run.Unblinding;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Optimises the thresholds of an analysis and writes a run folder. */
@Command(
        name = "optimise",
        aliases = "optimize",
        header = "Optimises the thresholds of an analysis for its expected limit, significance or uncertainty.",
        description = {
            "Thresholds move by the gradient of the objective on training events; what is quoted is computed with hard",
            "cuts on test events. Blind: observed data are not read before --unblind."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The folder holds analysis.yaml (resolved), run.json, trajectory.jsonl, result.json, workspace.json, report.html, and",
            "state.jsonl until the run is finished: a run that was interrupted or killed is continued by the same command.",
            "",
            "Example:",
            "  limen optimise examples/htautau/analysis.yaml --output my-run"
        })
final class OptimiseCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "ANALYSIS", description = "The analysis, a YAML file.")
    private Path file = Path.of("");

    @Mixin
    private RunOptions runs = new RunOptions();

    @Mixin
    private UnblindOption unblind = new UnblindOption();

    @Option(names = "--json", description = "Print the content of result.json in place of the summary.")
    private boolean json;

    OptimiseCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Analysis analysis = AnalysisFile.read(file);
        return BackendChoice.of(analysis, file, () -> call(analysis));
    }

    private int call(Analysis analysis) throws IOException {
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        if (unblind.run().isPresent()) {
            streams.results().println(JsonText.indented(new Unblinding(unblind.run().get(), analysis).unblind(base)));
            return ExitCode.COMPUTED.code();
        }
        MissingEvents.make(analysis, base, streams);
        try (Interruption interruption = Interruption.listen(streams)) {
            ProgressLine progress = new ProgressLine(
                    streams, analysis.objective().goal().words(), System::nanoTime, interruption::requested);
            try {
                // Events are read before a folder is made, so that wrong input leaves none.
                Optimisation optimisation = new Optimisation(analysis, base, progress);
                return optimise(optimisation, analysis, base, progress).code();
            } finally {
                progress.close();
            }
        }
    }

    private ExitCode optimise(Optimisation optimisation, Analysis analysis, Path base, ProgressLine progress) {
        try (Run run = runs.open(analysis, file, base)) {
            progress.close();
            if (run.recalled() > 0) {
                streams.messages()
                        .println("limen: continuing the unfinished run in " + run.path()
                                + ", where the objective was evaluated " + run.recalled()
                                + " times; --force begins anew.");
            }
            try {
                Outcome outcome = optimisation.run(run.journal());
                run.end(outcome);
                progress.close();
                print(analysis, outcome, run);
                return exitCode(outcome);
            } catch (InterruptedOptimisationException interrupted) {
                run.stop(interrupted);
                progress.close();
                streams.messages()
                        .println(
                                "limen: the run in " + run.path() + " was interrupted; the same command continues it.");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private void print(Analysis analysis, Outcome outcome, Run run) {
        if (json) {
            streams.results().println(JsonText.indented(ResultTree.of(analysis, outcome)));
        } else {
            OptimiseSummary.lines(analysis, outcome).forEach(streams.results()::println);
        }
        streams.messages()
                .println("limen: the run is in " + run.path() + "; open "
                        + run.path().resolve("report.html") + ".");
    }

    private static ExitCode exitCode(Outcome outcome) {
        return outcome.claim() == Outcome.Claim.INCONCLUSIVE ? ExitCode.INCONCLUSIVE : ExitCode.COMPUTED;
    }
}
