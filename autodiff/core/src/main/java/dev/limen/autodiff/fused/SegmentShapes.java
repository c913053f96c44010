package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Shape;
import java.util.List;

/**
 * The shapes of one application of a segment primitive: {@code [outer, axis, inner]}, the axis that of the objects or of the
 * events.
 *
 * @param outer axes before
 * @param inner axes behind
 * @param counts {@code [events]}
 */
record SegmentShapes(Shape outer, Shape inner, Shape counts) {

    /** Of inputs {@code x [outer, objects, inner], counts [events]}. */
    static SegmentShapes ofObjects(String name, Shape objects, int inner, List<Shape> inputs) {
        return of(name, objects, inner, inputs, "objects", objects);
    }

    /** Of inputs {@code x [outer, events, inner], counts [events]}. */
    static SegmentShapes ofEvents(String name, Shape objects, int inner, List<Shape> inputs) {
        return of(name, objects, inner, inputs, "events", inputs.get(inputs.size() - 1));
    }

    private static SegmentShapes of(
            String name, Shape objects, int inner, List<Shape> inputs, String what, Shape expected) {
        Shape counts = inputs.get(1);
        Shape x = inputs.get(0);
        if (counts.rank() != 1) {
            throw new IllegalArgumentException(name + ": counts " + counts
                    + "; expected a vector with a number for each event, without batch axes");
        }
        if (counts.isOpen() != objects.isOpen() || counts.isOpen() && !counts.hasEvents()) {
            throw new IllegalArgumentException(name + ": counts " + counts + " for objects " + objects
                    + "; expected [events] where the objects are those of a named collection, else a fixed length");
        }
        int axis = x.rank() - 1 - inner;
        if (axis < 0 || x.dim(axis) != expected.dim(0)) {
            throw new IllegalArgumentException(name + ": shape " + x + " with counts " + counts + "; expected " + what
                    + " " + expected + " as the axis before the last " + inner);
        }
        return new SegmentShapes(x.first(axis), x.last(inner), counts);
    }

    static void requireTypes(String name, List<DType> inputs) {
        if (inputs.get(1) != DType.INT32) {
            throw new IllegalArgumentException(name + ": counts are " + inputs.get(1) + "; expected INT32");
        }
        if (inputs.get(0) == DType.BOOL) {
            throw new IllegalArgumentException(name + ": values are BOOL; cast them to INT32 or FLOAT64 first");
        }
    }

    Shape with(Shape axis) {
        return outer.then(axis).then(inner);
    }
}
