package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.app.optimise.Distribution;
import dev.limen.app.optimise.Optimisation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.report.CutSummary;
import dev.limen.app.report.Headline;
import dev.limen.app.report.HistogramPair;
import dev.limen.app.report.Measured;
import dev.limen.app.report.NMinusOne;
import dev.limen.app.report.ReportData;
import dev.limen.app.report.Stack;
import dev.limen.app.report.Trajectory;
import dev.limen.app.report.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns an outcome into the numbers of a report. */
final class ReportWriter {

    private final Analysis analysis;
    private final Outcome outcome;

    ReportWriter(Analysis analysis, Outcome outcome) {
        this.analysis = analysis;
        this.outcome = outcome;
    }

    ReportData data(String title, Versions versions, List<Digest> inputs) {
        Finding finding = Finding.of(analysis, outcome);
        int events =
                outcome.events().values().stream().mapToInt(Integer::intValue).sum();
        return new ReportData(
                title,
                String.format(
                        "The %s, optimised in %s on %d events after preselection; blind: Asimov data throughout.",
                        Finding.objective(analysis), steps(), events),
                new Verdict(kind(), finding.sentence(), finding.reason()),
                headlines(),
                cuts(),
                histograms(),
                trajectory(),
                nMinusOne(),
                new ReportTables(analysis, outcome).all(),
                outcome.warnings(),
                facts(versions, inputs));
    }

    private String steps() {
        // The first point is the start.
        int steps = outcome.trajectory().size() - 1;
        return steps + (steps == 1 ? " step" : " steps");
    }

    private Verdict.Kind kind() {
        return switch (outcome.claim()) {
            case GAIN -> Verdict.Kind.GAIN;
            case NO_GAIN -> Verdict.Kind.NO_GAIN;
            case INCONCLUSIVE -> Verdict.Kind.INCONCLUSIVE;
        };
    }

    private List<Headline> headlines() {
        boolean smaller = !analysis.objective().goal().maximised();
        Outcome.Comparison comparison = outcome.comparison();
        List<Headline> headlines = new ArrayList<>();
        headlines.add(new Headline(
                "Test events, hard cuts" + (outcome.recomputed().isPresent() ? ", asymptotic formulae" : ""),
                new Measured(outcome.hardTest().before(), errorOf(comparison.errorBefore())),
                new Measured(outcome.hardTest().rounded(), errorOf(comparison.errorAfter())),
                smaller));
        outcome.recomputed()
                .ifPresent(found -> headlines.add(new Headline(
                        "Test events, hard cuts, " + found.how(),
                        new Measured(found.before().value(), found.before().error()),
                        new Measured(found.rounded().value(), found.rounded().error()),
                        smaller)));
        if (!Arrays.equals(outcome.after(), outcome.rounded())) {
            headlines.add(new Headline(
                    "Test events, thresholds not rounded",
                    new Measured(outcome.hardTest().before(), 0),
                    new Measured(outcome.hardTest().after(), 0),
                    smaller));
        }
        headlines.add(new Headline(
                "Validation events, hard cuts",
                new Measured(outcome.hardValidation().before(), 0),
                new Measured(outcome.hardValidation().rounded(), 0),
                smaller));
        return headlines;
    }

    private static double errorOf(double error) {
        return Double.isFinite(error) ? error : 0;
    }

    private List<CutSummary> cuts() {
        List<CutSummary> cuts = new ArrayList<>();
        int index = 0;
        for (Cut cut : analysis.cuts()) {
            for (int k = 0; k < cut.thresholds().size(); k++, index++) {
                boolean above = cut instanceof Cut.Above || (cut instanceof Cut.Window && k == 0);
                cuts.add(new CutSummary(
                        cut.thresholds().get(k).name(),
                        cut.column() + (above ? " >" : " <"),
                        outcome.before()[index],
                        outcome.after()[index],
                        outcome.rounded()[index],
                        Double.NaN,
                        Double.NaN));
            }
        }
        return cuts;
    }

    private List<HistogramPair> histograms() {
        return analysis.regions().stream()
                .map(region -> new HistogramPair(
                        region.name(),
                        region.observable(),
                        region.edges(),
                        stack(region, outcome.testBefore()),
                        stack(region, outcome.testAfter())))
                .toList();
    }

    private Stack stack(Region region, Map<Slot, Outcome.Contents> contents) {
        List<Stack.Contribution> processes = inOrder().stream()
                .map(sample -> new Stack.Contribution(
                        sample.name(),
                        sample.role() == Role.SIGNAL,
                        contents.get(Slot.nominal(region.name(), sample.name())).sumw()))
                .toList();
        BackgroundUncertainty uncertainty = new BackgroundUncertainty(analysis, contents);
        List<Double> errors = IntStream.range(0, region.bins())
                .mapToObj(bin -> uncertainty.of(region, bin))
                .toList();
        return new Stack(processes, errors, List.of());
    }

    /** Small backgrounds at the bottom, large ones above them, the signal on top: by yields at the end. */
    private List<Sample> inOrder() {
        Comparator<Sample> bySignal = Comparator.comparing(sample -> sample.role() == Role.SIGNAL);
        return analysis.simulated().stream()
                .sorted(bySignal.thenComparingDouble(this::expected))
                .toList();
    }

    private double expected(Sample sample) {
        return analysis.regions().stream()
                .flatMap(region -> outcome.testAfter().get(Slot.nominal(region.name(), sample.name())).sumw().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private Trajectory trajectory() {
        List<Outcome.Point> points = outcome.trajectory();
        List<Trajectory.Check> checks = new ArrayList<>();
        for (Outcome.Point point : points) {
            point.hard().ifPresent(hard -> checks.add(new Trajectory.Check(point.step(), hard)));
        }
        List<Trajectory.Path> thresholds = new ArrayList<>();
        for (int i = 0; i < outcome.thresholds().size(); i++) {
            int index = i;
            thresholds.add(new Trajectory.Path(
                    outcome.thresholds().get(i),
                    points.stream().map(point -> point.thresholds()[index]).toList()));
        }
        return new Trajectory(
                Finding.objective(analysis),
                points.stream().map(Outcome.Point::objective).toList(),
                checks,
                thresholds);
    }

    private List<NMinusOne> nMinusOne() {
        List<NMinusOne> plots = new ArrayList<>();
        for (Distribution distribution : outcome.distributions()) {
            Cut cut = analysis.cut(distribution.cut());
            List<Stack.Contribution> processes = inOrder().stream()
                    .map(sample -> new Stack.Contribution(
                            sample.name(),
                            sample.role() == Role.SIGNAL,
                            distribution.yields().get(sample.name())))
                    .toList();
            plots.add(new NMinusOne(
                    distribution.cut() + " in " + distribution.region(),
                    cut.column(),
                    distribution.edges(),
                    new Stack(processes, List.of(), List.of()),
                    marks(cut)));
        }
        return plots;
    }

    private List<NMinusOne.Mark> marks(Cut cut) {
        List<NMinusOne.Mark> marks = new ArrayList<>();
        for (int k = 0; k < cut.thresholds().size(); k++) {
            int index = outcome.thresholds().indexOf(cut.thresholds().get(k).name());
            boolean keepsAbove = cut instanceof Cut.Above || (cut instanceof Cut.Window && k == 0);
            marks.add(new NMinusOne.Mark(outcome.before()[index], outcome.rounded()[index], keepsAbove));
        }
        return marks;
    }

    private List<ReportData.Fact> facts(Versions versions, List<Digest> inputs) {
        List<ReportData.Fact> facts = new ArrayList<>();
        facts.add(new ReportData.Fact("limen", versions.limen()));
        facts.add(new ReportData.Fact("Java", versions.java()));
        facts.add(new ReportData.Fact(
                "machine", versions.system() + ", " + versions.processors() + " processors, " + versions.vector()));
        facts.add(new ReportData.Fact(
                "seeds",
                analysis.events().split().seed() + " of the split, " + Optimisation.SEED
                        + " of bootstrap, toys and random search"));
        outcome.events().forEach((part, count) -> facts.add(new ReportData.Fact(part + " events", count.toString())));
        inputs.forEach(input -> facts.add(new ReportData.Fact(input.file(), "sha256 " + input.sha256())));
        return facts;
    }
}
