package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Shape;

/** A row-major array seen along one axis: element (o, k, i) is at (o length + k) inner + i. */
record AxisLoop(int outer, int length, int inner) {

    static AxisLoop of(Shape shape, int axis) {
        return new AxisLoop(
                shape.first(axis).size(),
                shape.dim(axis),
                shape.last(shape.rank() - 1 - axis).size());
    }

    int position(String operation, double value, int limit) {
        int position = (int) value;
        if (position < 0 || position >= limit) {
            throw new IndexOutOfBoundsException(
                    operation + ": position " + position + " is outside the axis of length " + limit);
        }
        return position;
    }
}
