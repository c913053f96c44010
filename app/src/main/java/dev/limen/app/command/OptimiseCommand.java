package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.run.ResultTree;
import dev.limen.app.run.Run;
import dev.limen.histfactory.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        return BackendChoice.of(analysis, file, () -> call(new RunSession(streams, runs, analysis, file)));
    }

    private int call(RunSession session) throws IOException {
        if (unblind.run().isPresent()) {
            return session.unblind(unblind.run().get());
        }
        return session.run(
                session.analysis().objective().goal().words(),
                run -> ", where the objective was evaluated " + run.recalled() + " times",
                progress -> {
                    Optimisation optimisation = new Optimisation(session.analysis(), session.base(), progress);
                    return run -> optimise(session.analysis(), optimisation, run);
                });
    }

    private RunSession.Found optimise(Analysis analysis, Optimisation optimisation, Run run) {
        try {
            Outcome outcome = optimisation.run(run.journal());
            run.end(outcome);
            return new RunSession.Found(
                    outcome.claim(),
                    json
                            ? List.of(JsonText.indented(ResultTree.of(analysis, outcome)))
                            : OptimiseSummary.lines(analysis, outcome));
        } catch (InterruptedOptimisationException interrupted) {
            run.stop(interrupted);
            throw interrupted;
        }
    }
}
