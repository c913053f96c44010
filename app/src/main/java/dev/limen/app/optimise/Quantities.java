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
import java.util.Optional;
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
        /** The variable of a column. */
        Expr variable(String name, Shape shape, BoundColumns.Column column);
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
        Jagged objects = passing(collection, quantity.cuts(), quantity.columns(), variation);
        if (quantity instanceof Quantity.Leading leading) {
            requireNotNegative(collection, leading, table);
            return relaxation.at(objects, leading.column(), leading.place() - 1, leading.softness());
        }
        return quantity instanceof Quantity.Sum sum ? objects.scalarSum(sum.column()) : objects.count();
    }

    /**
     * The objects of a collection, by how much they pass its cuts.
     *
     * @param more cuts besides the collection's own
     * @param asked columns in which an object must be defined, besides those of cuts
     */
    Jagged passing(ObjectCollection collection, List<CutReference> more, List<String> asked, String variation) {
        ObjectTable table = tables.apply(variation).objects(collection.name());
        List<CutReference> cuts = new ArrayList<>(collection.cuts());
        cuts.addAll(more);
        Jagged objects = defined(all(table), table, cuts, asked, variation);
        for (CutReference reference : cuts) {
            objects = objects.passing(relaxation.cut(thresholds.cut(reference)));
        }
        return objects;
    }

    private Jagged all(ObjectTable table) {
        // Each table with other objects has an axis of its own.
        Segments own = segments.computeIfAbsent(
                table.counts(),
                counts -> new Segments(
                        binding.variable(
                                "n_" + table.name(), Shape.events(), new BoundColumns.Column(counts, Optional.empty())),
                        Shape.objects(table.name() + "_" + segments.size())));
        return Jagged.of(own, column -> bound(column, own, table, table.column(column)));
    }

    private Expr bound(String name, Segments own, ObjectTable table, Tensor values) {
        return binding.variable(name, own.objects(), new BoundColumns.Column(values, Optional.of(table.counts())));
    }

    /** Objects without those in which something that is asked for is undefined. */
    private Jagged defined(
            Jagged objects, ObjectTable table, List<CutReference> cuts, List<String> columns, String variation) {
        if (plan.analysis().events().undefined().isEmpty()) {
            return objects;
        }
        Set<String> asked = new LinkedHashSet<>(columns);
        cuts.forEach(use -> asked.add(plan.analysis().cut(use.cut()).column()));
        Tensor weight =
                weights.computeIfAbsent(table.name() + " " + variation + " " + asked, key -> table.weight(asked));
        return objects.passing(bound("defined", objects.segments(), table, weight));
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
