package dev.limen.app.optimise;

import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.ObjectCollection;
import dev.limen.app.analysis.Quantity;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Segments;
import dev.limen.data.EventTable;
import dev.limen.data.ObjectTable;
import dev.limen.ops.Jagged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Quantities of objects as functions of thresholds; what variations share is bound once. */
final class Quantities {
    private final Plan plan;
    private final Thresholds thresholds;
    private final Relaxation relaxation;
    private final Function<String, EventTable> tables;
    private final Binding binding;
    private final Map<Tensor, Segments> segments = new IdentityHashMap<>();
    private final Map<String, Tensor> weights = new HashMap<>();

    /** Who makes variables and remembers what is bound to them. */
    interface Binding {
        /** The variable of a tensor. */
        Expr variable(String name, Shape shape, Tensor tensor);
    }

    /**
     * Quantities of tables.
     *
     * @param tables the table of a variation
     */
    Quantities(
            Plan plan,
            Thresholds thresholds,
            Relaxation relaxation,
            Function<String, EventTable> tables,
            Binding binding) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.relaxation = relaxation;
        this.tables = tables;
        this.binding = binding;
    }

    /** A quantity under a variation {@code [events]}. */
    Expr of(ObjectCollection collection, Quantity quantity, String variation) {
        ObjectTable table = tables.apply(variation).objects(collection.name());
        List<CutReference> cuts = new ArrayList<>(collection.cuts());
        cuts.addAll(quantity.cuts());
        Jagged objects = defined(all(table), table, cuts, quantity, variation);
        for (CutReference reference : cuts) {
            objects = objects.passing(relaxation.cut(thresholds.cut(reference)));
        }
        if (quantity instanceof Quantity.Leading leading) {
            requireNotNegative(collection, leading, table);
            return relaxation.at(objects, leading.column(), leading.place() - 1, leading.softness());
        }
        return quantity instanceof Quantity.Sum sum ? objects.scalarSum(sum.column()) : objects.count();
    }

    private Jagged all(ObjectTable table) {
        // Each table with other objects has an axis of its own.
        Segments own = segments.computeIfAbsent(
                table.counts(),
                counts -> new Segments(
                        binding.variable("n_" + table.name(), Shape.events(), counts),
                        Shape.objects(table.name() + "_" + segments.size())));
        return Jagged.of(own, column -> binding.variable(column, own.objects(), table.column(column)));
    }

    /** Objects without those in which something that is asked for is undefined. */
    private Jagged defined(
            Jagged objects, ObjectTable table, List<CutReference> cuts, Quantity quantity, String variation) {
        if (plan.analysis().events().undefined().isEmpty()) {
            return objects;
        }
        Set<String> asked = new LinkedHashSet<>(quantity.columns());
        cuts.forEach(use -> asked.add(plan.analysis().cut(use.cut()).column()));
        Tensor weight =
                weights.computeIfAbsent(table.name() + " " + variation + " " + asked, key -> table.weight(asked));
        return objects.passing(binding.variable("defined", objects.segments().objects(), weight));
    }

    /** A soft object's momentum is its weight times its own, which orders those above 0 only. */
    private static void requireNotNegative(ObjectCollection collection, Quantity.Leading leading, ObjectTable table) {
        Tensor values = table.column(leading.column());
        for (int object = 0; object < values.size(); object++) {
            if (values.at(object) < 0) {
                throw new OptimisationException("/objects/" + collection.name() + "/quantities/" + leading.name()
                        + ": the column '" + leading.column() + "' is " + values.at(object)
                        + " for an object; 'leading' orders numbers of at least 0, such as transverse momenta.");
            }
        }
    }
}
