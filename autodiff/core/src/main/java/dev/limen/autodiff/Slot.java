package dev.limen.autodiff;

/**
 * A value of a compiled program.
 *
 * @param id    its number
 * @param root  the number of the slot whose array it shares: its own, or that of what it is a mere view of
 * @param shape its shape
 * @param dtype its type
 */
record Slot(int id, int root, Shape shape, DType dtype) {

    boolean hasEvents() {
        return shape.hasEvents();
    }
}
