package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Variation;
import dev.limen.app.optimise.Cutflow;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.report.Table;
import dev.limen.app.report.Table.Cell;
import dev.limen.app.report.Table.Mood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that every report has. */
record CommonTables(Analysis analysis) {

    /** Expected events of a region cut by cut. */
    Table cutflow(Cutflow flow) {
        List<Sample> samples = analysis.simulated();
        List<String> columns = new ArrayList<>(List.of("step"));
        samples.forEach(sample -> columns.add(sample.name()));
        columns.add("s/√b");
        List<List<Cell>> rows = new ArrayList<>();
        for (Cutflow.Row step : flow.rows()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(step.step())));
            double signal = 0;
            double background = 0;
            for (Sample sample : samples) {
                double yield = step.yields().get(sample.name());
                row.add(Cell.of(yield));
                signal += sample.role() == Role.SIGNAL ? yield : 0;
                background += sample.role() == Role.SIGNAL ? 0 : yield;
            }
            row.add(Cell.of(background > 0 ? signal / Math.sqrt(background) : Double.NaN));
            rows.add(row);
        }
        return new Table(
                "Cutflow of " + flow.region(),
                "Expected events at the rounded thresholds, hard cuts, test events scaled to all.",
                columns,
                rows);
    }

    /** The soft-hard gaps. */
    Table softAndHard(Outcome.Gap objective, List<Outcome.ContentGap> gaps) {
        List<List<Cell>> rows = new ArrayList<>();
        double difference = objective.soft() - objective.hard();
        rows.add(List.of(
                Cell.of("objective"),
                Cell.of(objective.soft()),
                Cell.of(objective.hard()),
                Cell.of(difference).marked(Math.abs(difference) <= objective.error() ? Mood.GOOD : Mood.BAD),
                Cell.of(objective.error())));
        Map<Slot, Outcome.ContentGap> bySlot = new HashMap<>();
        gaps.forEach(gap -> bySlot.put(gap.slot(), gap));
        for (Outcome.ContentGap gap : gaps) {
            Outcome.ContentGap nominal =
                    bySlot.get(Slot.nominal(gap.slot().region(), gap.slot().sample()));
            String name = gap.slot().region() + ", " + gap.slot().sample()
                    + (gap.slot().isNominal() ? "" : ", shift by " + gap.slot().variation());
            double soft = gap.slot().isNominal() ? gap.soft() : gap.soft() - nominal.soft();
            double hard = gap.slot().isNominal() ? gap.hard() : gap.hard() - nominal.hard();
            boolean within = Math.abs(soft - hard) <= gap.error();
            rows.add(List.of(
                    Cell.of(name),
                    Cell.of(soft),
                    Cell.of(hard),
                    Cell.of(soft - hard).marked(within ? Mood.PLAIN : Mood.WARNING),
                    Cell.of(gap.error())));
        }
        return new Table(
                "Soft against hard",
                "At the soft optimum, before the polish, on training events. A gap of the objective above its MC error voids the"
                        + " verdict; expected events beyond theirs are marked. A shift's MC error is that of the difference to the"
                        + " nominal, with which it shares events.",
                List.of("quantity", "soft", "hard", "gap", "MC error"),
                rows);
    }

    /** What systematic uncertainties do to backgrounds. */
    Table systematics(Map<Slot, Outcome.Contents> contents) {
        List<String> columns = new ArrayList<>(List.of("nuisance parameter"));
        columns.add("kind");
        analysis.regions().forEach(region -> columns.add("background of " + region.name()));
        List<List<Cell>> rows = new ArrayList<>();
        BackgroundUncertainty uncertainty = new BackgroundUncertainty(analysis, contents);
        for (Systematic systematic : analysis.systematics()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(systematic.name()), Cell.of(kind(systematic))));
            for (Region region : analysis.regions()) {
                double least = Double.POSITIVE_INFINITY;
                double most = 0;
                for (int bin = 0; bin < region.bins(); bin++) {
                    double background = background(contents, region, bin);
                    if (background > 0) {
                        double relative = uncertainty.shift(region, bin, systematic) / background;
                        least = Math.min(least, relative);
                        most = Math.max(most, relative);
                    }
                }
                if (least > most) {
                    row.add(Cell.of("–"));
                    continue;
                }
                row.add(Cell.of(
                        region.bins() == 1
                                ? String.format("%.1f %%", 100 * most)
                                : String.format("%.1f to %.1f %%", 100 * least, 100 * most)));
            }
            rows.add(row);
        }
        return new Table(
                "Systematic uncertainties",
                "Relative shift of the total background by one standard deviation, the larger side, smallest and largest bin.",
                columns,
                rows);
    }

    private double background(Map<Slot, Outcome.Contents> contents, Region region, int bin) {
        return analysis.samples(Role.BACKGROUND).stream()
                .mapToDouble(sample -> contents.get(Slot.nominal(region.name(), sample.name()))
                        .sumw()
                        .get(bin))
                .sum();
    }

    private static String kind(Systematic systematic) {
        if (systematic.variation() instanceof Variation.Norm) {
            return "normsys";
        }
        return switch (systematic.template()) {
            case HISTOSYS -> "histosys";
            case SPLIT -> "normsys and histosys";
            case SYMMETRISED -> "histosys, mirrored";
        };
    }

    /** How much signal each region has. */
    Table shares(Map<String, Double> signalShares) {
        List<List<Cell>> rows = new ArrayList<>();
        signalShares.forEach((region, share) -> rows.add(
                List.of(Cell.of(region), Cell.of(Double.isNaN(share) ? "–" : String.format("%.3g %%", 100 * share)))));
        return new Table(
                "The signal's share of each region",
                "Of all expected events, at the rounded thresholds.",
                List.of("region", "signal share"),
                rows);
    }
}
