package dev.limen.app.optimise;

import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Region;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The events of one table that pass some hard cuts, by the same expressions as the templates.
 *
 * @param table nominal events
 * @param values thresholds in the order of the analysis' cuts
 */
record HardSelection(Plan plan, EventTable table, double[] values) {

    /** Weights of the events that pass all of these cuts, 0 of the others. */
    double[] passing(List<CutReference> cuts) {
        double[] weights = table.weight(defined(cuts)).toDoubles();
        if (cuts.isEmpty()) {
            return weights;
        }
        double[] accepted = run((thresholds, columns) -> {
            Expr like = columns.column(plan.analysis().cut(cuts.get(0).cut()).column(), Slot.NOMINAL);
            return accepted(thresholds, columns, cuts, like);
        });
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= accepted[i];
        }
        return weights;
    }

    /** Weights of the events that pass all cuts of a region and belong to its category, 0 of the others. */
    double[] selected(Region region) {
        double[] weights = passing(region.cuts());
        if (region.category().isEmpty()) {
            return weights;
        }
        double[] winner = run(
                (thresholds, columns) -> columns.winner(region, Slot.NOMINAL).orElseThrow());
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= winner[i];
        }
        return weights;
    }

    /**
     * Weights of the events that pass all of these cuts, belong to the region's category and fall into one of its bins, 0 of
     * the others.
     */
    double[] binned(Region region, List<CutReference> cuts) {
        double[] bins = run((thresholds, columns) -> {
            Expr x = columns.column(region.observable(), Slot.NOMINAL);
            Expr passed = accepted(thresholds, columns, cuts, x);
            return HardSample.bin(
                    region, x, columns.winner(region, Slot.NOMINAL).map(passed::mul).orElse(passed));
        });
        Set<String> defined = defined(cuts);
        if (!plan.isNetwork(region.observable())) {
            defined.add(region.observable());
        }
        double[] weights = table.weight(defined).toDoubles();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = bins[i] < 0 ? 0 : weights[i];
        }
        return weights;
    }

    /** A column or a network's score {@code [events]}. */
    double[] values(String column) {
        return plan.isNetwork(column)
                ? run((thresholds, columns) -> columns.column(column, Slot.NOMINAL))
                : table.column(column).toDoubles();
    }

    private static Expr accepted(Thresholds thresholds, EventColumns columns, List<CutReference> cuts, Expr like) {
        return thresholds.selection(cuts).hard().acceptance(name -> columns.column(name, Slot.NOMINAL), like);
    }

    private double[] run(BiFunction<Thresholds, EventColumns, Expr> output) {
        Thresholds thresholds = new Thresholds(plan);
        EventColumns columns = new EventColumns(plan, thresholds, variation -> table);
        Expr wanted = output.apply(thresholds, columns);
        List<Expr> inputs = new ArrayList<>(List.of(thresholds.vector()));
        inputs.addAll(columns.variables());
        List<Tensor> bound = new ArrayList<>(List.of(Tensor.of(values)));
        bound.addAll(columns.tensors());
        return Program.compile(inputs, List.of(wanted)).run(bound).output(0).toDoubles();
    }

    private Set<String> defined(List<CutReference> cuts) {
        Set<String> columns = new LinkedHashSet<>();
        cuts.forEach(use -> columns.add(plan.analysis().cut(use.cut()).column()));
        columns.removeIf(plan::isNetwork);
        return columns;
    }
}
