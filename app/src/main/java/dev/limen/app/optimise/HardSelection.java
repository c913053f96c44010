package dev.limen.app.optimise;

import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Region;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of one table that pass some hard cuts, by the same expressions as the templates.
 *
 * @param table nominal events
 * @param values thresholds in the order of the analysis' cuts
 */
record HardSelection(Plan plan, EventTable table, double[] values) {

    /** Weights of the events that pass all of these cuts, 0 of the others. */
    double[] passing(List<CutReference> cuts) {
        Set<String> columns = columns(cuts);
        Thresholds thresholds = new Thresholds(plan);
        Map<String, Expr> variables = variables(columns);
        double[] weights = table.weight(columns).toDoubles();
        if (cuts.isEmpty()) {
            return weights;
        }
        Expr like = variables.values().iterator().next();
        double[] accepted =
                run(thresholds, variables, thresholds.selection(cuts).hard().acceptance(variables::get, like));
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= accepted[i];
        }
        return weights;
    }

    /** Weights of the events that pass all of these cuts and fall into a bin of the region, 0 of the others. */
    double[] binned(Region region, List<CutReference> cuts) {
        Set<String> columns = columns(cuts);
        columns.add(region.observable());
        Thresholds thresholds = new Thresholds(plan);
        Map<String, Expr> variables = variables(columns);
        Expr x = variables.get(region.observable());
        Expr accepted = thresholds.selection(cuts).hard().acceptance(variables::get, x);
        double[] bins = run(thresholds, variables, HardSample.bin(region, x, accepted));
        double[] weights = table.weight(columns).toDoubles();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = bins[i] < 0 ? 0 : weights[i];
        }
        return weights;
    }

    private double[] run(Thresholds thresholds, Map<String, Expr> variables, Expr output) {
        List<Expr> inputs = new ArrayList<>(List.of(thresholds.vector()));
        inputs.addAll(variables.values());
        List<Tensor> bound = new ArrayList<>(List.of(Tensor.of(values)));
        variables.keySet().forEach(column -> bound.add(table.column(column)));
        return Program.compile(inputs, List.of(output)).run(bound).output(0).toDoubles();
    }

    private Set<String> columns(List<CutReference> cuts) {
        Set<String> columns = new LinkedHashSet<>();
        cuts.forEach(use -> columns.add(plan.analysis().cut(use.cut()).column()));
        return columns;
    }

    private static Map<String, Expr> variables(Set<String> columns) {
        Map<String, Expr> variables = new LinkedHashMap<>();
        columns.forEach(column -> variables.put(column, Expr.variable(column, Shape.events())));
        return variables;
    }
}
