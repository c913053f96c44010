package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Cut;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.report.CutSummary;
import dev.limen.app.report.Gallery;
import dev.limen.app.report.Headline;
import dev.limen.app.report.HistogramPair;
import dev.limen.app.report.Measured;
import dev.limen.app.report.NMinusOne;
import dev.limen.app.report.ReportData;
import dev.limen.app.report.Trajectory;
import dev.limen.app.report.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                List.of(new Gallery(
                        "Observables",
                        "Expected events with hard cuts, before and at the rounded thresholds.",
                        histograms())),
                List.of(trajectory()),
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
                        stacks().of(region, outcome.testBefore()),
                        stacks().of(region, outcome.testAfter()),
                        HistogramPair.Names.WAY))
                .toList();
    }

    private Stacks stacks() {
        return new Stacks(analysis, outcome.testAfter());
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
                    "threshold",
                    points.stream().map(point -> point.thresholds()[index]).toList()));
        }
        return new Trajectory(
                Finding.objective(analysis),
                points.stream().map(Outcome.Point::objective).toList(),
                checks,
                thresholds);
    }

    private List<NMinusOne> nMinusOne() {
        Map<String, Double> before = new LinkedHashMap<>();
        Map<String, Double> rounded = new LinkedHashMap<>();
        for (int i = 0; i < outcome.thresholds().size(); i++) {
            before.put(outcome.thresholds().get(i), outcome.before()[i]);
            rounded.put(outcome.thresholds().get(i), outcome.rounded()[i]);
        }
        return stacks().nMinusOne(outcome.distributions(), before, rounded);
    }

    private List<ReportData.Fact> facts(Versions versions, List<Digest> inputs) {
        return RunFacts.of(analysis, outcome.events(), versions, inputs);
    }
}
