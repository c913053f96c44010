package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.report.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a training found, in words. */
public final class TrainingFinding {

    private TrainingFinding() {}

    /** The words for an outcome. */
    public static Verdict of(Analysis analysis, TrainingOutcome outcome) {
        String sentence = String.format(
                Locale.ROOT,
                "%s is %.4g on test events with hard cuts and the network trained on it%s%s.",
                Finding.capitalised(Finding.objective(analysis)),
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
        return new Verdict(Finding.kind(outcome.claim()), sentence, reason);
    }

    private static String other(TrainingOutcome.Contender other) {
        return String.format(Locale.ROOT, "%s: %.4g, ", other.name(), other.test())
                + Finding.gain(other.gain(), other.gainError(), " (%.1f standard errors)");
    }
}
