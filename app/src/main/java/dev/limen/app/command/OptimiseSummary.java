package dev.limen.app.command;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.report.Verdict;
import dev.limen.app.run.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The few lines that end an optimisation on a terminal. */
final class OptimiseSummary {

    private OptimiseSummary() {}

    static List<String> lines(Analysis analysis, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-20s %10s %10s %10s", "threshold", "before", "after", "rounded"));
        for (int i = 0; i < outcome.thresholds().size(); i++) {
            lines.add(row(outcome.thresholds().get(i), outcome.before()[i], outcome.after()[i], outcome.rounded()[i]));
        }
        lines.add("");
        lines.add(Finding.objective(analysis));
        lines.add(row("hard, training", outcome.hardTraining()));
        lines.add(row("hard, validation", outcome.hardValidation()));
        lines.add(row("hard, test", outcome.hardTest()));
        outcome.recomputed().ifPresent(found -> {
            lines.add(row(
                    "  " + found.how(),
                    found.before().value(),
                    found.after().value(),
                    found.rounded().value()));
            if (found.method() == Recomputed.Method.TOYS) {
                lines.add(row(
                        "  their error",
                        found.before().error(),
                        found.after().error(),
                        found.rounded().error()));
            }
        });
        lines.add("");
        Verdict verdict = Finding.of(analysis, outcome);
        lines.add(verdict.kind().words().toUpperCase(Locale.ROOT) + ": " + verdict.sentence());
        outcome.warnings().forEach(warning -> lines.add("  - " + warning));
        return lines;
    }

    private static String row(String name, Outcome.Pair pair) {
        return row(name, pair.before(), pair.after(), pair.rounded());
    }

    private static String row(String name, double before, double after, double rounded) {
        return String.format(Locale.ROOT, "%-20s %10.5g %10.5g %10.5g", name, before, after, rounded);
    }
}
