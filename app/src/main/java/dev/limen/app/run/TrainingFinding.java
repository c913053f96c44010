package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.TrainingOutcome;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a training found, in words.
 *
 * @param verdict in one or two words
 * @param sentence with its numbers
 * @param reason how it was tested
 */
public record TrainingFinding(String verdict, String sentence, String reason) {

    /** The words for an outcome. */
    public static TrainingFinding of(Analysis analysis, TrainingOutcome outcome) {
        String objective = Finding.objective(analysis);
        String sentence = String.format(
                Locale.ROOT,
                "%s is %.4g on test events with hard cuts and the network trained on it%s%s.",
                objective.substring(0, 1).toUpperCase(Locale.ROOT) + objective.substring(1),
                outcome.network().test(),
                outcome.recomputed().isPresent() ? ", by asymptotic formulae" : "",
                outcome.others().stream()
                        .map(TrainingFinding::other)
                        .collect(Collectors.joining("; ", outcome.others().isEmpty() ? "" : ". ", "")));
        String reason = outcome.others().isEmpty()
                ? "Nothing was trained to compare it with; see 'comparisons'."
                : String.format(
                        Locale.ROOT,
                        "%d paired bootstrap replicas of test events; a gain is claimed if it is more than three of its own standard"
                                + " errors over the classifier and over cuts, as far as they were compared.",
                        outcome.others().get(0).replicas());
        return new TrainingFinding(verdict(outcome.claim()), sentence, reason);
    }

    private static String other(TrainingOutcome.Contender other) {
        String numbers = String.format(Locale.ROOT, "%s: %.4g", other.name(), other.test());
        if (!(other.gainError() > 0)) {
            return String.format(Locale.ROOT, "%s, a gain of %.3g", numbers, other.gain());
        }
        return String.format(
                Locale.ROOT,
                "%s, a gain of %.3g ± %.2g (%.1f standard errors)",
                numbers,
                other.gain(),
                other.gainError(),
                other.gain() / other.gainError());
    }

    /** A claim in one or two words. */
    static String verdict(Outcome.Claim claim) {
        return switch (claim) {
            case GAIN -> "gain";
            case NO_GAIN -> "no gain shown";
            case INCONCLUSIVE -> "inconclusive";
        };
    }
}
