package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.report.Table;
import dev.limen.app.report.Table.Cell;
import dev.limen.app.report.Table.Mood;
import java.util.ArrayList;
import java.util.List;

/** The tables of a training's report. */
record TrainingTables(Analysis analysis, TrainingOutcome outcome) {

    /** Everything that was trained, and what the network gains over it. */
    Table comparison() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(outcome.network(), Cell.of("–"), Cell.of("–")));
        for (TrainingOutcome.Contender other : outcome.others()) {
            boolean known = other.gainError() > 0;
            rows.add(row(
                    other,
                    (known ? Cell.of(other.gain(), other.gainError()) : Cell.of(other.gain()))
                            .marked(other.beaten() ? Mood.GOOD : Mood.PLAIN),
                    known ? Cell.of(other.gain() / other.gainError()) : Cell.of("–")));
        }
        return new Table(
                "What was trained",
                "The objective with hard cuts and ordinary histograms. Gradients are taken on training events, choices made on"
                        + " validation events, and the test events read once; errors are of 200 bootstrap replicas, each fitted again,"
                        + " those of gains of paired ones. A gain counts above three standard errors.",
                List.of(
                        Finding.objective(analysis),
                        "training",
                        "validation",
                        "test",
                        "the network's gain",
                        "standard errors"),
                rows);
    }

    private static List<Cell> row(TrainingOutcome.Contender contender, Cell gain, Cell errors) {
        return List.of(
                Cell.of(contender.name()),
                Cell.of(contender.training()),
                Cell.of(contender.validation()),
                contender.error() > 0 ? Cell.of(contender.test(), contender.error()) : Cell.of(contender.test()),
                gain,
                errors);
    }

    /** The cuts of each. */
    Table thresholds() {
        List<TrainingOutcome.Contender> all = new ArrayList<>(List.of(outcome.network()));
        all.addAll(outcome.others());
        List<String> columns = new ArrayList<>(List.of("threshold"));
        all.forEach(contender -> columns.add(contender.name()));
        List<List<Cell>> rows = new ArrayList<>();
        for (String name : outcome.network().thresholds().keySet()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
            all.forEach(contender -> row.add(
                    contender.thresholds().containsKey(name)
                            ? Cell.of(contender.thresholds().get(name))
                            : Cell.of("–")));
            rows.add(row);
        }
        return new Table("Thresholds", "Rounded as asked, which is how they are judged.", columns, rows);
    }

    /** How far batches were off. */
    Table bias() {
        List<List<Cell>> rows = outcome.bias().stream()
                .map(bias -> List.of(
                        Cell.of(bias.what()),
                        bias.error() > 0 ? Cell.of(bias.mean(), bias.error()) : Cell.of(bias.mean()),
                        Cell.of(Integer.toString(bias.count())),
                        Cell.of(Integer.toString(bias.failed()))))
                .toList();
        return new Table(
                "The bias of batches",
                "The objective of a batch less that of all training events at the same point: a limit is no sum over events. Gradients"
                        + " are those of the second row: exact where all events were counted last, and moved by the batch since.",
                List.of("objective", "mean difference", "points", "not computed"),
                rows);
    }
}
