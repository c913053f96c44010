package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.NetworkTraining;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.run.Run;
import dev.limen.app.run.TrainingTree;
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

/** Trains the networks of an analysis and writes a run folder. */
@Command(
        name = "train",
        header = "Trains networks, together with thresholds, on the expected limit, significance or uncertainty.",
        description = {
            "Weights and thresholds move by the gradient of the objective on training events. What the network gains over",
            "a cross-entropy classifier, INFERNO's loss and cuts alone, trained in the same run, is computed with hard cuts on",
            "test events. Blind: observed data are not read before --unblind."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The folder holds analysis.yaml (resolved), run.json, curves.jsonl, result.json, workspace.json, report.html, the",
            "networks, and checkpoints until the run is finished: a run that was interrupted or killed is continued by the same",
            "command.",
            "",
            "Example:",
            "  limen train examples/htautau/network.yaml --output my-run"
        })
final class TrainCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "ANALYSIS", description = "The analysis, a YAML file.")
    private Path file = Path.of("");

    @Mixin
    private RunOptions runs = new RunOptions();

    @Mixin
    private UnblindOption unblind = new UnblindOption();

    @Option(names = "--json", description = "Print the content of result.json in place of the summary.")
    private boolean json;

    TrainCommand(Streams streams) {
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
            ProgressLine progress = new ProgressLine(streams, "loss", System::nanoTime, interruption::requested);
            try {
                // Events are read before a folder is made, so that wrong input leaves none.
                NetworkTraining training = new NetworkTraining(analysis, base, progress);
                return train(training, analysis, base, progress).code();
            } finally {
                progress.close();
            }
        }
    }

    private ExitCode train(NetworkTraining training, Analysis analysis, Path base, ProgressLine progress) {
        try (Run run = runs.open(analysis, file, base)) {
            progress.close();
            if (run.begun()) {
                streams.messages()
                        .println("limen: continuing the unfinished run in " + run.path() + "; --force begins anew.");
            }
            try {
                TrainingOutcome outcome = training.run(run.journal(), run.checkpoints());
                run.end(outcome);
                progress.close();
                print(analysis, outcome, run);
                return outcome.claim() == Outcome.Claim.INCONCLUSIVE ? ExitCode.INCONCLUSIVE : ExitCode.COMPUTED;
            } catch (InterruptedOptimisationException interrupted) {
                progress.close();
                streams.messages()
                        .println(
                                "limen: the run in " + run.path() + " was interrupted; the same command continues it.");
                return ExitCode.INTERRUPTED;
            }
        }
    }

    private void print(Analysis analysis, TrainingOutcome outcome, Run run) {
        if (json) {
            streams.results().println(JsonText.indented(TrainingTree.of(analysis, outcome)));
        } else {
            TrainingSummary.lines(analysis, outcome).forEach(streams.results()::println);
        }
        streams.messages()
                .println("limen: the run is in " + run.path() + "; open "
                        + run.path().resolve("report.html") + ".");
    }
}
