package dev.limen.app.optimise;

import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.ObjectSet;
import dev.limen.app.analysis.Quantity;
import dev.limen.app.analysis.Region;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import dev.limen.ops.Jagged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Event columns as variables along the event axis, networks and quantities of objects as functions of them, and selections;
 * columns that variations share are bound once.
 */
final class EventColumns {
    private final Plan plan;
    private final Thresholds thresholds;
    private final Function<String, EventTable> tables;
    private final Map<Object, Expr> byTensor = new IdentityHashMap<>();
    private final Map<String, Tensor> filled = new HashMap<>();
    private final Map<String, Expr> computed = new HashMap<>();
    private final Relaxation relaxation;
    private final Quantities quantities;
    private final List<Expr> variables = new ArrayList<>();
    private final List<BoundColumns.Column> bound = new ArrayList<>();

    /**
     * Columns of tables.
     *
     * @param thresholds whose vector holds the networks' weights
     * @param relaxation how cuts act
     * @param tables the table of a variation
     */
    EventColumns(Plan plan, Thresholds thresholds, Relaxation relaxation, Function<String, EventTable> tables) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.relaxation = relaxation;
        this.tables = tables;
        this.quantities = new Quantities(plan, thresholds, relaxation, tables, this::variable);
    }

    /** A column or a network's score under a variation {@code [events]}. */
    Expr column(String name, String variation) {
        Optional<Scorer> scorer = plan.scorer(name);
        if (scorer.isPresent()) {
            Expr table = computed("scores " + scorer.get().name() + " " + variation, () -> scorer.get()
                    .scores(thresholds.vector(), inputs(scorer.get(), variation)));
            return Scorer.column(table, scorer.get().scores().indexOf(name));
        }
        Optional<Quantity> quantity = plan.quantity(name);
        if (quantity.isPresent()) {
            return computed(
                    name + " " + variation,
                    () -> quantities.of(plan.collection(quantity.get()), quantity.get(), variation));
        }
        return variable(name, tables.apply(variation).column(name));
    }

    /**
     * How much of each event passes some cuts and belongs to a region's category {@code [events]}.
     *
     * @param like what a region without cuts has the shape of
     */
    Expr accepted(Region region, List<CutReference> cuts, String variation, Expr like) {
        Expr passed = passed(cuts, variation, like);
        return belonging(region, variation).map(passed::mul).orElse(passed);
    }

    /** How much of each event passes some cuts {@code [events]}. */
    Expr passed(List<CutReference> cuts, String variation, Expr like) {
        return relaxation.selection(thresholds.selection(cuts)).acceptance(name -> column(name, variation), like);
    }

    /** How much of each event belongs to a region's category {@code [events]}, if it has one. */
    Optional<Expr> belonging(Region region, String variation) {
        return region.category().map(score -> {
            Scorer scorer = plan.scorer(score).orElseThrow();
            Expr logits = computed(
                    "logits " + scorer.name() + " " + variation,
                    () -> scorer.logits(thresholds.vector(), inputs(scorer, variation)));
            double temperature = scorer.categories().orElseThrow().temperature();
            return Scorer.column(
                    relaxation.categories(logits, temperature), scorer.scores().indexOf(score));
        });
    }

    /** What is computed once: making it may compute others. */
    private Expr computed(String key, Supplier<Expr> expression) {
        Expr known = computed.get(key);
        if (known == null) {
            known = expression.get();
            computed.put(key, known);
        }
        return known;
    }

    /** A network's inputs under a variation. */
    NetworkInputs inputs(Scorer scorer, String variation) {
        return new NetworkInputs(events(scorer, variation), scorer.set().map(set -> objects(set, variation)));
    }

    /** What a deep set reads under a variation. */
    NetworkInputs.Objects objects(ObjectSet set, String variation) {
        Jagged objects = quantities.passing(plan.collection(set.collection()), set.cuts(), set.inputs(), variation);
        return new NetworkInputs.Objects(
                objects.segments(), set.inputs().stream().map(objects::column).toList(), objects.weight());
    }

    /** An undefined column is its mean. */
    private List<Expr> events(Scorer scorer, String variation) {
        List<Expr> inputs = new ArrayList<>();
        for (int k = 0; k < scorer.inputs().size(); k++) {
            String name = scorer.inputs().get(k);
            if (plan.quantity(name).isPresent()) {
                inputs.add(column(name, variation));
                continue;
            }
            EventTable table = tables.apply(variation);
            double mean = scorer.mean(k);
            Tensor tensor = table.isDefined(name)
                    ? table.column(name)
                    : filled.computeIfAbsent(name + " " + variation + " " + mean, key -> filled(table, name, mean));
            inputs.add(variable(name, tensor));
        }
        return inputs;
    }

    private static Tensor filled(EventTable table, String name, double mean) {
        double[] values = table.column(name).toDoubles();
        Tensor defined = table.defined(name);
        for (int row = 0; row < values.length; row++) {
            values[row] = defined.at(row) != 0 ? values[row] : mean;
        }
        return Tensor.of(values);
    }

    /** Weights {@code [events]} of a region under a variation: 0 where a column that it cuts on or bins is undefined. */
    Expr weight(Region region, String variation) {
        return variable("weight", tables.apply(variation).weight(plan.columns(region)));
    }

    /** Weights {@code [events]} of all events as they are. */
    Expr weight() {
        return variable("weight", tables.apply(Slot.NOMINAL).weight());
    }

    private Expr variable(String name, Tensor tensor) {
        return variable(name, Shape.events(), new BoundColumns.Column(tensor, Optional.empty()));
    }

    private Expr variable(String name, Shape shape, BoundColumns.Column column) {
        return byTensor.computeIfAbsent(column.values(), key -> {
            Expr variable = Expr.variable(name, shape, column.values().dtype());
            variables.add(variable);
            bound.add(column);
            return variable;
        });
    }

    List<Expr> variables() {
        return variables;
    }

    /** What the variables are bound to. */
    BoundColumns bound() {
        return new BoundColumns(bound);
    }
}
