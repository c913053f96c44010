package dev.limen.app.command;

import dev.limen.app.report.ScanPicture;
import dev.limen.app.run.AsimovTree;
import dev.limen.autodiff.Certificate;
import dev.limen.histfactory.Model;
import dev.limen.inference.LikelihoodInterval;
import dev.limen.inference.Scan;
import dev.limen.inference.ScanRange;
import dev.limen.inference.TestStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scans the profile likelihood and CLs against the POI. */
@Command(
        name = "scan",
        header = "Scans the profile likelihood and CLs against the POI.",
        description = {
            "Gives 2 delta NLL, CLs observed and expected, the best fit, and the intervals of 1 and 2 standard deviations;"
                    + " the picture has the curve and the band. With --blind the likelihood is that of what is expected"
                    + " where the parameters start."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen scan workspace.json --text",
            "  limen scan BkgOnly.json --patch signal.json --points 11 --range 0 3 --picture scan.svg",
        })
final class ScanCommand implements Callable<Integer> {

    private static final String POINTS = "--points";
    private static final String RANGE = "--range";
    private static final List<Double> DEVIATIONS = List.of(1.0, 2.0);

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = POINTS,
            paramLabel = "N",
            defaultValue = "41",
            description = "How many points; default ${DEFAULT-VALUE}.")
    private int points = 41;

    @Option(
            names = RANGE,
            arity = "2",
            paramLabel = "LO HI",
            hideParamSyntax = true,
            description = "The first and the last value of the POI; by default four standard deviations around the best"
                    + " fit, with 0.")
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
        double level = confidence.level();
        picture.require();
        output.require();
        Model model = input.modelWithPoi(input.workspace());
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
        tree.put("intervals", intervals.stream().map(ScanCommand::tree).toList());
        tree.put("points", scan.points().stream().map(ScanCommand::tree).toList());
        tree.put("limen", own);
        picture.write(() -> ScanPicture.svg(poi, scan, intervals, level));
        output.write(streams, tree, lines(poi, scan, intervals));
        return ExitCode.COMPUTED.code();
    }

    private void requireRange() {
        if (points < 2) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, POINTS + " is " + points + "; expected 2 or more, such as 41.");
        }
        if (!ends.isEmpty() && !(ends.get(0) < ends.get(1) && Double.isFinite(ends.get(1) - ends.get(0)))) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    RANGE + " is " + ends.get(0) + " " + ends.get(1)
                            + "; expected two finite numbers, the smaller one first.");
        }
    }

    private Scan scan(Model model) {
        ScanRange range =
                ends.isEmpty() ? ScanRange.around(model, input.data(model)) : new ScanRange(ends.get(0), ends.get(1));
        List<Double> mus = range.points(points);
        TestStatistic chosen = statistic == TestOptions.Choice.QTILDE ? TestStatistic.QTILDE : TestStatistic.Q;
        return input.blind() ? Scan.blind(model, mus, chosen) : Scan.of(model, model.data(), mus, chosen);
    }

    private static Map<String, Object> tree(LikelihoodInterval interval) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("deviations", interval.deviations());
        interval.lower().ifPresent(lower -> tree.put("lower", lower));
        tree.put("upper", interval.upper());
        return tree;
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
        for (LikelihoodInterval interval : intervals) {
            String name = "%s, %.0f sigma".formatted(poi, interval.deviations());
            lines.add(TextLine.of(name + ", upper end", interval.upper()));
            lines.add(
                    interval.lower().isPresent()
                            ? TextLine.of(name + ", lower end", interval.lower().getAsDouble())
                            : name + ": no lower end above the bound");
        }
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
