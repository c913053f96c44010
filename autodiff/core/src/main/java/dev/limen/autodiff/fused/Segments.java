package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;

/**
 * The objects of events: all objects in one array, in the order of events, and how many each event has.
 *
 * <p>Columns of objects have a shape {@code [.., objects, inner]}; {@code inner}, 0 unless told otherwise, is the number of axes behind. A
 * program runs the objects of a named collection with the block of their events, whatever their number; it compares the
 * counts with the columns. Leading axes of columns are batches; counts have none.
 *
 * @param counts  number of objects of each event: INT32 {@code [events]}; a variable where the collection is named
 * @param objects {@code [objects]}: {@link Shape#objects} of a collection, or of fixed length
 */
public record Segments(Expr counts, Shape objects) {

    /**
     * @throws IllegalArgumentException if counts are no vector of INT32, or one of them is of fixed length and the other not
     */
    public Segments {
        if (counts.dtype() != DType.INT32
                || counts.shape().rank() != 1
                || objects.rank() != 1
                || objects.isOpen() != counts.shape().hasEvents()
                || objects.hasEvents()) {
            throw new IllegalArgumentException("segments: counts " + counts.dtype() + counts.shape() + " of objects "
                    + objects + "; expected INT32[events] for the objects of a collection, Shape.objects(name),"
                    + " or fixed lengths for both");
        }
    }

    /** The objects of a named collection, with a new variable {@code n_NAME} for their numbers. */
    public static Segments of(String collection) {
        return new Segments(Expr.variable("n_" + collection, Shape.events(), DType.INT32), Shape.objects(collection));
    }

    /** Given objects of given events. */
    public static Segments of(Tensor counts) {
        int objects = 0;
        for (int event = 0; event < counts.size(); event++) {
            objects += (int) counts.at(event);
        }
        return new Segments(Expr.constant(counts), Shape.of(objects));
    }

    /**
     * Numbers of objects from where each event's begin: INT32 {@code [events]}.
     *
     * @param offsets 0, where the second event's objects begin, ..., the number of all objects
     * @throws IllegalArgumentException if they do not begin with 0, or decrease, saying where
     */
    public static Tensor counts(int... offsets) {
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("offsets: "
                    + (offsets.length == 0 ? "there are none" : "the first is " + offsets[0])
                    + "; expected 0, then one for each event, the last the number of objects");
        }
        int[] counts = new int[offsets.length - 1];
        for (int event = 0; event < counts.length; event++) {
            counts[event] = offsets[event + 1] - offsets[event];
            if (counts[event] < 0) {
                throw new IllegalArgumentException("offsets: event " + event + " (the first is 0) goes from "
                        + offsets[event] + " to " + offsets[event + 1] + "; expected offsets that do not decrease");
            }
        }
        return Tensor.wrap(Shape.of(counts.length), counts);
    }

    /** The sum over each event's objects, 0 where there are none: {@code [.., objects] -> [.., events]}. */
    public Expr sum(Expr x) {
        return sum(x, 0);
    }

    /** As {@link #sum(Expr)} with axes behind that of the objects. */
    public Expr sum(Expr x, int inner) {
        return SegmentMap.apply(new SegmentSum(objects, inner), x, counts);
    }

    /** Its event's value for each object: {@code [.., events] -> [.., objects]}. */
    public Expr spread(Expr x) {
        return spread(x, 0);
    }

    /** As {@link #spread(Expr)} with axes behind that of the events. */
    public Expr spread(Expr x, int inner) {
        return SegmentMap.apply(new SegmentSpread(objects, inner), x, counts);
    }

    /** The largest value among each event's objects, {@code empty} where there are none; the derivative is the first such object's. */
    public Expr maximum(Expr x, double empty) {
        return maximum(x, empty, 0);
    }

    /** As {@link #maximum(Expr, double)} with axes behind that of the objects. */
    public Expr maximum(Expr x, double empty, int inner) {
        return extreme(Reduce.Op.MAX, x, x, empty, inner);
    }

    /** The smallest value among each event's objects, {@code empty} where there are none; the derivative is the first such object's. */
    public Expr minimum(Expr x, double empty) {
        return minimum(x, empty, 0);
    }

    /** As {@link #minimum(Expr, double)} with axes behind that of the objects. */
    public Expr minimum(Expr x, double empty, int inner) {
        return extreme(Reduce.Op.MIN, x, x, empty, inner);
    }

    /** The value of each event's object of the largest key, of the first of equal ones, {@code empty} where there is none. */
    public Expr atMaximum(Expr key, Expr x, double empty) {
        return extreme(Reduce.Op.MAX, key, x, empty, 0);
    }

    /** The value of each event's object of the smallest key, of the first of equal ones, {@code empty} where there is none. */
    public Expr atMinimum(Expr key, Expr x, double empty) {
        return extreme(Reduce.Op.MIN, key, x, empty, 0);
    }

    private Expr extreme(Reduce.Op op, Expr key, Expr x, double empty, int inner) {
        Expr picked = new SegmentExtreme(SegmentExtreme.Role.PICK, op, objects, inner).apply(key, x, counts);
        if (empty == 0) {
            return picked;
        }
        Expr some = counts.gt(0);
        for (int axis = 0; axis < inner; axis++) {
            some = some.reshape(some.shape().then(Shape.of(1)));
        }
        return Expr.where(some, picked, Expr.fill(picked.shape(), picked.dtype(), empty));
    }

    /** The place of each object in its event by descending value (0: the leading one), INT32; equal ones keep their order. */
    public Expr rank(Expr x) {
        return rank(x, 0);
    }

    /** As {@link #rank(Expr)} with axes behind that of the objects, each position of which is ranked by itself. */
    public Expr rank(Expr x, int inner) {
        return new SegmentRank(objects, inner).apply(x, counts);
    }

    /** The place of each object in its event (0: the first), INT32 {@code [objects]}. */
    public Expr place() {
        return rank(Expr.zeros(objects));
    }

    /**
     * The value of each event's object of a rank, {@code empty} where there is none: {@code [objects] -> [events]}.
     *
     * @param rank  INT32 {@code [objects]}, as {@link #rank} or {@link #place} gives it
     * @param place the rank wanted, 0 or more
     */
    public Expr at(Expr rank, int place, Expr x, double empty) {
        Expr found = sum(Expr.where(rank.eq(place), x, Expr.zerosLike(x)));
        return Expr.where(counts.gt(place), found, Expr.fill(found.shape(), found.dtype(), empty));
    }
}
