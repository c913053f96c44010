package dev.limen.autodiff;

/**
 * How a slot with an event axis lies in an array: for each of {@code outer} positions before the axis all events, each
 * with {@code inner} elements.
 */
record EventColumn(int outer, int inner) {

    static EventColumn of(Shape shape) {
        int axis = shape.eventAxis();
        return new EventColumn(
                shape.first(axis).size(), shape.last(shape.rank() - 1 - axis).size());
    }

    /** Copies events {@code start} to {@code start + count} of a whole tensor of {@code events} into a block. */
    void read(Tensor whole, int events, int start, int count, double[] block) {
        for (int o = 0; o < outer; o++) {
            whole.copyTo((o * events + start) * inner, block, o * count * inner, count * inner);
        }
    }

    /** Copies a block to its place among {@code events} of a whole array. */
    void write(double[] block, int start, int count, double[] whole, int events) {
        for (int o = 0; o < outer; o++) {
            System.arraycopy(block, o * count * inner, whole, (o * events + start) * inner, count * inner);
        }
    }
}
