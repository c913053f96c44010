package dev.limen.networks;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What brings a network's input columns to mean 0 and deviation 1: {@code (t(x) - mean) / deviation} with t the identity, or
 * {@code log(max(x, floor))}.
 *
 * <p>Fitted once on the training sample and kept with the network: validation, test and shifted events go through the
 * same numbers.
 *
 * @param columns in the order of the network's inputs
 */
public record Standardisation(List<Column> columns) {

    /** What happens to a column first. */
    public enum Scale {
        /** Nothing. */
        LINEAR,
        /** Its logarithm is taken, of values below the floor that of the floor. */
        LOGARITHMIC
    }

    /**
     * One input.
     *
     * @param name      of the column
     * @param scale     what is done first
     * @param floor     the smallest value seen in training, above 0; 1 on a linear scale, where it has no say
     * @param mean      of the scaled values
     * @param deviation of the scaled values, above 0
     */
    public record Column(String name, Scale scale, double floor, double mean, double deviation) {
        public Column {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(scale, "scale");
            if (!(deviation > 0) || Double.isInfinite(deviation) || !Double.isFinite(mean) || !(floor > 0)) {
                throw new IllegalArgumentException("Column '" + name + "' has mean " + mean + ", deviation " + deviation
                        + " and floor " + floor + "; expected finite numbers, deviation and floor above 0.");
            }
        }
    }

    public Standardisation {
        columns = List.copyOf(columns);
    }

    /** Nothing done to these columns. */
    public static Standardisation none(List<String> names) {
        return new Standardisation(names.stream()
                .map(name -> new Column(name, Scale.LINEAR, 1, 0, 1))
                .toList());
    }

    /** As {@link #fit(List, Collection, Function, double[])} without logarithms. */
    public static Standardisation fit(List<String> names, Function<String, double[]> values, double[] weights) {
        return fit(names, List.of(), values, weights);
    }

    /**
     * Means and deviations over events, weighted by |w|: {@code m = sum |w| t / sum |w|}, {@code d^2 = sum |w| (t - m)^2 /
     * sum |w|}. Negative weights count by their size, since a scale is wanted and no estimate of a cross section.
     *
     * @param names       columns, in the order of the network's inputs
     * @param logarithmic those whose logarithm is taken; positive in all events
     * @param values      of the training events, by column
     * @param weights     of the training events; events of weight 0 do not count
     * @throws IllegalArgumentException naming a column that is constant, holds NaN or an infinity, or has a logarithm and
     *     values not above 0
     */
    public static Standardisation fit(
            List<String> names, Collection<String> logarithmic, Function<String, double[]> values, double[] weights) {
        for (String name : logarithmic) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "The logarithm of '" + name + "' is wanted, but the inputs are " + names + ".");
            }
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            Scale scale = logarithmic.contains(name) ? Scale.LOGARITHMIC : Scale.LINEAR;
            columns.add(new ColumnFit(name, scale, values.apply(name), weights).column());
        }
        return new Standardisation(columns);
    }

    /** The columns' names. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * Standardised columns.
     *
     * @param x {@code [.., columns]}
     * @return of the same shape and type
     * @throws IllegalArgumentException if the last axis does not have one element for each column
     */
    public Expr apply(Expr x) {
        int last = x.shape().rank() - 1;
        if (last < 0 || x.shape().dim(last) != columns.size()) {
            throw new IllegalArgumentException(
                    "standardisation: shape " + x.shape() + "; expected [.., " + columns.size() + "] for " + names());
        }
        Expr scaled = x;
        if (columns.stream().anyMatch(column -> column.scale() == Scale.LOGARITHMIC)) {
            boolean[] logarithmic = new boolean[columns.size()];
            for (int k = 0; k < logarithmic.length; k++) {
                logarithmic[k] = columns.get(k).scale() == Scale.LOGARITHMIC;
            }
            Expr condition = Expr.constant(Tensor.wrap(Shape.of(logarithmic.length), logarithmic));
            // Floors are positive in every column, so the unused branch is finite.
            scaled = Expr.where(
                    condition, x.max(constant(Column::floor, x.dtype())).log(), x);
        }
        return scaled.sub(constant(Column::mean, x.dtype())).div(constant(Column::deviation, x.dtype()));
    }

    private Expr constant(ToDoubleFunction<Column> number, DType dtype) {
        double[] values = columns.stream().mapToDouble(number).toArray();
        return Expr.constant(Tensor.fromDoubles(Shape.of(values.length), dtype, values));
    }
}
