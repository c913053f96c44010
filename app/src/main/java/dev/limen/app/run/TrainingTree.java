package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
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
        Map<String, Object> tree = CommonTree.of(analysis, TrainingFinding.of(analysis, outcome));
        tree.put("network", contender(outcome.network()));
        Map<String, Object> others = new LinkedHashMap<>();
        for (TrainingOutcome.Contender other : outcome.others()) {
            Map<String, Object> entry = contender(other);
            Map<String, Object> gain = new LinkedHashMap<>();
            gain.put("value", CommonTree.number(other.gain()));
            gain.put("error", CommonTree.number(other.gainError()));
            gain.put("replicas", other.replicas());
            entry.put("gain_of_network", gain);
            others.put(other.name(), entry);
        }
        tree.put("compared_with", others);
        outcome.recomputed().ifPresent(found -> tree.put("recomputed", CommonTree.recomputed(found)));
        tree.put("soft_hard_gap", CommonTree.gap(outcome.gap(), outcome.contentGap()));
        tree.put(
                "trainings",
                outcome.curves().stream().map(TrainingTree::training).toList());
        if (!outcome.bias().isEmpty()) {
            tree.put(
                    "batch_bias",
                    outcome.bias().stream().map(TrainingTree::bias).toList());
        }
        tree.put("signal_shares", CommonTree.shares(outcome.signalShares()));
        tree.put("events", outcome.events());
        tree.put("histograms", histograms(outcome));
        tree.put("warnings", outcome.warnings());
        return tree;
    }

    private static Map<String, Object> contender(TrainingOutcome.Contender contender) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", contender.name());
        tree.put("thresholds", contender.thresholds());
        tree.put("training", CommonTree.number(contender.training()));
        tree.put("validation", CommonTree.number(contender.validation()));
        tree.put("test", CommonTree.number(contender.test()));
        tree.put("test_error", CommonTree.number(contender.error()));
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
        tree.put("mean", CommonTree.number(bias.mean()));
        tree.put("error", CommonTree.number(bias.error()));
        tree.put("count", bias.count());
        tree.put("failed", bias.failed());
        return tree;
    }

    private static List<Object> histograms(TrainingOutcome outcome) {
        List<Object> all = new ArrayList<>();
        outcome.network().contents().forEach((slot, contents) -> {
            Map<String, Object> entry = CommonTree.slot(slot);
            entry.putAll(CommonTree.contents(contents));
            if (!slot.isNominal()) {
                entry.put("shift_error", outcome.shiftErrors().get(slot));
            }
            all.add(entry);
        });
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
                line.put("objective", CommonTree.number(point.training()));
                line.put("learning_rate", CommonTree.number(point.rate()));
                lines.add(line);
            }
            for (TrainingOutcome.Check check : curve.checks()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("training", curve.name());
                line.put("step", check.step());
                line.put("validation", CommonTree.number(check.validation()));
                lines.add(line);
            }
        }
        return lines;
    }
}
