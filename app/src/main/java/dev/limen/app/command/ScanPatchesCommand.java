package dev.limen.app.command;

import dev.limen.app.grid.Axes;
import dev.limen.app.grid.Exclusion;
import dev.limen.app.grid.GridScan;
import dev.limen.app.grid.GridState;
import dev.limen.app.grid.GridTable;
import dev.limen.app.grid.SignalGrid;
import dev.limen.histfactory.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests every signal point of a grid of patches. */
@Command(
        name = "scan-patches",
        header = "Tests every signal point of a grid: CLs of each patch, and the line of what is excluded.",
        description = {
            "A point whose fit fails is listed with the reason, and the exit code is 4. With --output-file a scan that was",
            "cut off goes on where it was when run again; FILE.state.jsonl holds its points until then, failed ones too."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen scan-patches BkgOnly.json grid.json --text",
            "  limen scan-patches BkgOnly.json grid.json --retry-failed --output-file scan.json",
            "  limen scan-patches BkgOnly.json grid.json --coordinates \"s_(?<m1>\\d+)_(?<m2>\\d+)\" --contour lines.json"
        })
final class ScanPatchesCommand implements Callable<Integer> {

    private static final String RETRY = "--retry-failed";

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "BKGONLY", description = "HistFactory workspace without signal.")
    private Path background = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATCHES",
            description = "JSON patches, patch sets, folders of patches, or patterns such as 'patch.*.json'.")
    private List<String> patches = List.of();

    @Mixin
    private ModelOptions chosen = new ModelOptions();

    @Mixin
    private TestOptions test = new TestOptions();

    @Option(
            names = "--coordinates",
            paramLabel = "REGEX",
            description =
                    "Finds a point's two coordinates in its name: two groups of digits. Points whose names it does not"
                            + " match are tested, too, but lie in no plane. Default: the first two values of a patch set.")
    private Optional<Pattern> coordinates = Optional.empty();

    @Option(
            names = "--axes",
            paramLabel = "NAME",
            split = ",",
            description = "The names of both axes; of a patch set, which two of its labels to take.")
    private List<String> axes = List.of();

    @Mixin
    private ContourFiles contour = new ContourFiles();

    @Mixin
    private LevelOption confidence = new LevelOption();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Points tested at a time; by default one for each core. Results are the same for any number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = RETRY, description = "Test the points again that failed before the scan was cut off.")
    private boolean retry;

    @Mixin
    private OutputOptions output = new OutputOptions();

    ScanPatchesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        if (retry && output.beside("").isEmpty()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    RETRY + " is given, but points are kept only beside an --output-file. Leave it out, or name one.");
        }
        contour.require();
        double level = confidence.level();
        Workspace workspace = Workspace.read(background);
        SignalGrid grid = SignalGrid.of(patches, workspace, new Axes(coordinates, axes));
        contour.require(grid);
        PatchedTest each = new PatchedTest(
                workspace, new PatchedTest.Hypothesis(chosen.choice(), test.poi(), test.statistic()), chosen.blind());
        try (GridState state = output.beside(".state.jsonl").map(GridState::in).orElseGet(GridState::none)) {
            return scan(grid, each, state, level);
        }
    }

    private int scan(SignalGrid grid, PatchedTest each, GridState state, double level) {
        if (retry) {
            state.forgetFailures();
        }
        if (state.size() > 0) {
            streams.messages().println("limen: " + state.size() + " points are known from before.");
        }
        GridTable table = new GridTable(
                grid.axes(),
                new GridScan(each, state, threads).run(grid.points()),
                chosen.blind() ? "nominal" : "conditional-fit");
        streams.messages().println("limen: " + table.summary());
        table.warnings().forEach(new Warnings(streams)::print);
        grid.axes().ifPresent(names -> contour.write(Exclusion.of(names, level, table.points()), streams));
        output.write(streams, table.tree(), table.lines());
        state.remove();
        return (table.failed() > 0 ? ExitCode.NOT_CONVERGED : ExitCode.COMPUTED).code();
    }
}
