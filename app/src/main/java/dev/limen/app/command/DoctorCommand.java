package dev.limen.app.command;

import dev.limen.app.run.WriteProblem;
import dev.limen.histfactory.diagnosis.Counts;
import dev.limen.histfactory.diagnosis.Depth;
import dev.limen.histfactory.diagnosis.Diagnosis;
import dev.limen.histfactory.diagnosis.DiagnosisSettings;
import dev.limen.histfactory.diagnosis.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a workspace. */
@Command(
        name = "doctor",
        header = "Says what is wrong with a workspace, what it does to a fit, and how to mend it.",
        description = {
            "Also of workspaces that the other commands refuse. docs/doctor.md explains every finding.",
            "The exit code is 0 with findings and without; 2 if the document cannot be read at all."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen doctor workspace.json --text",
            "  limen doctor BkgOnly.json --patch signal.json --static",
        })
final class DoctorCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(names = "--static", description = "Fit nothing: look at the document and its rates only.")
    private boolean staticOnly;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "10",
            description = "Random starts of the search for several minima; default ${DEFAULT-VALUE}.")
    private int starts = 10;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Seed of these starts; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--fix",
            paramLabel = "FILE",
            description = "Write a copy with the mends that want no decision, every other number as it was read.")
    private Optional<Path> fixed = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    DoctorCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Diagnosis diagnosis = input.diagnosis(DiagnosisSettings.STANDARD
                .withDepth(staticOnly ? Depth.STATIC : Depth.FITTED)
                .withCounts(input.blind() ? Counts.EXPECTED : Counts.OBSERVED)
                .withStarts(starts, seed));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("findings", trees(diagnosis.findings()));
        List<String> lines = new ArrayList<>();
        diagnosis.findings().forEach(finding -> lines.addAll(lines(finding)));
        int count = diagnosis.findings().size();
        lines.add(count + (count == 1 ? " finding" : " findings"));
        fixed.ifPresent(file -> {
            write(file, diagnosis.mended());
            tree.put("mended", trees(diagnosis.mendable()));
            diagnosis
                    .mendable()
                    .forEach(finding -> lines.add("mended in " + file + ": " + place(finding) + ": " + finding.mend()));
        });
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }

    private static List<Map<String, String>> trees(List<Finding> findings) {
        return findings.stream().map(Finding::tree).toList();
    }

    private static List<String> lines(Finding finding) {
        return List.of(
                finding.severity() + " " + finding.id() + ", " + place(finding),
                "  found:  " + finding.found(),
                "  effect: " + finding.effect(),
                "  mend:   " + finding.mend(),
                "");
    }

    private static String place(Finding finding) {
        return finding.pointer().isEmpty() ? "the document" : finding.pointer();
    }

    private static void write(Path file, String document) {
        try {
            Files.writeString(file, document);
        } catch (IOException error) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    file + " cannot be written: " + WriteProblem.of(error) + ". Choose another with --fix.",
                    error);
        }
    }
}
