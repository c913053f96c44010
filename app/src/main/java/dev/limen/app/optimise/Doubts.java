package dev.limen.app.optimise;

import java.util.ArrayList;
import java.util.List;

/** Why simulated events may not carry a claim, in a sentence each. */
record Doubts(Plan plan, Floor floor) {

    /** Those of floors, of events counted twice, of Monte Carlo statistics and of the soft-hard gap. */
    List<String> of(Outcome.Gap gap, Part.At before, Part.At after) {
        List<String> reasons = new ArrayList<>();
        for (String lowered : floor.lowered()) {
            reasons.add("A floor was violated at the start already and was lowered: " + lowered + ".");
        }
        List<String> overlaps = after.overlaps();
        if (!overlaps.isEmpty()) {
            reasons.add("The end counts events twice, which a likelihood must not: " + String.join("; ", overlaps)
                    + " with hard cuts. Invert a cut of one region in the other.");
        }
        MonteCarlo atStart = new MonteCarlo(before.plan(), before.contents());
        MonteCarlo atEnd = new MonteCarlo(plan, after.contents());
        bins(
                reasons,
                "The background has a Monte Carlo uncertainty above 0.3 of its content",
                atStart.uncertain(),
                atEnd.uncertain());
        bins(reasons, "The expected background is not a positive number", atStart.notPositive(), atEnd.notPositive());
        if (!(Math.abs(gap.soft() - gap.hard()) <= gap.error())) {
            reasons.add(
                    "Soft and hard objective differ by %.3g at the soft optimum, more than the Monte Carlo error of %.3g. Let widths and bandwidths end smaller: %s/annealing."
                            .formatted(
                                    Math.abs(gap.soft() - gap.hard()),
                                    gap.error(),
                                    plan.scorers().isEmpty() ? "optimiser" : "training"));
        }
        return reasons;
    }

    /** That some replicas could not be fitted. */
    static List<String> replicas(int fitted) {
        int replicas = Replicas.COUNT;
        return fitted < replicas
                ? List.of("%d of %d bootstrap replicas could not be fitted.".formatted(replicas - fitted, replicas))
                : List.of();
    }

    /** That nothing can be said against a random search. */
    static List<String> search(Outcome.Comparison comparison) {
        return Double.isFinite(comparison.lead()) && Double.isFinite(comparison.leadError())
                ? List.of()
                : List.of("The objective could not be computed where the random search ended, on test events or a"
                        + " bootstrap replica of them, so that nothing can be said against it.");
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
}
