package dev.limen.autodiff;

/**
 * A value of a compiled program.
 *
 * @param id    its number
 * @param root  the number of the slot whose array it shares: its own, or that of what it is a mere view of
 * @param shape its shape
 * @param dtype its type
 * @param isOpen whether its shape has an axis of events or objects
 */
record Slot(int id, int root, Shape shape, DType dtype, boolean isOpen) {

    Slot(int id, int root, Shape shape, DType dtype) {
        this(id, root, shape, dtype, shape.isOpen());
    }

    /** The shape with all lengths known. */
    Shape bound(Lengths lengths) {
        return isOpen ? lengths.bind(shape) : shape;
    }
}
