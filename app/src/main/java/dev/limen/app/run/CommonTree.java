package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.optimise.Slot;
import dev.limen.app.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every {@code result.json} has; a number that could not be computed is the text {@code "NaN"}. */
final class CommonTree {

    private CommonTree() {}

    /** What it begins with. */
    static Map<String, Object> of(Analysis analysis, Verdict verdict) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("verdict", verdict.kind().words());
        tree.put("finding", verdict.sentence());
        tree.put("blind", true);
        tree.put("objective", Finding.objective(analysis));
        tree.put("limen", AsimovTree.of("nominal", analysis.objective().asimovMu()));
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

    static Map<String, Object> gap(Outcome.Gap objective, List<Outcome.ContentGap> gaps) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("soft", number(objective.soft()));
        tree.put("hard", number(objective.hard()));
        tree.put("error", number(objective.error()));
        List<Object> contents = new ArrayList<>();
        for (Outcome.ContentGap gap : gaps) {
            Map<String, Object> entry = slot(gap.slot());
            entry.put("soft", number(gap.soft()));
            entry.put("hard", number(gap.hard()));
            entry.put("error", number(gap.error()));
            contents.add(entry);
        }
        tree.put("contents", contents);
        return tree;
    }

    static Map<String, Object> shares(Map<String, Double> signalShares) {
        Map<String, Object> shares = new LinkedHashMap<>();
        signalShares.forEach((region, share) -> shares.put(region, number(share)));
        return shares;
    }

    static Map<String, Object> slot(Slot slot) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("region", slot.region());
        tree.put("sample", slot.sample());
        tree.put("variation", slot.variation());
        return tree;
    }

    static Map<String, Object> contents(Outcome.Contents contents) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sumw", contents.sumw());
        tree.put("sumw2", contents.sumw2());
        return tree;
    }

    static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }
}
