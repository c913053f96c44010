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
record Judgement(Plan plan, Part training, Part test, Floor floor) {
    static final long SEED = 20261121;
    private static final int REPLICAS = 200;
    private static final int TRAINING_REPLICAS = 50;

    /** A bin whose background has a larger relative Monte Carlo uncertainty carries no claim. */
    private static final double LARGEST_ERROR = 0.3;

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

    Outcome outcome(
            Candidates candidates,
            SoftObjective objective,
            List<Outcome.Point> trajectory,
            Part validation,
            int evaluations,
            List<String> warnings,
            boolean interrupted,
            Map<String, Integer> events,
            Passing passing) {
        Part.At before = test.at(candidates.before());
        Part.At after = test.at(candidates.after());
        Map<Slot, Counts> contentsAfter = after.contents();
        Outcome.Comparison comparison =
                compare(before, after, test.at(candidates.searched()).objective(), evaluations);
        Part.At softPoint = training.at(candidates.soft());
        Map<Slot, Counts> softContents = objective.contents(candidates.soft());
        Outcome.Gap gap =
                new Outcome.Gap(trajectoryEnd(trajectory), softPoint.objective(), error(softPoint, TRAINING_REPLICAS));
        List<String> reasons = reasons(gap, before, after, comparison);
        List<String> all = new ArrayList<>(warnings);
        all.addAll(reasons);
        FewEvents few = interrupted ? FewEvents.NONE : FewEvents.of(plan, test, floor, candidates);
        all.addAll(few.warnings());
        return new Outcome(
                plan.thresholds().stream().map(threshold -> threshold.name()).toList(),
                candidates.before(),
                candidates.soft(),
                candidates.after(),
                candidates.rounded(),
                trajectory,
                pair(training, candidates),
                pair(validation, candidates),
                pair(test, candidates),
                gap,
                comparison,
                few.recomputed(),
                claim(comparison, after.objective(), few, reasons),
                all,
                interrupted,
                published(before.contents()),
                published(contentsAfter),
                training.sensitivity().workspace(contentsAfter, test.meanWeights()),
                contentGap(softContents, softPoint.contents()),
                after.signalShares(),
                events,
                passing.cutflows(),
                passing.distributions());
    }

    private static double trajectoryEnd(List<Outcome.Point> trajectory) {
        return trajectory.get(trajectory.size() - 1).objective();
    }

    private static Outcome.Pair pair(Part part, Candidates candidates) {
        return new Outcome.Pair(
                part.at(candidates.before()).objective(),
                part.at(candidates.after()).objective(),
                part.at(candidates.rounded()).objective());
    }

    private Outcome.Comparison compare(Part.At before, Part.At after, double searched, int evaluations) {
        List<double[]> replicas = new ArrayList<>();
        for (int replica = 0; replica < REPLICAS; replica++) {
            double one = before.objective(SEED, replica);
            double two = after.objective(SEED, replica);
            if (Double.isFinite(one) && Double.isFinite(two)) {
                replicas.add(new double[] {one, two, plan.loss(one) - plan.loss(two)});
            }
        }
        double found = plan.loss(before.objective()) - plan.loss(after.objective());
        return new Outcome.Comparison(
                // The mean paired difference less the bootstrap's bias, which is what the mean exceeds this by.
                found,
                column(replicas, 2),
                column(replicas, 0),
                column(replicas, 1),
                searched,
                replicas.size(),
                evaluations);
    }

    private static double column(List<double[]> replicas, int column) {
        return deviation(replicas.stream().mapToDouble(r -> r[column]).toArray());
    }

    private static double error(Part.At at, int count) {
        double[] values = new double[count];
        for (int replica = 0; replica < count; replica++) {
            values[replica] = at.objective(SEED, replica);
        }
        return deviation(Arrays.stream(values).filter(Double::isFinite).toArray());
    }

    /** The standard deviation; NaN of fewer than two. */
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    }

    private List<String> reasons(Outcome.Gap gap, Part.At before, Part.At after, Outcome.Comparison comparison) {
        List<String> reasons = new ArrayList<>();
        for (String lowered : floor.lowered()) {
            reasons.add("A floor was violated at the start already and was lowered: " + lowered + ".");
        }
        double largest =
                Math.max(floor.largestRelativeError(before.contents()), floor.largestRelativeError(after.contents()));
        if (!(largest <= LARGEST_ERROR)) {
            reasons.add(
                    "The background of a bin has a Monte Carlo uncertainty of %.2g of its content; 0.3 is the most that carries a claim."
                            .formatted(largest));
        }
        if (!(Math.abs(gap.soft() - gap.hard()) <= gap.error())) {
            reasons.add(
                    "Soft and hard objective differ by %.3g at the soft optimum, more than the Monte Carlo error of %.3g. Let widths and bandwidths end smaller: optimiser/annealing."
                            .formatted(Math.abs(gap.soft() - gap.hard()), gap.error()));
        }
        if (comparison.replicas() < REPLICAS) {
            reasons.add("%d of %d bootstrap replicas could not be fitted."
                    .formatted(REPLICAS - comparison.replicas(), REPLICAS));
        }
        return reasons;
    }

    private Outcome.Claim claim(Outcome.Comparison comparison, double after, FewEvents few, List<String> reasons) {
        if (!reasons.isEmpty()) {
            return Outcome.Claim.INCONCLUSIVE;
        }
        boolean behind = plan.loss(comparison.randomSearch()) < plan.loss(after) - comparison.errorAfter();
        boolean significant = comparison.gain() > 3 * comparison.error();
        if (!significant || behind) {
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

    private static List<Outcome.ContentGap> contentGap(Map<Slot, Counts> soft, Map<Slot, Counts> hard) {
        List<Outcome.ContentGap> gaps = new ArrayList<>();
        soft.forEach((slot, counts) -> {
            Counts other = hard.get(slot);
            double variance = Arrays.stream(other.sumw2()).sum();
            gaps.add(new Outcome.ContentGap(slot, counts.total(), other.total(), Math.sqrt(variance)));
        });
        return gaps;
    }
}
