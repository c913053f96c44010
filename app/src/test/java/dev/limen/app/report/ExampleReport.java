package dev.limen.app.report;

import dev.limen.app.report.Table.Cell;
import dev.limen.app.report.Table.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A report of made-up numbers with everything a report can show. */
final class ExampleReport {

    private static final List<Double> EDGES = List.of(40.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0);

    private ExampleReport() {}

    /** Writes the page to the path given, to be looked at. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), Report.html(data()));
    }

    static ReportData data() {
        return new ReportData(
                "Higgs to tau tau",
                "Expected limit on mu at 95 % CL, minimised by Adam in 150 steps on 500 000 events; blind (Asimov data).",
                new Verdict(
                        Verdict.Kind.GAIN,
                        "The expected limit falls from 1.213 to 0.984: −18.9 %, 6.2 standard errors on test events.",
                        "200 paired bootstrap replicas; a hard-cut search with as many evaluations reaches 1.02."),
                List.of(
                        new Headline(
                                "Expected limit, hard, test",
                                new Measured(1.213, 0.021),
                                new Measured(0.984, 0.018),
                                true),
                        new Headline(
                                "Without systematics", new Measured(0.911, 0.015), new Measured(0.802, 0.014), true),
                        new Headline(
                                "Expected significance", new Measured(1.71, 0.03), new Measured(2.08, 0.04), false)),
                List.of(
                        new CutSummary("mt", "mt <", 70, 58.31, 60, 52.1, 66.0),
                        new CutSummary("tau_pt", "tau_pt >", 30, 36.72, 37, 34.5, 39.9),
                        new CutSummary("pt_h", "pt_h >", 30, 91.4, 90, Double.NaN, Double.NaN)),
                List.of(new Gallery(
                        "Observables",
                        "Expected events with hard cuts.",
                        List.of(
                                new HistogramPair(
                                        "SR",
                                        "m_vis",
                                        EDGES,
                                        stack(1, false),
                                        stack(0.35, false),
                                        HistogramPair.Names.WAY),
                                new HistogramPair(
                                        "CR",
                                        "m_vis",
                                        List.of(40.0, 150.0),
                                        count(9000),
                                        count(15500),
                                        HistogramPair.Names.WAY)))),
                List.of(new Trajectory(
                        "expected limit on mu",
                        falling(151),
                        checks(),
                        List.of(
                                new Trajectory.Path("mt", "threshold", path(70, 58.3)),
                                new Trajectory.Path("tau_pt", "threshold", path(30, 36.7)),
                                new Trajectory.Path("pt_h", "threshold", path(30, 91.4))))),
                List.of(
                        nMinusOne("mt", 20, 150, new NMinusOne.Mark(70, 60, false)),
                        nMinusOne("tau_pt", 20, 80, new NMinusOne.Mark(30, 37, true)),
                        nMinusOne("pt_h", 0, 200, new NMinusOne.Mark(30, 90, true))),
                tables(),
                List.of(
                        "The missing momentum is frozen under 'jes': an approximation.",
                        "Bin 1 of SR holds no event of diboson; one mean weight is its upper uncertainty."),
                List.of(
                        new ReportData.Fact("limen", "0.1.0"),
                        new ReportData.Fact("Java", "17.0.15+6, Linux amd64, 2 processors"),
                        new ReportData.Fact("seed", "7"),
                        new ReportData.Fact(
                                "events.parquet",
                                "sha256 3b1f6a3f5c9f0e6f9d1c1d8f3b1f6a3f5c9f0e6f9d1c1d8f3b1f6a3f5c9f0e6f")));
    }

    static Stack stack(double scale, boolean data) {
        double[] z = {300, 900, 2400, 3900, 2200, 700, 420, 260};
        double[] top = {60, 70, 80, 90, 85, 75, 100, 120};
        double[] diboson = {20, 22, 25, 30, 24, 18, 21, 25};
        double[] signal = {1, 3, 8, 16, 24, 25, 30, 9};
        List<Double> total = IntStream.range(0, 8)
                .mapToObj(i -> scale * (z[i] + top[i] + diboson[i]))
                .toList();
        return new Stack(
                List.of(
                        new Stack.Contribution("diboson", false, scaled(scale, diboson)),
                        new Stack.Contribution("ttbar", false, scaled(scale, top)),
                        new Stack.Contribution("ztautau", false, scaled(scale, z)),
                        new Stack.Contribution("signal", true, scaled(0.4 + 0.6 * scale, signal))),
                total.stream().map(value -> 0.06 * value + 2).toList(),
                data ? total.stream().map(Math::rint).toList() : List.of());
    }

    private static Stack count(double z) {
        return new Stack(
                List.of(
                        new Stack.Contribution("diboson", false, List.of(120.0)),
                        new Stack.Contribution("ttbar", false, List.of(500.0)),
                        new Stack.Contribution("ztautau", false, List.of(z)),
                        new Stack.Contribution("signal", true, List.of(30.0))),
                List.of(0.05 * z),
                List.of());
    }

    private static NMinusOne nMinusOne(String column, double lower, double upper, NMinusOne.Mark mark) {
        int bins = 30;
        double[] z = IntStream.range(0, bins)
                .mapToDouble(i -> 2000 * Math.exp(-i / 6.0))
                .toArray();
        double[] top = IntStream.range(0, bins).mapToDouble(i -> 50 + 4.0 * i).toArray();
        double[] signal = IntStream.range(0, bins)
                .mapToDouble(i -> 14 * i * Math.exp(-i / 7.0))
                .toArray();
        List<Double> edges = IntStream.rangeClosed(0, bins)
                .mapToObj(i -> lower + (upper - lower) * i / bins)
                .toList();
        return new NMinusOne(
                column,
                column,
                edges,
                new Stack(
                        List.of(
                                new Stack.Contribution("ttbar", false, scaled(1, top)),
                                new Stack.Contribution("ztautau", false, scaled(1, z)),
                                new Stack.Contribution("signal", true, scaled(1, signal))),
                        List.of(),
                        List.of()),
                List.of(mark));
    }

    private static List<Table> tables() {
        return List.of(
                new Table(
                        "Cutflow",
                        "Expected events on all samples, hard cuts at the published thresholds.",
                        List.of("cut", "signal", "ztautau", "ttbar", "diboson", "s/√b"),
                        List.of(
                                row("preselection", 512.3, 48211.0, 1502.0, 401.1, 2.288),
                                row("mt < 60", 401.2, 40127.0, 640.4, 201.9, 1.982),
                                row("pt_h > 90", 110.7, 4218.0, 301.4, 60.2, 1.635))),
                new Table(
                        "Soft against hard",
                        "At the same thresholds, before the polish; a gap above one MC error of the objective voids the verdict.",
                        List.of("quantity", "soft", "hard", "gap", "MC error"),
                        List.of(
                                List.of(Cell.of("signal"), Cell.of(111.2), Cell.of(110.7), Cell.of(0.5), Cell.of(1.1)),
                                List.of(
                                        Cell.of("objective"),
                                        Cell.of(0.979),
                                        Cell.of(0.991, 0.018),
                                        Cell.of("−0.012").marked(Mood.GOOD),
                                        Cell.of(0.018)),
                                List.of(
                                        Cell.of("tes, up"),
                                        Cell.of(14.2),
                                        Cell.of(19.9),
                                        Cell.of("5.7").marked(Mood.WARNING),
                                        Cell.of(2.1)),
                                List.of(
                                        Cell.of("tes, down"),
                                        Cell.of(-13.2),
                                        Cell.of(-32.9),
                                        Cell.of("19.7").marked(Mood.BAD),
                                        Cell.of(2.1)))));
    }

    private static List<Cell> row(String name, double... values) {
        List<Cell> cells = new java.util.ArrayList<>(List.of(Cell.of(name)));
        DoubleStream.of(values).forEach(value -> cells.add(Cell.of(value)));
        return cells;
    }

    private static List<Double> scaled(double scale, double... values) {
        return DoubleStream.of(values).mapToObj(value -> scale * value).toList();
    }

    private static List<Double> falling(int steps) {
        return IntStream.range(0, steps)
                .mapToObj(i -> 0.97 + 0.24 * Math.exp(-i / 30.0) + 0.004 * Math.sin(i))
                .toList();
    }

    private static List<Trajectory.Check> checks() {
        return IntStream.rangeClosed(0, 15)
                .mapToObj(i -> new Trajectory.Check(10 * i, 0.99 + 0.23 * Math.exp(-i / 3.0)))
                .toList();
    }

    private static List<Double> path(double from, double to) {
        return IntStream.range(0, 151)
                .mapToObj(i -> to + (from - to) * Math.exp(-i / 40.0))
                .toList();
    }
}
