package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Region;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.report.Gallery;
import dev.limen.app.report.Headline;
import dev.limen.app.report.HistogramPair;
import dev.limen.app.report.Measured;
import dev.limen.app.report.NMinusOne;
import dev.limen.app.report.ReportData;
import dev.limen.app.report.Table;
import dev.limen.app.report.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a training's outcome into the numbers of a report. */
record TrainingReport(Analysis analysis, TrainingOutcome outcome) {

    ReportData data(Provenance provenance) {
        int events =
                outcome.events().values().stream().mapToInt(Integer::intValue).sum();
        return new ReportData(
                provenance.title(),
                String.format(
                        "Networks trained on the %s, on %d events after preselection; blind: Asimov data throughout.",
                        Finding.objective(analysis), events),
                TrainingFinding.of(analysis, outcome),
                headlines(),
                List.of(),
                List.of(scores(), observables()),
                outcome.curves().stream().map(TrainingReport::trajectory).toList(),
                nMinusOne(),
                tables(),
                outcome.warnings(),
                RunFacts.of(provenance, outcome.events()));
    }

    /** From each of the others to the network. */
    private List<Headline> headlines() {
        Headlines headlines = new Headlines(analysis);
        Measured network = measured(outcome.network());
        List<Headline> all = new ArrayList<>();
        outcome.others()
                .forEach(other -> all.add(
                        headlines.of("From " + other.name() + ", test events, hard cuts", measured(other), network)));
        outcome.recomputed().ifPresent(found -> all.add(headlines.recomputed("From the strongest of them", found)));
        return all;
    }

    private static Measured measured(TrainingOutcome.Contender contender) {
        return Headlines.measured(contender.test(), contender.error());
    }

    private Gallery scores() {
        TrainingOutcome.ScoreHistograms scores = outcome.scores();
        List<String> networks = analysis.networks().stream()
                .flatMap(network -> network.scores().stream())
                .toList();
        List<Region> regions = scores.analysis().regions().stream()
                .filter(region -> networks.contains(region.observable()))
                .toList();
        return new Gallery(
                "Scores by process",
                "Expected test events in fine bins with hard cuts; the band is the background's uncertainty before any fit: simulated"
                        + " events and systematics. "
                        + (scores.other().isEmpty()
                                ? ""
                                : "On the left the first of the networks that it is compared with."),
                pairs(scores.analysis(), regions, scores.network(), scores.other()));
    }

    private Gallery observables() {
        List<Region> regions = analysis.regions();
        Map<Slot, Outcome.Contents> other =
                otherNetwork().map(TrainingOutcome.Contender::contents).orElse(Map.of());
        return new Gallery(
                "Observables",
                "Expected test events with hard cuts, in the bins that the likelihood is made of.",
                pairs(analysis, regions, outcome.network().contents(), other));
    }

    private Optional<TrainingOutcome.Contender> otherNetwork() {
        return outcome.others().stream()
                .filter(contender -> !contender.analysis().networks().isEmpty())
                .findFirst();
    }

    private List<HistogramPair> pairs(
            Analysis of, List<Region> regions, Map<Slot, Outcome.Contents> network, Map<Slot, Outcome.Contents> other) {
        Stacks stacks = new Stacks(of, network);
        String left = otherNetwork().orElse(outcome.network()).name();
        return regions.stream()
                .map(region -> new HistogramPair(
                        region.name(),
                        region.observable(),
                        region.edges(),
                        stacks.of(region, other.isEmpty() ? network : other),
                        stacks.of(region, network),
                        new HistogramPair.Names(left, outcome.network().name())))
                .toList();
    }

    private static Trajectory trajectory(TrainingOutcome.Curve curve) {
        List<Trajectory.Path> rates = new ArrayList<>();
        List<Double> rate =
                curve.points().stream().map(TrainingOutcome.Point::rate).toList();
        if (rate.stream().noneMatch(value -> value.isNaN())) {
            rates.add(new Trajectory.Path(curve.name() + ", learning rate", "learning rate", rate));
        }
        String title = curve.name().equals(curve.loss()) ? curve.loss() : curve.name() + ": " + curve.loss();
        return new Trajectory(
                title,
                curve.points().stream().map(TrainingOutcome.Point::training).toList(),
                curve.checks().stream()
                        .map(check -> new Trajectory.Check(check.step(), check.validation()))
                        .toList(),
                rates);
    }

    private List<NMinusOne> nMinusOne() {
        Map<String, Double> before = new LinkedHashMap<>();
        analysis.cuts()
                .forEach(cut -> cut.thresholds().forEach(threshold -> before.put(threshold.name(), threshold.start())));
        return new Stacks(analysis, outcome.network().contents())
                .nMinusOne(outcome.distributions(), before, outcome.network().thresholds());
    }

    private List<Table> tables() {
        CommonTables common = new CommonTables(analysis);
        TrainingTables own = new TrainingTables(analysis, outcome);
        List<Table> tables = new ArrayList<>();
        tables.add(own.comparison());
        if (!outcome.network().thresholds().isEmpty()) {
            tables.add(own.thresholds());
        }
        tables.add(common.softAndHard(outcome.gap(), outcome.contentGap()));
        if (!outcome.bias().isEmpty()) {
            tables.add(own.bias());
        }
        outcome.cutflows().forEach(flow -> tables.add(common.cutflow(flow)));
        if (!analysis.systematics().isEmpty()) {
            tables.add(common.systematics(outcome.network().contents()));
        }
        tables.add(common.shares(outcome.signalShares()));
        return tables;
    }
}
