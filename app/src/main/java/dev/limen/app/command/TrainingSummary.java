package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.report.Verdict;
import dev.limen.app.run.Finding;
import dev.limen.app.run.TrainingFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few lines that end a training on a terminal. */
final class TrainingSummary {

    private TrainingSummary() {}

    static List<String> lines(Analysis analysis, TrainingOutcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(Finding.objective(analysis) + ", hard");
        lines.add(String.format(
                Locale.ROOT, "%-28s %10s %10s %10s %22s", "", "training", "validation", "test", "the network's gain"));
        lines.add(row(outcome.network(), ""));
        outcome.others()
                .forEach(other -> lines.add(
                        row(other, String.format(Locale.ROOT, "%.3g ± %.2g", other.gain(), other.gainError()))));
        lines.add("");
        outcome.network()
                .thresholds()
                .forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%-28s %10.5g", name, value)));
        if (!outcome.network().thresholds().isEmpty()) {
            lines.add("");
        }
        Verdict verdict = TrainingFinding.of(analysis, outcome);
        lines.add(verdict.kind().words().toUpperCase(Locale.ROOT) + ": " + verdict.sentence());
        outcome.warnings().forEach(warning -> lines.add("  - " + warning));
        return lines;
    }

    private static String row(TrainingOutcome.Contender contender, String gain) {
        return String.format(
                        Locale.ROOT,
                        "%-28s %10.5g %10.5g %10.5g %22s",
                        contender.name(),
                        contender.training(),
                        contender.validation(),
                        contender.test(),
                        gain)
                .stripTrailing();
    }
}
