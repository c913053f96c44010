package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.optimise.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of {@code result.json}; a number that could not be computed is the text {@code "NaN"}. */
public final class ResultTree {

    private ResultTree() {}

    /** The tree of an outcome. */
    public static Map<String, Object> of(Analysis analysis, Outcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Finding finding = Finding.of(analysis, outcome);
        tree.put("verdict", finding.verdict());
        tree.put("finding", finding.sentence());
        tree.put("blind", true);
        tree.put("objective", Finding.objective(analysis));
        tree.put(
                "limen",
                Map.of("asimov", "nominal", "asimov_mu", analysis.objective().asimovMu()));
        tree.put("cuts", cuts(outcome));
        tree.put("soft", Map.of("training", number(outcome.gap().soft())));
        Map<String, Object> hard = new LinkedHashMap<>();
        hard.put("training", pair(outcome.hardTraining()));
        hard.put("validation", pair(outcome.hardValidation()));
        Map<String, Object> test = pair(outcome.hardTest());
        test.put("error_before", number(outcome.comparison().errorBefore()));
        test.put("error_after", number(outcome.comparison().errorAfter()));
        outcome.recomputed().ifPresent(found -> test.put("recomputed", recomputed(found)));
        hard.put("test", test);
        tree.put("hard", hard);
        tree.put("gain", gain(outcome.comparison()));
        tree.put("soft_hard_gap", gap(outcome.gap(), outcome.contentGap()));
        Map<String, Object> shares = new LinkedHashMap<>();
        outcome.signalShares().forEach((region, share) -> shares.put(region, number(share)));
        tree.put("signal_shares", shares);
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
        tree.put("before", number(pair.before()));
        tree.put("after", number(pair.after()));
        tree.put("rounded", number(pair.rounded()));
        return tree;
    }

    static Map<String, Object> recomputed(Recomputed found) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", found.method().word());
        if (found.method() == Recomputed.Method.TOYS) {
            tree.put("toys", found.toys());
        }
        tree.put("before", estimate(found.before()));
        tree.put("after", estimate(found.after()));
        tree.put("rounded", estimate(found.rounded()));
        return tree;
    }

    private static Map<String, Object> estimate(Recomputed.Estimate estimate) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", number(estimate.value()));
        tree.put("error", number(estimate.error()));
        tree.put("bound", estimate.bound());
        tree.put("failed", estimate.failed());
        return tree;
    }

    private static Map<String, Object> gain(Outcome.Comparison comparison) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", number(comparison.gain()));
        tree.put("error", number(comparison.error()));
        tree.put("replicas", comparison.replicas());
        tree.put("random_search", number(comparison.randomSearch()));
        tree.put("random_search_lead", number(comparison.lead()));
        tree.put("random_search_lead_error", number(comparison.leadError()));
        tree.put("evaluations", comparison.evaluations());
        return tree;
    }

    static Map<String, Object> gap(Outcome.Gap objective, List<Outcome.ContentGap> gaps) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("soft", number(objective.soft()));
        tree.put("hard", number(objective.hard()));
        tree.put("error", number(objective.error()));
        List<Object> contents = new ArrayList<>();
        for (Outcome.ContentGap gap : gaps) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("region", gap.slot().region());
            entry.put("sample", gap.slot().sample());
            entry.put("variation", gap.slot().variation());
            entry.put("soft", number(gap.soft()));
            entry.put("hard", number(gap.hard()));
            entry.put("error", number(gap.error()));
            contents.add(entry);
        }
        tree.put("contents", contents);
        return tree;
    }

    private static List<Object> histograms(Outcome outcome) {
        List<Object> all = new ArrayList<>();
        outcome.testAfter().forEach((slot, after) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("region", slot.region());
            entry.put("sample", slot.sample());
            entry.put("variation", slot.variation());
            entry.put("before", contents(outcome.testBefore(), slot));
            entry.put("after", contents(outcome.testAfter(), slot));
            if (!slot.isNominal()) {
                entry.put("shift_error_after", outcome.shiftErrors().get(slot));
            }
            all.add(entry);
        });
        return all;
    }

    private static Map<String, Object> contents(Map<Slot, Outcome.Contents> contents, Slot slot) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sumw", contents.get(slot).sumw());
        tree.put("sumw2", contents.get(slot).sumw2());
        return tree;
    }

    static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
