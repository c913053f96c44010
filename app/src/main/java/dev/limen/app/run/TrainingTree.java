package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import dev.limen.app.optimise.TrainingOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of a training's {@code result.json}; a number that could not be computed is the text {@code "NaN"}. */
public final class TrainingTree {

    private TrainingTree() {}

    /** The tree of an outcome. */
    public static Map<String, Object> of(Analysis analysis, TrainingOutcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        TrainingFinding finding = TrainingFinding.of(analysis, outcome);
        tree.put("verdict", finding.verdict());
        tree.put("finding", finding.sentence());
        tree.put("blind", true);
        tree.put("objective", Finding.objective(analysis));
        tree.put(
                "limen",
                Map.of("asimov", "nominal", "asimov_mu", analysis.objective().asimovMu()));
        tree.put("network", contender(outcome.network()));
        Map<String, Object> others = new LinkedHashMap<>();
        for (TrainingOutcome.Contender other : outcome.others()) {
            Map<String, Object> entry = contender(other);
            Map<String, Object> gain = new LinkedHashMap<>();
            gain.put("value", ResultTree.number(other.gain()));
            gain.put("error", ResultTree.number(other.gainError()));
            gain.put("replicas", other.replicas());
            entry.put("gain_of_network", gain);
            others.put(other.name(), entry);
        }
        tree.put("compared_with", others);
        outcome.recomputed().ifPresent(found -> tree.put("recomputed", ResultTree.recomputed(found)));
        tree.put("soft_hard_gap", ResultTree.gap(outcome.gap(), outcome.contentGap()));
        tree.put(
                "trainings",
                outcome.curves().stream().map(TrainingTree::training).toList());
        if (!outcome.bias().isEmpty()) {
            tree.put(
                    "batch_bias",
                    outcome.bias().stream().map(TrainingTree::bias).toList());
        }
        Map<String, Object> shares = new LinkedHashMap<>();
        outcome.signalShares().forEach((region, share) -> shares.put(region, ResultTree.number(share)));
        tree.put("signal_shares", shares);
        tree.put("events", outcome.events());
        tree.put("histograms", histograms(outcome));
        tree.put("warnings", outcome.warnings());
        return tree;
    }

    private static Map<String, Object> contender(TrainingOutcome.Contender contender) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", contender.name());
        tree.put("thresholds", contender.thresholds());
        tree.put("training", ResultTree.number(contender.training()));
        tree.put("validation", ResultTree.number(contender.validation()));
        tree.put("test", ResultTree.number(contender.test()));
        tree.put("test_error", ResultTree.number(contender.error()));
        return tree;
    }

    private static Map<String, Object> training(TrainingOutcome.Curve curve) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", curve.name());
        tree.put("loss", curve.loss());
        tree.put("steps", curve.points().size());
        tree.put("best_step", curve.best());
        return tree;
    }

    private static Map<String, Object> bias(TrainingOutcome.Bias bias) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("of", bias.what());
        tree.put("mean", ResultTree.number(bias.mean()));
        tree.put("error", ResultTree.number(bias.error()));
        tree.put("count", bias.count());
        tree.put("failed", bias.failed());
        return tree;
    }

    private static List<Object> histograms(TrainingOutcome outcome) {
        List<Object> all = new ArrayList<>();
        for (Map.Entry<Slot, Outcome.Contents> content :
                outcome.network().contents().entrySet()) {
            Slot slot = content.getKey();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("region", slot.region());
            entry.put("sample", slot.sample());
            entry.put("variation", slot.variation());
            entry.put("sumw", content.getValue().sumw());
            entry.put("sumw2", content.getValue().sumw2());
            if (!slot.isNominal()) {
                entry.put("shift_error", outcome.shiftErrors().get(slot));
            }
            all.add(entry);
        }
        return all;
    }

    /** The lines of {@code curves.jsonl}: steps, then checks, of one training after the other. */
    static List<Map<String, Object>> curves(TrainingOutcome outcome) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (TrainingOutcome.Curve curve : outcome.curves()) {
            for (TrainingOutcome.Point point : curve.points()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("training", curve.name());
                line.put("step", point.step());
                line.put("objective", ResultTree.number(point.training()));
                line.put("learning_rate", ResultTree.number(point.rate()));
                lines.add(line);
            }
            for (TrainingOutcome.Check check : curve.checks()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("training", curve.name());
                line.put("step", check.step());
                line.put("validation", ResultTree.number(check.validation()));
                lines.add(line);
            }
        }
        return lines;
    }
}
