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
        Outcome.Gap gap = new Outcome.Gap(way.end(), softPoint.objective(), error(softPoint, TRAINING_REPLICAS));
        List<String> reasons = reasons(gap, before, after, comparison);
        List<String> all = new ArrayList<>(way.warnings());
        all.addAll(reasons);
        all.addAll(new MonteCarlo(plan, contentsAfter).withoutEvents());
        all.addAll(Approximations.of(plan.analysis()));
        FewEvents few = FewEvents.of(plan, test, floor, candidates);
        all.addAll(few.warnings());
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
                claim(comparison, few, reasons),
                all,
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

    private static double error(Part.At at, int count) {
        double[] values = new double[count];
        for (int replica = 0; replica < count; replica++) {
            values[replica] = at.objective(SEED, replica);
        }
        return PairedBootstrap.deviation(
                Arrays.stream(values).filter(Double::isFinite).toArray());
    }

    private List<String> reasons(Outcome.Gap gap, Part.At before, Part.At after, Outcome.Comparison comparison) {
        List<String> reasons = new ArrayList<>();
        for (String lowered : floor.lowered()) {
            reasons.add("A floor was violated at the start already and was lowered: " + lowered + ".");
        }
        List<String> overlaps = after.overlaps();
        if (!overlaps.isEmpty()) {
            reasons.add("The end counts events twice, which a likelihood must not: " + String.join("; ", overlaps)
                    + " with hard cuts. Invert a cut of one region in the other.");
        }
        MonteCarlo atStart = new MonteCarlo(plan, before.contents());
        MonteCarlo atEnd = new MonteCarlo(plan, after.contents());
        bins(
                reasons,
                "The background has a Monte Carlo uncertainty above 0.3 of its content",
                atStart.uncertain(),
                atEnd.uncertain());
        bins(reasons, "The expected background is not a positive number", atStart.notPositive(), atEnd.notPositive());
        if (!(Math.abs(gap.soft() - gap.hard()) <= gap.error())) {
            reasons.add(
                    "Soft and hard objective differ by %.3g at the soft optimum, more than the Monte Carlo error of %.3g. Let widths and bandwidths end smaller: optimiser/annealing."
                            .formatted(Math.abs(gap.soft() - gap.hard()), gap.error()));
        }
        int replicas = PairedBootstrap.REPLICAS;
        if (comparison.replicas() < replicas) {
            reasons.add("%d of %d bootstrap replicas could not be fitted."
                    .formatted(replicas - comparison.replicas(), replicas));
        }
        if (!Double.isFinite(comparison.lead()) || !Double.isFinite(comparison.leadError())) {
            reasons.add("The objective could not be computed where the random search ended, on test events or a"
                    + " bootstrap replica of them, so that nothing can be said against it.");
        }
        return reasons;
    }

    private static void bins(List<String> reasons, String what, List<String> before, List<String> after) {
        List<String> places = new ArrayList<>();
        if (!before.isEmpty()) {
            places.add("before in " + String.join(", ", before));
        }
        if (!after.isEmpty()) {
            places.add("after in " + String.join(", ", after));
        }
        if (!places.isEmpty()) {
            reasons.add(what + ", which carries no claim: " + String.join("; ", places) + ".");
        }
    }

    private static Outcome.Claim claim(Outcome.Comparison comparison, FewEvents few, List<String> reasons) {
        if (!reasons.isEmpty()) {
            return Outcome.Claim.INCONCLUSIVE;
        }
        boolean significant = comparison.gain() > 3 * comparison.error();
        if (!significant || comparison.behind()) {
            return Outcome.Claim.NO_GAIN;
        }
        return few.doubt().isEmpty() ? Outcome.Claim.GAIN : Outcome.Claim.INCONCLUSIVE;
    }

    private static Map<Slot, Outcome.Contents> published(Map<Slot, Counts> contents) {
        Map<Slot, Outcome.Contents> published = new LinkedHashMap<>();
        contents.forEach((slot, counts) -> published.put(
                slot,
                new Outcome.Contents(
                        Arrays.stream(counts.sumw()).boxed().toList(),
                        Arrays.stream(counts.sumw2()).boxed().toList())));
        return published;
    }

    private static List<Outcome.ContentGap> contentGap(Map<Slot, Counts> soft, Part.At hardPoint) {
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

    private static Map<Slot, List<Double>> shiftErrors(Map<Slot, ShiftError> errors) {
        Map<Slot, List<Double>> published = new LinkedHashMap<>();
        errors.forEach((slot, error) ->
                published.put(slot, Arrays.stream(error.bins()).boxed().toList()));
        return published;
    }
}
