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

    ReportData data(Provenance provenance) {
        int events =
                outcome.events().values().stream().mapToInt(Integer::intValue).sum();
        return new ReportData(
                provenance.title(),
                String.format(
                        "The %s, optimised in %s on %d events after preselection; blind: Asimov data throughout.",
                        Finding.objective(analysis), steps(), events),
                Finding.of(analysis, outcome),
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
                RunFacts.of(provenance, outcome.events()));
    }

    private String steps() {
        // The first point is the start.
        int steps = outcome.trajectory().size() - 1;
        return steps + (steps == 1 ? " step" : " steps");
    }

    private List<Headline> headlines() {
        Headlines headlines = new Headlines(analysis);
        Outcome.Comparison comparison = outcome.comparison();
        List<Headline> all = new ArrayList<>();
        all.add(headlines.of(
                "Test events, hard cuts" + (outcome.recomputed().isPresent() ? ", asymptotic formulae" : ""),
                Headlines.measured(outcome.hardTest().before(), comparison.errorBefore()),
                Headlines.measured(outcome.hardTest().rounded(), comparison.errorAfter())));
        outcome.recomputed().ifPresent(found -> all.add(headlines.recomputed("Test events, hard cuts", found)));
        if (!Arrays.equals(outcome.after(), outcome.rounded())) {
            all.add(headlines.of(
                    "Test events, thresholds not rounded",
                    new Measured(outcome.hardTest().before(), 0),
                    new Measured(outcome.hardTest().after(), 0)));
        }
        all.add(headlines.of(
                "Validation events, hard cuts",
                new Measured(outcome.hardValidation().before(), 0),
                new Measured(outcome.hardValidation().rounded(), 0)));
        return all;
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
        Stacks stacks = stacks();
        return analysis.regions().stream()
                .map(region -> new HistogramPair(
                        region.name(),
                        region.observable(),
                        region.edges(),
                        stacks.of(region, outcome.testBefore()),
                        stacks.of(region, outcome.testAfter()),
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
}
