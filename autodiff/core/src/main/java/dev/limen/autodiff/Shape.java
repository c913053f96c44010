package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths of a tensor's axes, outermost first (row-major); a scalar has none.
 *
 * <p>At most one axis of an expression may be <em>open</em>: its length is bound when a program runs. It is the
 * <em>event axis</em>, written {@link #EVENTS}, or the axis of the <em>objects</em> of a collection (the jets of all
 * events, one behind the other), made by {@link #objects}; {@link dev.limen.autodiff.fused.Segments} ties the two.
 *
 * @param dims lengths of the axes, each {@code >= 0}, {@link #EVENTS}, or a collection's axis
 */
public record Shape(List<Integer> dims) {

    /** Stands for the length of the event axis, which is known at run time only. */
    public static final int EVENTS = -1;

    private static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
        int open = 0;
        for (int dim : dims) {
            if (dim < EVENTS && !ObjectAxis.isOne(dim)) {
                throw new IllegalArgumentException(
                        "shape " + dims + ": an axis has length " + dim + "; expected 0 or more, or Shape.EVENTS");
            }
            open += dim < 0 ? 1 : 0;
        }
        if (open > 1) {
            throw new IllegalArgumentException(
                    "shape " + text(dims) + ": " + open + " axes of events or objects, but one at most is allowed");
        }
    }

    /** The shape of a single number. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** The shape with these axis lengths. */
    public static Shape of(int... dims) {
        List<Integer> list = new ArrayList<>(dims.length);
        for (int dim : dims) {
            list.add(dim);
        }
        return new Shape(list);
    }

    /** The shape {@code [events]} of an event column. */
    public static Shape events() {
        return of(EVENTS);
    }

    /**
     * The shape {@code [objects]} of a column with one number for each object of a collection, in the order of events.
     *
     * @param collection its name: a letter, then letters, digits or '_'
     * @throws IllegalArgumentException if it is no such name
     */
    public static Shape objects(String collection) {
        return of(ObjectAxis.of(collection));
    }

    /** Number of axes. */
    public int rank() {
        return dims.size();
    }

    /** Length of axis {@code axis}; negative for an open one, {@link #EVENTS} for that of events. */
    public int dim(int axis) {
        return dims.get(axis);
    }

    /** Whether one of the axes is the event axis. */
    public boolean hasEvents() {
        return dims.contains(EVENTS);
    }

    /** Whether the length of one of the axes is known at run time only: that of events, or of a collection's objects. */
    public boolean isOpen() {
        return openAxis() >= 0;
    }

    /** The position of the open axis, or -1 where there is none. */
    public int openAxis() {
        for (int axis = 0; axis < dims.size(); axis++) {
            if (dims.get(axis) < 0) {
                return axis;
            }
        }
        return -1;
    }

    /**
     * Number of elements.
     *
     * @throws IllegalStateException if an axis is open
     */
    public int size() {
        long size = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalStateException("shape " + this + " has no size before its open axis is bound");
            }
            size = Math.multiplyExact(size, dim);
        }
        return Math.toIntExact(size);
    }

    /** This shape with the open axis, where there is one, given a length. */
    public Shape bind(int length) {
        int axis = openAxis();
        return axis < 0 ? this : replace(axis, length);
    }

    /** This shape with axis {@code axis} given another length. */
    public Shape replace(int axis, int length) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(axis, length);
        return new Shape(changed);
    }

    /** This shape without the axes named. */
    public Shape without(List<Integer> axes) {
        List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            if (!axes.contains(axis)) {
                kept.add(dims.get(axis));
            }
        }
        return new Shape(kept);
    }

    /** The first {@code count} axes. */
    public Shape first(int count) {
        return new Shape(dims.subList(0, count));
    }

    /** The last {@code count} axes. */
    public Shape last(int count) {
        return new Shape(dims.subList(rank() - count, rank()));
    }

    /** The axes of this shape followed by those of {@code inner}. */
    public Shape then(Shape inner) {
        List<Integer> all = new ArrayList<>(dims);
        all.addAll(inner.dims);
        return new Shape(all);
    }

    /** Whether this shape's axes are the last axes of {@code other}. */
    public boolean isSuffixOf(Shape other) {
        return rank() <= other.rank() && other.last(rank()).equals(this);
    }

    /**
     * The common leading axes of several inputs: the longest of them, of which each other must be a suffix.
     *
     * @throws IllegalArgumentException if they do not agree, naming {@code operation} and the shapes
     */
    public static Shape commonLeading(String operation, List<Shape> leading) {
        Shape longest = Collections.max(leading, (a, b) -> Integer.compare(a.rank(), b.rank()));
        for (Shape shape : leading) {
            if (!shape.isSuffixOf(longest)) {
                throw new IllegalArgumentException(operation + ": leading batch axes " + shape + " do not fit "
                        + longest + "; expected equal ones or none");
            }
        }
        return longest;
    }

    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(List<Integer> dims) {
        return dims.stream()
                .map(dim -> dim >= 0 ? dim.toString() : dim == EVENTS ? "events" : ObjectAxis.label(dim))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
