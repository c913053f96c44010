package dev.limen.app.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a gain may be claimed: paired Poisson bootstrap of before and after on test events, every replica fitted
 * again with its own sums of squares.
 */
record Judgement(Plan plan, Part training, Part validation, Part test, Floor floor) {
    static final long SEED = Optimisation.SEED;
    private static final int TRAINING_REPLICAS = 50;

    /**
     * Thresholds to compare.
     *
     * @param before at the start
     * @param soft at the end of the gradient's way
     * @param after after the polish
     * @param rounded rounded
     * @param searched where the random search ended
     */
    record Candidates(double[] before, double[] soft, double[] after, double[] rounded, double[] searched) {}

    /**
     * What the optimiser did.
     *
     * @param trajectory the points it reached, in its order
     * @param evaluations of the objective, forward and reverse one each
     * @param warnings what stopped it, if that is a finding
     */
    record Way(List<Outcome.Point> trajectory, int evaluations, List<String> warnings) {
        private double end() {
            return trajectory.get(trajectory.size() - 1).objective();
        }
    }

    /**
     * Judges.
     *
     * @param soft contents at the soft optimum, on training events
     * @param events how many each part has
     * @param passing test events at the end
     */
    Outcome outcome(
            Candidates candidates, Way way, Map<Slot, Counts> soft, Map<String, Integer> events, Passing passing) {
        Part.At before = test.at(candidates.before());
        Part.At after = test.at(candidates.rounded());
        Map<Slot, Counts> contentsAfter = after.contents();
        Outcome.Comparison comparison =
                new PairedBootstrap(plan, before, after, test.at(candidates.searched())).compare(way.evaluations());
        Part.At softPoint = training.at(candidates.soft());
        Outcome.Gap gap = gap(way.end(), softPoint);
        List<String> reasons = new Doubts(plan, floor).of(gap, before, after);
        reasons.addAll(Doubts.replicas(comparison.replicas()));
        reasons.addAll(Doubts.search(comparison));
        Part.At polished =
                Arrays.equals(candidates.after(), candidates.rounded()) ? after : test.at(candidates.after());
        FewEvents few = FewEvents.of(plan, before, polished, after);
        boolean gained = Outcome.Claim.significant(comparison.gain(), comparison.error()) && !comparison.behind();
        return new Outcome(
                plan.thresholds().stream().map(threshold -> threshold.name()).toList(),
                candidates.before(),
                candidates.soft(),
                candidates.after(),
                candidates.rounded(),
                way.trajectory(),
                pair(training, candidates),
                pair(validation, candidates),
                pair(test, candidates),
                gap,
                comparison,
                few.recomputed(),
                claim(gained, few, reasons),
                warnings(plan, way.warnings(), reasons, contentsAfter, few),
                published(before.contents()),
                published(contentsAfter),
                training.sensitivity().workspace(contentsAfter, test.meanWeights()),
                contentGap(soft, softPoint),
                shiftErrors(after.shiftErrors()),
                after.signalShares(),
                events,
                passing.cutflows(),
                passing.distributions());
    }

    private static Outcome.Pair pair(Part part, Candidates candidates) {
        return new Outcome.Pair(
                part.at(candidates.before()).objective(),
                part.at(candidates.after()).objective(),
                part.at(candidates.rounded()).objective());
    }

    /** The gap between a soft objective and the hard one at its point, on training events. */
    static Outcome.Gap gap(double soft, Part.At hard) {
        Replicas replicas = Replicas.of(hard, TRAINING_REPLICAS);
        return new Outcome.Gap(soft, replicas.value(), replicas.error());
    }

    /**
     * What may be said.
     *
     * @param gained whether a gain showed
     * @param reasons why simulated events may not carry a claim
     */
    static Outcome.Claim claim(boolean gained, FewEvents few, List<String> reasons) {
        if (!reasons.isEmpty()) {
            return Outcome.Claim.INCONCLUSIVE;
        }
        if (!gained) {
            return Outcome.Claim.NO_GAIN;
        }
        return few.doubt().isEmpty() ? Outcome.Claim.GAIN : Outcome.Claim.INCONCLUSIVE;
    }

    /** What a reader must know: what was noted on the way, and what test events say at the end. */
    static List<String> warnings(
            Plan plan, List<String> noted, List<String> reasons, Map<Slot, Counts> contents, FewEvents few) {
        List<String> warnings = new ArrayList<>(noted);
        warnings.addAll(reasons);
        warnings.addAll(new MonteCarlo(plan, contents).withoutEvents());
        warnings.addAll(Approximations.of(plan.analysis()));
        warnings.addAll(few.warnings());
        return warnings;
    }

    static Map<Slot, Outcome.Contents> published(Map<Slot, Counts> contents) {
        Map<Slot, Outcome.Contents> published = new LinkedHashMap<>();
        contents.forEach((slot, counts) -> published.put(
                slot,
                new Outcome.Contents(
                        Arrays.stream(counts.sumw()).boxed().toList(),
                        Arrays.stream(counts.sumw2()).boxed().toList())));
        return published;
    }

    static List<Outcome.ContentGap> contentGap(Map<Slot, Counts> soft, Part.At hardPoint) {
        Map<Slot, Counts> hard = hardPoint.contents();
        Map<Slot, ShiftError> shifts = hardPoint.shiftErrors();
        List<Outcome.ContentGap> gaps = new ArrayList<>();
        soft.forEach((slot, counts) -> {
            Counts other = hard.get(slot);
            double error = slot.isNominal()
                    ? Math.sqrt(Arrays.stream(other.sumw2()).sum())
                    : shifts.get(slot).total();
            gaps.add(new Outcome.ContentGap(slot, counts.total(), other.total(), error));
        });
        return gaps;
    }

    static Map<Slot, List<Double>> shiftErrors(Map<Slot, ShiftError> errors) {
        Map<Slot, List<Double>> published = new LinkedHashMap<>();
        errors.forEach((slot, error) ->
                published.put(slot, Arrays.stream(error.bins()).boxed().toList()));
        return published;
    }
}
