package dev.limen.autodiff;

/**
 * A value of a compiled program.
 *
 * @param id    its number
 * @param root  the number of the slot whose array it shares: its own, or that of what it is a mere view of
 * @param shape its shape
 * @param dtype its type
 * @param hasEvents whether its shape has the event axis
 */
record Slot(int id, int root, Shape shape, DType dtype, boolean hasEvents) {

    Slot(int id, int root, Shape shape, DType dtype) {
        this(id, root, shape, dtype, shape.hasEvents());
    }

    /** The shape with the event axis bound. */
    Shape bound(int events) {
        return hasEvents ? shape.bind(events) : shape;
    }
}
