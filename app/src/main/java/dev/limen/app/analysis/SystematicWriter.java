package dev.limen.app.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tree of a systematic as the file spells it. */
final class SystematicWriter {

    private SystematicWriter() {}

    static Map<String, Object> tree(Systematic systematic) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (systematic.variation() instanceof Variation.Shift shift) {
            tree.put("shift", shift(shift));
        } else if (systematic.variation() instanceof Variation.WeightFactors factors) {
            tree.put("weight_factors", AnalysisWriter.sides(factors.down(), factors.up()));
        } else if (systematic.variation() instanceof Variation.Weights weights) {
            tree.put("weights", AnalysisWriter.sides(weights.down(), weights.up()));
        } else if (systematic.variation() instanceof Variation.Norm norm) {
            tree.put("norm", List.of(norm.down(), norm.up()));
        }
        systematic.samples().ifPresent(samples -> tree.put("samples", samples));
        if (systematic.template() == Systematic.Template.SPLIT) {
            tree.put("split", true);
        } else if (systematic.template() == Systematic.Template.SYMMETRISED) {
            tree.put("symmetrise", true);
        }
        return tree;
    }

    private static Map<String, Object> shift(Variation.Shift shift) {
        Map<String, Object> tree = new LinkedHashMap<>();
        shift.columns().forEach(column -> tree.put(column.column(), column(column)));
        if (shift.othersUnaffected()) {
            tree.put("others", "unaffected");
        }
        return tree;
    }

    private static Object column(ColumnShift shift) {
        if (shift instanceof ColumnShift.Scale scale) {
            return AnalysisWriter.sides(scale.down(), scale.up());
        }
        if (shift instanceof ColumnShift.Add add) {
            return AnalysisWriter.mapping("add", AnalysisWriter.sides(add.down(), add.up()));
        }
        if (shift instanceof ColumnShift.Recompute recompute) {
            return AnalysisWriter.mapping("recompute", recompute.sql());
        }
        return shift instanceof ColumnShift.Frozen ? "frozen" : "unaffected";
    }
}
