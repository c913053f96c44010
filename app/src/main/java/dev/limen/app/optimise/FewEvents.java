package dev.limen.app.optimise;

import dev.limen.app.analysis.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What few expected background events in the sensitive bins do to a comparison: its numbers are computed again without
 * asymptotic formulae, and a gain must show in those, too.
 *
 * @param recomputed the numbers, where they were needed and could be computed
 * @param warnings what a reader must know of it
 * @param doubt why a gain may not be claimed
 */
record FewEvents(Optional<Recomputed> recomputed, List<String> warnings, Optional<String> doubt) {
    /** Not few. */
    static final FewEvents NONE = new FewEvents(Optional.empty(), List.of(), Optional.empty());

    /** Below so many expected background events asymptotic formulae are off. */
    private static final double ASYMPTOTIC = 10;

    /** Looks at test events with hard cuts, before, after and at the rounded end. */
    static FewEvents of(Plan plan, Part.At before, Part.At after, Part.At rounded) {
        double background = Math.min(
                new Floor(before.plan()).sensitiveBackground(before.contents()),
                new Floor(plan).sensitiveBackground(rounded.contents()));
        // Not below: what is no number is not trusted.
        if (background >= ASYMPTOTIC) {
            return NONE;
        }
        String few = few(background);
        Objective objective = plan.analysis().objective();
        if (!Recomputation.exists(objective.goal())) {
            return new FewEvents(
                    Optional.empty(),
                    List.of(few + "an uncertainty is that of the likelihood's curvature, which toys do not improve;"
                            + " optimise the expected limit or the significance to have it computed again."),
                    Optional.empty());
        }
        Recomputation recomputation = Recomputation.of(objective, Judgement.SEED);
        try {
            Recomputed.Method method = recomputation.method(after.model());
            Recomputed.Estimate end = recomputation.of(after.model());
            Recomputed found = new Recomputed(
                    method,
                    method == Recomputed.Method.TOYS ? recomputation.toys().count() : 0,
                    recomputation.of(before.model()),
                    end,
                    rounded.equals(after) ? end : recomputation.of(rounded.model()));
            return judged(plan, found, few);
        } catch (IllegalStateException | IllegalArgumentException impossible) {
            String reason = few + "the objective could not be computed again: " + impossible.getMessage();
            return new FewEvents(Optional.empty(), List.of(reason), Optional.of(reason));
        }
    }

    private static String few(double background) {
        return "%.3g expected background events in the sensitive bins, where asymptotic formulae may be off: "
                .formatted(background);
    }

    static FewEvents judged(Plan plan, Recomputed found, String few) {
        List<String> warnings = new ArrayList<>();
        warnings.add(few + "the objective was computed again " + found.how() + ".");
        Recomputed.Estimate end = found.rounded();
        int failed = found.before().failed() + end.failed();
        if (failed > 0) {
            warnings.add("%d toys were left out because a fit failed.".formatted(failed));
        }
        if (found.before().bound() || end.bound()) {
            warnings.add("No toy reaches as far as the recomputed objective: the number is that of one toy.");
        }
        double gain = plan.loss(found.before().value()) - plan.loss(end.value());
        double error = Math.hypot(found.before().error(), end.error());
        // What is no number is no gain; a bound before may hide that nothing was gained.
        if (Outcome.Claim.significant(gain, error) && !found.before().bound()) {
            return new FewEvents(Optional.of(found), warnings, Optional.empty());
        }
        String doubt = ("Without asymptotic formulae the objective goes from %.4g to %.4g, a gain of %.2g ± %.1g:"
                        + " not more than three standard errors.")
                .formatted(found.before().value(), end.value(), gain, error);
        warnings.add(doubt);
        return new FewEvents(Optional.of(found), warnings, Optional.of(doubt));
    }
}
