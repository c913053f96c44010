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
import java.util.function.Function;

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
        double[] accepted = evaluated(columns -> {
            Expr like = columns.column(plan.analysis().cut(cuts.get(0).cut()).column(), Slot.NOMINAL);
            return columns.passed(cuts, Slot.NOMINAL, like);
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
        double[] winner =
                evaluated(columns -> columns.belonging(region, Slot.NOMINAL).orElseThrow());
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
        double[] bins = evaluated(columns -> {
            Expr x = columns.column(region.observable(), Slot.NOMINAL);
            return HardSample.bin(region, x, columns.accepted(region, cuts, Slot.NOMINAL, x));
        });
        Set<String> defined = defined(cuts);
        if (!plan.isComputed(region.observable())) {
            defined.add(region.observable());
        }
        double[] weights = table.weight(defined).toDoubles();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = bins[i] < 0 ? 0 : weights[i];
        }
        return weights;
    }

    /** A column, a network's score or a quantity of objects {@code [events]}. */
    double[] values(String column) {
        return plan.isComputed(column)
                ? evaluated(columns -> columns.column(column, Slot.NOMINAL))
                : table.column(column).toDoubles();
    }

    /** A number of each event {@code [events]}. */
    double[] evaluated(Function<EventColumns, Expr> output) {
        Thresholds thresholds = new Thresholds(plan);
        EventColumns columns = new EventColumns(plan, thresholds, new Relaxation.Hard(), variation -> table);
        Expr wanted = output.apply(columns);
        List<Expr> inputs = new ArrayList<>(List.of(thresholds.vector()));
        inputs.addAll(columns.variables());
        List<Tensor> bound = new ArrayList<>(List.of(Tensor.of(values)));
        bound.addAll(columns.bound().all());
        return Program.compile(inputs, List.of(wanted)).run(bound).output(0).toDoubles();
    }

    private Set<String> defined(List<CutReference> cuts) {
        Set<String> columns = new LinkedHashSet<>();
        cuts.forEach(use -> columns.add(plan.analysis().cut(use.cut()).column()));
        columns.removeIf(plan::isComputed);
        return columns;
    }
}
