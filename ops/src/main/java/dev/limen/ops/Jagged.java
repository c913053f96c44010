package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.fused.Segments;
import java.util.function.Function;

/**
 * A collection of objects, such as the jets of all events, with a weight between 0 and 1 for each object, and what
 * events have of them.
 *
 * <p>Columns hold one number for each object, {@code [objects]}, in the order of events; results hold one for each event,
 * {@code [events]}, and have derivatives by columns, weights and thresholds to any order. A cut on objects multiplies their
 * weights: sums and numbers of objects are weighted by them. What picks one object (an extreme, the leading one) looks at the
 * objects of weight above 1/2: no derivative by a cut's threshold goes that way.
 */
public final class Jagged {
    private final Segments segments;
    private final Function<String, Expr> columns;
    private final Expr weight;

    private Jagged(Segments segments, Function<String, Expr> columns, Expr weight) {
        this.segments = segments;
        this.columns = columns;
        this.weight = weight;
    }

    /**
     * All objects, each of weight 1.
     *
     * @param segments how many objects each event has
     * @param columns  gives columns {@code [objects]} by name
     */
    public static Jagged of(Segments segments, Function<String, Expr> columns) {
        return new Jagged(segments, columns, Expr.fill(segments.objects(), DType.FLOAT64, 1));
    }

    /** How many objects each event has. */
    public Segments segments() {
        return segments;
    }

    /**
     * A column {@code [objects]}.
     *
     * @throws IllegalArgumentException if it is none of this collection's
     */
    public Expr column(String name) {
        return require(name, columns.apply(name));
    }

    private Expr require(String name, Expr column) {
        if (!column.shape().equals(segments.objects())) {
            throw new IllegalArgumentException(
                    "column '" + name + "' has shape " + column.shape() + "; expected one number for each object, "
                            + segments.objects()
                            + (column.shape().equals(segments.counts().shape())
                                    ? ". A number of the event goes to its objects by spread."
                                    : ""));
        }
        return column;
    }

    /** The objects' weights {@code [objects]}. */
    public Expr weight() {
        return weight;
    }

    /** These with another column. */
    public Jagged with(String name, Expr column) {
        require(name, column);
        return new Jagged(segments, wanted -> wanted.equals(name) ? column : columns.apply(wanted), weight);
    }

    /** These with weights multiplied by those of a cut on their columns: soft ones by a soft cut, 0 and 1 by a hard one. */
    public Jagged passing(Cut cut) {
        return passing(cut.weight(this::column));
    }

    /** These with weights multiplied by others between 0 and 1, {@code [objects]}. */
    public Jagged passing(Expr factor) {
        return new Jagged(segments, columns, weight.mul(require("weight", factor)));
    }

    /** The number of objects, each counted by its weight: {@code sum_o w_o}. */
    public Expr count() {
        return segments.sum(weight);
    }

    /** The number of objects above a threshold, softly: that of those {@link Cut#above(String, Expr, double) passing} this cut. */
    public Expr countAbove(String column, Expr threshold, double width) {
        return passing(Cut.above(column, threshold, width)).count();
    }

    /** The weighted sum of a column over objects, {@code sum_o w_o x_o}; that of {@code pt} is HT. */
    public Expr scalarSum(String column) {
        return sum(column(column));
    }

    /** The weighted sum of a number of objects {@code [objects]}: {@code sum_o w_o x_o}. */
    public Expr sum(Expr x) {
        return segments.sum(weight.mul(require("sum", x)));
    }

    /** The largest value among the objects of weight above 1/2, {@code empty} where there are none. */
    public Expr maximum(String column, double empty) {
        if (isWhole()) {
            return segments.maximum(column(column), empty);
        }
        Expr largest = segments.maximum(among(column, Double.NEGATIVE_INFINITY), Double.NEGATIVE_INFINITY);
        return Expr.where(kept().gt(0), largest, Expr.fill(largest.shape(), largest.dtype(), empty));
    }

    /** The smallest value among the objects of weight above 1/2, {@code empty} where there are none. */
    public Expr minimum(String column, double empty) {
        if (isWhole()) {
            return segments.minimum(column(column), empty);
        }
        Expr smallest = segments.minimum(among(column, Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY);
        return Expr.where(kept().gt(0), smallest, Expr.fill(smallest.shape(), smallest.dtype(), empty));
    }

    /**
     * A column of the object that is at a place by the descending values of a column, among those of weight above 1/2; of equal
     * ones the first comes first.
     *
     * @param place  0 for the leading object, 1 for the sub-leading one, ...
     * @param by     the column that orders
     * @param column the column wanted
     * @param empty  the value where an event has no object at this place
     */
    public Expr at(int place, String by, String column, double empty) {
        if (isWhole() && place == 0) {
            return segments.atMaximum(column(by), column(column), empty);
        }
        if (isWhole()) {
            return segments.at(segments.rank(column(by)), place, column(column), empty);
        }
        Expr rank = segments.rank(among(by, Double.NEGATIVE_INFINITY));
        Expr x = column(column);
        Expr found = segments.sum(Expr.where(rank.eq(place), x, Expr.zerosLike(x)));
        return Expr.where(kept().gt(place), found, Expr.fill(found.shape(), found.dtype(), empty));
    }

    /** The number of its event for each object: {@code [events] -> [objects]}. */
    public Expr spread(Expr perEvent) {
        return segments.spread(perEvent);
    }

    private boolean isWhole() {
        return weight.node().primitive() instanceof Leaf.Fill;
    }

    private Expr passes() {
        return weight.gt(0.5);
    }

    /** The column, with a value that is no extreme in the place of objects that do not pass. */
    private Expr among(String column, double otherwise) {
        Expr x = column(column);
        return Expr.where(passes(), x, Expr.fill(x.shape(), x.dtype(), otherwise));
    }

    /** The number of objects that pass. */
    private Expr kept() {
        return segments.sum(passes().cast(DType.FLOAT64));
    }
}
