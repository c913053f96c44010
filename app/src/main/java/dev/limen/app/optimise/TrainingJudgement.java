package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Threshold;
import dev.limen.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a network trained on the objective may be said to gain over what it is compared with: paired Poisson bootstrap
 * on test events, every replica fitted again with its own sums of squares.
 */
record TrainingJudgement(
        Plan plan,
        EventSets sets,
        Parts parts,
        Floor floor,
        NetworkTraining.Found network,
        List<NetworkTraining.Found> others) {
    private static final int FINE_BINS = 40;

    /**
     * Judges.
     *
     * @param polished the network's thresholds before they were rounded
     * @param soft contents at the soft optimum, on training events
     */
    TrainingOutcome outcome(
            Trainer.Trained trained,
            double[] polished,
            Map<Slot, Counts> soft,
            List<TrainingOutcome.Curve> curves,
            List<String> noted) {
        Part.At end = parts.test().at(network.x());
        Replicas replicas = Replicas.of(end);
        TrainingOutcome.Contender own = contender(network, end, replicas, replicas);
        List<TrainingOutcome.Contender> compared = new ArrayList<>();
        List<Part.At> points = new ArrayList<>();
        for (NetworkTraining.Found other : others) {
            Part.At at = other.parts().test().at(other.x());
            points.add(at);
            compared.add(contender(other, at, Replicas.of(at), replicas));
        }
        Part.At before = points.isEmpty() ? end : points.get(best(compared));
        Part.At softPoint = parts.training().at(trained.x());
        Outcome.Gap gap =
                Judgement.gap(parts.sensitivity().value(soft, parts.training().meanWeights()), softPoint);
        List<String> reasons = new Doubts(plan, floor).of(gap, before, end);
        compared.forEach(other -> reasons.addAll(Doubts.replicas(other.replicas())));
        Map<Slot, Counts> contents = end.contents();
        Part.At unrounded =
                Arrays.equals(polished, network.x()) ? end : parts.test().at(polished);
        FewEvents few = FewEvents.of(plan, before, unrounded, end);
        Passing passing = new Passing(
                plan, sample -> sets.events(sample.name(), Split.Part.TEST).nominal(), network.x());
        return new TrainingOutcome(
                own,
                compared,
                List.copyOf(curves),
                gap,
                Judgement.contentGap(soft, softPoint),
                few.recomputed(),
                Judgement.claim(gained(compared), few, reasons),
                Judgement.warnings(plan, noted, reasons, contents, few),
                parts.sensitivity().workspace(contents, parts.test().meanWeights()),
                Judgement.shiftErrors(end.shiftErrors()),
                end.signalShares(),
                Optimisation.counts(sets),
                passing.cutflows(),
                passing.distributions(),
                scores(),
                trained.bias(),
                networks());
    }

    /** What few events are recomputed against: the strongest of the others. */
    private int best(List<TrainingOutcome.Contender> compared) {
        int best = 0;
        for (int k = 1; k < compared.size(); k++) {
            if (plan.loss(compared.get(k).test()) < plan.loss(compared.get(best).test())) {
                best = k;
            }
        }
        return best;
    }

    private TrainingOutcome.Contender contender(
            NetworkTraining.Found found, Part.At test, Replicas own, Replicas reference) {
        Replicas.Gain gain = own.gain(plan, reference);
        Plan its = found.parts().plan();
        Map<String, Double> thresholds = new LinkedHashMap<>();
        List<Threshold> moving = its.thresholds();
        for (int i = 0; i < moving.size(); i++) {
            thresholds.put(moving.get(i).name(), found.x()[i]);
        }
        return new TrainingOutcome.Contender(
                found.name(),
                its.analysis(),
                thresholds,
                found.parts().training().at(found.x()).objective(),
                found.parts().validation().at(found.x()).objective(),
                own.value(),
                own.error(),
                gain.value(),
                gain.error(),
                gain.replicas(),
                Judgement.published(test.contents()));
    }

    private static boolean gained(List<TrainingOutcome.Contender> compared) {
        // Inferno is no common recipe: what is gained over it is shown, and no part of the claim.
        List<TrainingOutcome.Contender> common = compared.stream()
                .filter(other -> !other.name().equals(NetworkTraining.INFERNO))
                .toList();
        return !common.isEmpty() && common.stream().allMatch(TrainingOutcome.Contender::beaten);
    }

    private TrainingOutcome.ScoreHistograms scores() {
        Analysis fine = Derived.fine(plan.analysis(), FINE_BINS);
        Plan its = plan.withAnalysis(fine);
        Map<Slot, Outcome.Contents> other = others.stream()
                .filter(found -> found.parts().plan().moving() == plan.moving())
                .findFirst()
                .map(found -> filled(its, found.x()))
                .orElse(Map.of());
        return new TrainingOutcome.ScoreHistograms(fine, filled(its, network.x()), other);
    }

    private Map<Slot, Outcome.Contents> filled(Plan fine, double[] x) {
        Map<Slot, Counts> contents = new LinkedHashMap<>();
        for (Sample sample : fine.analysis().simulated()) {
            contents.putAll(new HardSample(fine, sample, sets.events(sample.name(), Split.Part.TEST))
                    .at(x)
                    .contents());
        }
        return Judgement.published(contents);
    }

    private List<TrainingOutcome.Named> networks() {
        List<TrainingOutcome.Named> networks = new ArrayList<>();
        List<NetworkTraining.Found> all = new ArrayList<>(List.of(network));
        all.addAll(others);
        for (NetworkTraining.Found found : all) {
            for (Scorer scorer : found.parts().plan().scorers()) {
                networks.add(new TrainingOutcome.Named(found.name(), scorer.name(), scorer.trained(found.x())));
            }
        }
        return networks;
    }
}
