package dev.limen.app.optimise;

import dev.limen.app.analysis.Region;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.data.EventTable;
import dev.limen.ops.Categories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Event columns as variables along the event axis, and networks as functions of them; columns that variations share are
 * bound once.
 */
final class EventColumns {
    private final Plan plan;
    private final Thresholds thresholds;
    private final Function<String, EventTable> tables;
    private final Map<Object, Expr> byTensor = new IdentityHashMap<>();
    private final Map<String, Tensor> filled = new HashMap<>();
    private final Map<String, Expr> networks = new HashMap<>();
    private final List<Expr> variables = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();

    /**
     * Columns of tables.
     *
     * @param thresholds whose vector holds the networks' weights
     * @param tables the table of a variation
     */
    EventColumns(Plan plan, Thresholds thresholds, Function<String, EventTable> tables) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.tables = tables;
    }

    /** A column or a network's score under a variation {@code [events]}. */
    Expr column(String name, String variation) {
        Optional<Scorer> scorer = plan.scorer(name);
        if (scorer.isPresent()) {
            Expr table = networks.computeIfAbsent(
                    scorer.get().name() + " " + variation,
                    key -> scorer.get().scores(thresholds.vector(), inputs(scorer.get(), variation)));
            return Scorer.column(table, scorer.get().scores().indexOf(name));
        }
        return variable(name, tables.apply(variation).column(name));
    }

    /**
     * How much of each event belongs to a region's category {@code [events]}: the share of a softmax.
     *
     * @param widths factor on the temperature
     */
    Optional<Expr> share(Region region, String variation, Expr widths) {
        return region.category().map(score -> {
            Scorer scorer = plan.scorer(score).orElseThrow();
            double temperature = scorer.categories().orElseThrow().temperature();
            Expr shares = Categories.byScores(logits(scorer, variation), widths.mul(temperature));
            return Scorer.column(shares, scorer.scores().indexOf(score));
        });
    }

    /** One for events of a region's category {@code [events]}, of which its score is the largest, and zero for others. */
    Optional<Expr> winner(Region region, String variation) {
        return region.category().map(score -> {
            Scorer scorer = plan.scorer(score).orElseThrow();
            Expr winners = Categories.hardByScores(logits(scorer, variation));
            return Scorer.column(winners, scorer.scores().indexOf(score));
        });
    }

    private Expr logits(Scorer scorer, String variation) {
        return networks.computeIfAbsent(
                "logits " + scorer.name() + " " + variation,
                key -> scorer.logits(thresholds.vector(), inputs(scorer, variation)));
    }

    /** A network's inputs {@code [events]} under a variation; an undefined one is the mean. */
    List<Expr> inputs(Scorer scorer, String variation) {
        List<Expr> inputs = new ArrayList<>();
        for (int k = 0; k < scorer.inputs().size(); k++) {
            String name = scorer.inputs().get(k);
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
        return byTensor.computeIfAbsent(tensor, key -> {
            Expr variable = Expr.variable(name, Shape.events(), tensor.dtype());
            variables.add(variable);
            tensors.add(tensor);
            return variable;
        });
    }

    List<Expr> variables() {
        return variables;
    }

    List<Tensor> tensors() {
        return tensors;
    }

    /** Some rows of columns. */
    static List<Tensor> gathered(List<Tensor> columns, int[] rows) {
        List<Tensor> gathered = new ArrayList<>();
        for (Tensor column : columns) {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = column.at(rows[i]);
            }
            gathered.add(Tensor.wrap(Shape.of(rows.length), values));
        }
        return gathered;
    }
}
