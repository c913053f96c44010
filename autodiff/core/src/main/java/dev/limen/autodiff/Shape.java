package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The lengths of a tensor's axes, outermost first (row-major); a scalar has none.
 *
 * <p>At most one axis of an expression may be the <em>event axis</em>, written {@link #EVENTS}: its length is
 * bound when a program runs.
 *
 * @param dims lengths of the axes, each {@code >= 0} or {@link #EVENTS}
 */
public record Shape(List<Integer> dims) {

    /** Stands for the length of the event axis, which is known at run time only. */
    public static final int EVENTS = -1;

    private static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
        int events = 0;
        for (int dim : dims) {
            if (dim < EVENTS) {
                throw new IllegalArgumentException(
                        "shape " + dims + ": an axis has length " + dim + "; expected 0 or more, or Shape.EVENTS");
            }
            events += dim == EVENTS ? 1 : 0;
        }
        if (events > 1) {
            throw new IllegalArgumentException(
                    "shape " + dims + ": " + events + " event axes, but one at most is allowed");
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

    /** Number of axes. */
    public int rank() {
        return dims.size();
    }

    /** Length of axis {@code axis}; {@link #EVENTS} for the event axis. */
    public int dim(int axis) {
        return dims.get(axis);
    }

    /** Whether one of the axes is the event axis. */
    public boolean hasEvents() {
        return eventAxis() >= 0;
    }

    /** The position of the event axis, or -1 where there is none. */
    public int eventAxis() {
        return dims.indexOf(EVENTS);
    }

    /**
     * Number of elements.
     *
     * @throws IllegalStateException if an axis is the event axis
     */
    public int size() {
        long size = 1;
        for (int dim : dims) {
            if (dim == EVENTS) {
                throw new IllegalStateException("shape " + this + " has no size before the event axis is bound");
            }
            size = Math.multiplyExact(size, dim);
        }
        return Math.toIntExact(size);
    }

    /** This shape with the event axis, where there is one, given the length {@code events}. */
    public Shape bind(int events) {
        int axis = eventAxis();
        return axis < 0 ? this : replace(axis, events);
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
        StringBuilder text = new StringBuilder("[");
        for (int axis = 0; axis < rank(); axis++) {
            text.append(axis == 0 ? "" : ",")
                    .append(dims.get(axis) == EVENTS ? "events" : dims.get(axis).toString());
        }
        return text.append(']').toString();
    }
}
