package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of {@code result.json}; a number that could not be computed is the text {@code "NaN"}. */
public final class ResultTree {

    private ResultTree() {}

    /** The tree of an outcome. */
    public static Map<String, Object> of(Analysis analysis, Outcome outcome) {
        Map<String, Object> tree = CommonTree.of(analysis, Finding.of(analysis, outcome));
        tree.put("cuts", cuts(outcome));
        tree.put("soft", Map.of("training", CommonTree.number(outcome.gap().soft())));
        Map<String, Object> hard = new LinkedHashMap<>();
        hard.put("training", pair(outcome.hardTraining()));
        hard.put("validation", pair(outcome.hardValidation()));
        Map<String, Object> test = pair(outcome.hardTest());
        test.put("error_before", CommonTree.number(outcome.comparison().errorBefore()));
        test.put("error_after", CommonTree.number(outcome.comparison().errorAfter()));
        outcome.recomputed().ifPresent(found -> test.put("recomputed", CommonTree.recomputed(found)));
        hard.put("test", test);
        tree.put("hard", hard);
        tree.put("gain", gain(outcome.comparison()));
        tree.put("soft_hard_gap", CommonTree.gap(outcome.gap(), outcome.contentGap()));
        tree.put("signal_shares", CommonTree.shares(outcome.signalShares()));
        tree.put("events", outcome.events());
        tree.put("histograms", histograms(outcome));
        tree.put("warnings", outcome.warnings());
        return tree;
    }

    private static Map<String, Object> cuts(Outcome outcome) {
        Map<String, Object> cuts = new LinkedHashMap<>();
        for (int i = 0; i < outcome.thresholds().size(); i++) {
            Map<String, Object> cut = new LinkedHashMap<>();
            cut.put("before", outcome.before()[i]);
            cut.put("soft", outcome.soft()[i]);
            cut.put("after", outcome.after()[i]);
            cut.put("rounded", outcome.rounded()[i]);
            cuts.put(outcome.thresholds().get(i), cut);
        }
        return cuts;
    }

    private static Map<String, Object> pair(Outcome.Pair pair) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("before", CommonTree.number(pair.before()));
        tree.put("after", CommonTree.number(pair.after()));
        tree.put("rounded", CommonTree.number(pair.rounded()));
        return tree;
    }

    private static Map<String, Object> gain(Outcome.Comparison comparison) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", CommonTree.number(comparison.gain()));
        tree.put("error", CommonTree.number(comparison.error()));
        tree.put("replicas", comparison.replicas());
        tree.put("random_search", CommonTree.number(comparison.randomSearch()));
        tree.put("random_search_lead", CommonTree.number(comparison.lead()));
        tree.put("random_search_lead_error", CommonTree.number(comparison.leadError()));
        tree.put("evaluations", comparison.evaluations());
        return tree;
    }

    private static List<Object> histograms(Outcome outcome) {
        List<Object> all = new ArrayList<>();
        outcome.testAfter().forEach((slot, after) -> {
            Map<String, Object> entry = CommonTree.slot(slot);
            entry.put("before", CommonTree.contents(outcome.testBefore().get(slot)));
            entry.put("after", CommonTree.contents(after));
            if (!slot.isNominal()) {
                entry.put("shift_error_after", outcome.shiftErrors().get(slot));
            }
            all.add(entry);
        });
        return all;
    }
}
