package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.report.Table;
import dev.limen.app.report.Table.Cell;
import java.util.ArrayList;
import java.util.List;

/** The tables of a report. */
record ReportTables(Analysis analysis, Outcome outcome) {

    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        tables.add(objective());
        CommonTables common = new CommonTables(analysis);
        outcome.cutflows().forEach(flow -> tables.add(common.cutflow(flow)));
        tables.add(common.softAndHard(outcome.gap(), outcome.contentGap()));
        if (!analysis.systematics().isEmpty()) {
            tables.add(common.systematics(outcome.testAfter()));
        }
        tables.add(common.shares(outcome.signalShares()));
        return tables;
    }

    private Table objective() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(List.of(
                Cell.of("soft, training"),
                Cell.of(outcome.trajectory().get(0).objective()),
                Cell.of(outcome.gap().soft()),
                Cell.of("–")));
        rows.add(row("hard, training", outcome.hardTraining(), Double.NaN, Double.NaN));
        rows.add(row("hard, validation", outcome.hardValidation(), Double.NaN, Double.NaN));
        rows.add(row(
                "hard, test" + (outcome.recomputed().isPresent() ? ", asymptotic" : ""),
                outcome.hardTest(),
                outcome.comparison().errorBefore(),
                outcome.comparison().errorAfter()));
        outcome.recomputed()
                .ifPresent(found -> rows.add(List.of(
                        Cell.of("hard, test, " + found.how()),
                        Cell.of(Finding.measured(found.before())),
                        Cell.of(Finding.measured(found.after())),
                        Cell.of(Finding.measured(found.rounded())))));
        return new Table(
                "The objective on each sample",
                "Gradients are taken on training events, choices made on validation events, and the test events read once:"
                        + " the verdict compares before with rounded."
                        + outcome.recomputed().map(ReportTables::note).orElse(""),
                List.of(Finding.objective(analysis), "before", "after", "rounded"),
                rows);
    }

    private static String note(Recomputed found) {
        return " Few background events are expected where the signal is, so that asymptotic formulae may be off: the"
                + " number " + found.how() + " is the one to quote"
                + (found.method() == Recomputed.Method.TOYS ? "; its error is that of the number of toys." : ".");
    }

    private static List<Cell> row(String name, Outcome.Pair pair, double errorBefore, double errorAfter) {
        return List.of(
                Cell.of(name),
                cell(pair.before(), errorBefore),
                cell(pair.after(), pair.after() == pair.rounded() ? errorAfter : Double.NaN),
                cell(pair.rounded(), errorAfter));
    }

    private static Cell cell(double value, double error) {
        return Double.isFinite(error) ? Cell.of(value, error) : Cell.of(value);
    }
}
