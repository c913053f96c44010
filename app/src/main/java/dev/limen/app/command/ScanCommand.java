package dev.limen.app.command;

import dev.limen.app.report.ScanPicture;
import dev.limen.app.run.AsimovTree;
import dev.limen.autodiff.Certificate;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.LikelihoodInterval;
import dev.limen.inference.ProfileScan;
import dev.limen.inference.Scan;
import dev.limen.inference.ScanRange;
import dev.limen.inference.TestStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scans the profile likelihood and CLs against the POI. */
@Command(
        name = "scan",
        header = "Scans the profile likelihood, against the POI with CLs, or against other parameters.",
        description = {
            "Gives 2 delta NLL, CLs observed and expected, the best fit, and the intervals of 1 and 2 standard deviations;"
                    + " the picture has the curve and the band. With --blind the likelihood is that of what is expected"
                    + " where the parameters start. Two parameters give the contours of 68 and 95 %."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen scan workspace.json --text",
            "  limen scan BkgOnly.json --patch signal.json --points 11 --range 0 3 --picture scan.svg",
            "  limen scan workspace.json --parameter xsec --points 11 --text",
            "  limen scan workspace.json --parameter mu --parameter xsec --points 9 --picture contours.svg",
        })
final class ScanCommand implements Callable<Integer> {

    static final String PARAMETER = "--parameter";
    static final String RANGE = "--range";
    static final List<Double> DEVIATIONS = List.of(1.0, 2.0);

    private static final String POINTS = "--points";
    private static final int POINTS_OF_ONE = 41;
    private static final int POINTS_OF_TWO = 25;

    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = PARAMETER,
            paramLabel = "NAME",
            description = "What to scan in place of the POI, or given twice two parameters.")
    private List<String> scanned = List.of();

    @Option(
            names = POINTS,
            paramLabel = "N",
            description = "How many points; default 41, of two parameters 25 along each.")
    private Optional<Integer> points = Optional.empty();

    @Option(
            names = RANGE,
            arity = "2",
            paramLabel = "LO HI",
            hideParamSyntax = true,
            description =
                    "The first and the last value; by default four standard deviations around the best fit, for the"
                            + " POI with 0. Given once for each parameter.")
    private List<Double> ends = List.of();

    @Option(
            names = TestOptions.STATISTIC,
            paramLabel = "NAME",
            defaultValue = "qtilde",
            converter = TestOptions.ChoiceConverter.class,
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private TestOptions.Choice statistic = TestOptions.Choice.QTILDE;

    @Mixin
    private LevelOption confidence = new LevelOption();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ScanCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        requireRange();
        requireParameters();
        double level = confidence.level();
        picture.require();
        output.require();
        Workspace workspace = input.workspace();
        if (scanned.isEmpty()) {
            return poi(input.modelWithPoi(workspace), level);
        }
        Model any = input.model(workspace);
        List<Integer> positions =
                scanned.stream().map(name -> ParameterScans.position(any, name)).toList();
        boolean ofPoi = positions.equals(any.poi().stream().boxed().toList());
        return ofPoi ? poi(input.modelWithPoi(workspace), level) : others(any, positions);
    }

    private int others(Model model, List<Integer> positions) {
        for (String option : List.of(TestOptions.STATISTIC, LevelOption.LEVEL)) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        option + " is given, but CLs is a test of the POI, and " + PARAMETER + " names "
                                + String.join(" and ", scanned) + ". Leave it out, or scan the POI alone.");
            }
        }
        ParameterScans.Result result = input.compute(model, ExpectedRates::contradiction, () -> new ParameterScans(
                        model,
                        input.data(model),
                        positions,
                        ends,
                        points.orElse(positions.size() == 1 ? POINTS_OF_ONE : POINTS_OF_TWO))
                .of());
        Certificates certificates =
                new Certificates(result.scan().certificates(), model.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        new Warnings(streams).print(result.warning());
        Map<String, Object> own = input.dataTree(model);
        own.put("certificate", certificates.tree());
        result.tree().put("limen", own);
        picture.write(result::svg);
        output.write(streams, result.tree(), result.lines());
        return ExitCode.COMPUTED.code();
    }

    private int poi(Model model, double level) {
        String poi = model.parameters().get(model.requirePoi()).name();
        List<LikelihoodInterval> intervals = new ArrayList<>();
        Scan scan = input.compute(model, ExpectedRates::contradiction, () -> {
            for (double deviations : DEVIATIONS) {
                intervals.add(LikelihoodInterval.of(model, input.data(model), deviations));
            }
            return scan(model);
        });
        List<Certificate> all = new ArrayList<>(scan.certificates());
        intervals.forEach(interval -> all.addAll(interval.certificates()));
        Certificates certificates = new Certificates(all, model.parameters(), model.poi());
        certificates.report(streams);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(scan.note());
        intervals.forEach(interval -> warnings.print(interval.note()));
        warnings.ofFewEvents(model);
        Map<String, Object> own = AsimovTree.of(scan.asimov(), 0, certificates.all(), certificates.parameters());
        if (input.blind()) {
            own.put("likelihood_mu", model.parameters().get(model.requirePoi()).start());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("poi", poi);
        tree.put("best_fit", scan.best());
        tree.put(
                "intervals",
                intervals.stream()
                        .map(interval -> ParameterScans.tree(interval.ends()))
                        .toList());
        tree.put("points", scan.points().stream().map(ScanCommand::tree).toList());
        tree.put("limen", own);
        picture.write(() -> ScanPicture.svg(poi, scan, intervals, level));
        output.write(streams, tree, lines(poi, scan, intervals));
        return ExitCode.COMPUTED.code();
    }

    private void requireRange() {
        points.filter(count -> count < 2).ifPresent(count -> {
            throw new CommandFailure(ExitCode.BAD_INPUT, POINTS + " is " + count + "; expected 2 or more, such as 41.");
        });
        for (int i = 0; i < ends.size(); i += 2) {
            if (!(ends.get(i) < ends.get(i + 1) && Double.isFinite(ends.get(i + 1) - ends.get(i)))) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        RANGE + " is " + ends.get(i) + " " + ends.get(i + 1)
                                + "; expected two finite numbers, the smaller one first.");
            }
        }
    }

    private void requireParameters() {
        if (scanned.size() > 2) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    PARAMETER + " names " + String.join(", ", scanned) + "; expected one or two parameters.");
        }
        int axes = Math.max(1, scanned.size());
        if (!ends.isEmpty() && ends.size() != 2 * axes) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    RANGE + " has " + ends.size() + " numbers; expected two for each of " + axes
                            + (axes == 1 ? " parameter" : " parameters, in their order") + ", or none.");
        }
    }

    private Scan scan(Model model) {
        ScanRange range =
                ends.isEmpty() ? ScanRange.around(model, input.data(model)) : new ScanRange(ends.get(0), ends.get(1));
        List<Double> mus = range.points(points.orElse(POINTS_OF_ONE));
        TestStatistic chosen = statistic == TestOptions.Choice.QTILDE ? TestStatistic.QTILDE : TestStatistic.Q;
        return input.blind() ? Scan.blind(model, mus, chosen) : Scan.of(model, model.data(), mus, chosen);
    }

    /** An interval's ends for people. */
    static List<String> lines(String parameter, ProfileScan.Interval interval) {
        String name = "%s, %.0f sigma".formatted(parameter, interval.deviations());
        return List.of(
                interval.upper().isPresent()
                        ? TextLine.of(name + ", upper end", interval.upper().getAsDouble())
                        : name + ": no upper end below the bound",
                interval.lower().isPresent()
                        ? TextLine.of(name + ", lower end", interval.lower().getAsDouble())
                        : name + ": no lower end above the bound");
    }

    private static Map<String, Object> tree(Scan.Point point) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mu", point.mu());
        tree.put("twice_delta_nll", point.twiceDeltaNll());
        point.observed().ifPresent(cls -> tree.put("CLs_obs", cls));
        point.expected().ifPresent(band -> tree.put("CLs_exp", band.values()));
        return tree;
    }

    private static List<String> lines(String poi, Scan scan, List<LikelihoodInterval> intervals) {
        List<String> lines = new ArrayList<>();
        lines.add(TextLine.of(poi + ", best fit", scan.best()));
        intervals.forEach(interval -> lines.addAll(lines(poi, interval.ends())));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%12s %12s %12s   %s", poi, "2 delta NLL", "CLs", "CLs expected, -2 to +2 sigma"));
        scan.points().forEach(point -> lines.add(line(point)));
        return lines;
    }

    private static String line(Scan.Point point) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%12.5g %12.5g %12s  ", point.mu(), point.twiceDeltaNll(), text(point.observed())));
        point.expected().ifPresent(band -> band.values()
                .forEach(value -> line.append(String.format(Locale.ROOT, " %10.4g", value))));
        return line.toString();
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.5g", value.getAsDouble()) : "-";
    }
}
