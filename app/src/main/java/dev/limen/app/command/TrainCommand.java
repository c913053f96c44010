package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.NetworkTraining;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.run.Run;
import dev.limen.app.run.TrainingTree;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        return BackendChoice.of(analysis, file, () -> call(new RunSession(streams, runs, analysis, file)));
    }

    private int call(RunSession session) throws IOException {
        if (unblind.run().isPresent()) {
            return session.unblind(unblind.run().get());
        }
        return session.run("loss", run -> "", progress -> {
            NetworkTraining training = new NetworkTraining(session.analysis(), session.base(), progress);
            return run -> train(session.analysis(), training, run);
        });
    }

    private RunSession.Found train(Analysis analysis, NetworkTraining training, Run run) {
        TrainingOutcome outcome = training.run(run.journal(), run.checkpoints());
        run.end(outcome);
        return new RunSession.Found(
                outcome.claim(),
                json
                        ? List.of(JsonText.indented(TrainingTree.of(analysis, outcome)))
                        : TrainingSummary.lines(analysis, outcome));
    }
}
