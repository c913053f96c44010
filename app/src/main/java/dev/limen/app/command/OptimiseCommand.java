package dev.limen.app.command;

import dev.limen.app.EventGenerator;
import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.Sample;
import dev.limen.app.json.JsonText;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.run.ResultTree;
import dev.limen.app.run.RunFolder;
import dev.limen.app.run.RunRecord;
import dev.limen.app.run.Unblinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
            "The folder holds analysis.yaml (resolved), run.json, trajectory.jsonl, result.json, workspace.json, report.html.",
            "",
            "Example:",
            "  limen optimise examples/htautau/analysis.yaml --output my-run"
        })
final class OptimiseCommand implements Callable<Integer> {

    private static final Path RUNS = Path.of("limen-runs");

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "ANALYSIS", description = "The analysis, a YAML file.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the run is written; the next free folder of limen-runs by default.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--force", description = "Replace the files of an earlier run in the folder of --output.")
    private boolean force;

    @Option(
            names = "--unblind",
            paramLabel = "RUN",
            description =
                    "Do not optimise: read the data at the thresholds that a finished run of this analysis froze, and"
                            + " write what was observed into its folder.")
    private Optional<Path> unblind = Optional.empty();

    @Option(names = "--json", description = "Print the content of result.json in place of the summary.")
    private boolean json;

    OptimiseCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Analysis analysis = AnalysisFile.read(file);
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        if (unblind.isPresent()) {
            streams.results().println(JsonText.indented(new Unblinding(unblind.get(), analysis).unblind(base)));
            return ExitCode.COMPUTED.code();
        }
        generateMissing(analysis, base);
        RunFolder run = runFolder();
        RunRecord record = new RunRecord(run, analysis, file, base);
        record.begin();
        try (Interruption interruption = Interruption.listen(streams)) {
            String objective = analysis.objective().goal().key().replace('_', ' ');
            ProgressLine progress = new ProgressLine(streams, objective, System::nanoTime, interruption::requested);
            Outcome outcome;
            try {
                outcome = new Optimisation(analysis, base, progress).run();
            } finally {
                progress.close();
            }
            record.end(outcome);
            print(analysis, outcome, run);
            return exitCode(outcome).code();
        }
    }

    private void generateMissing(Analysis analysis, Path base) throws IOException {
        List<Path> missing = analysis.simulated().stream()
                .map(Sample::files)
                .flatMap(List::stream)
                .filter(name -> !name.matches(".*[*?\\[{].*"))
                .map(base::resolve)
                .filter(path -> !Files.exists(path))
                .distinct()
                .toList();
        for (Path path : missing) {
            for (EventGenerator generator : ServiceLoader.load(EventGenerator.class)) {
                if (generator.makes(path)) {
                    streams.messages().println("limen: making " + path + ": " + generator.description() + ".");
                    generator.write(path);
                }
            }
        }
    }

    private RunFolder runFolder() {
        if (folder.isEmpty()) {
            String name =
                    file.toAbsolutePath().normalize().getFileName().toString().replaceFirst("\\.ya?ml$", "");
            Path parent = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                    .orElseThrow();
            boolean plain = name.equals("analysis") && parent.getFileName() != null;
            return RunFolder.numbered(RUNS, plain ? parent.getFileName().toString() : name);
        }
        return force ? RunFolder.replacing(folder.get()) : RunFolder.fresh(folder.get());
    }

    private void print(Analysis analysis, Outcome outcome, RunFolder run) {
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
        if (outcome.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return outcome.claim() == Outcome.Claim.INCONCLUSIVE ? ExitCode.INCONCLUSIVE : ExitCode.COMPUTED;
    }
}
