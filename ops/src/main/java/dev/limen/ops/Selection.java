package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts that an event must all pass, and the yields behind them.
 *
 * @param cuts in any order; none means that every event passes
 */
public record Selection(List<Cut> cuts) {
    public Selection {
        cuts = List.copyOf(cuts);
    }

    /** The selection of events that pass all of these. */
    public static Selection allOf(Cut... cuts) {
        return new Selection(List.of(cuts));
    }

    /** The weight of each event between 0 and 1 {@code [events]}, like {@code weight}. */
    public Expr acceptance(Function<String, Expr> column, Expr weight) {
        return cuts.isEmpty() ? Expr.onesLike(weight) : Cut.allOf(cuts).weight(column);
    }

    /** The same selection with hard cuts. */
    public Selection hard() {
        return new Selection(cuts.stream().map(Cut::hard).toList());
    }

    /** The same selection with all widths multiplied by a factor above 0, for annealing. */
    public Selection widened(Expr factor) {
        return new Selection(cuts.stream().map(cut -> cut.widened(factor)).toList());
    }

    /** The names of the columns it needs. */
    public Set<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        cuts.forEach(cut -> all.addAll(cut.columns()));
        return all;
    }

    /**
     * The expected number of selected events, as a histogram of one bin without limits.
     *
     * @param column gives the columns {@code [events]} by name
     * @param weight of the events {@code [events]}, may be negative
     */
    public Histogram yields(Function<String, Expr> column, Expr weight) {
        Expr accepted = acceptance(column, weight);
        Expr edges = Expr.concat(
                0,
                List.of(
                        Expr.fill(Shape.of(1), DType.FLOAT64, Double.NEGATIVE_INFINITY),
                        Expr.fill(Shape.of(1), DType.FLOAT64, Double.POSITIVE_INFINITY)));
        Expr selected = weight.mul(accepted);
        return new Histogram(
                selected.sum().reshape(1), selected.mul(weight).sum().reshape(1), edges);
    }
}
