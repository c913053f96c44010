package dev.limen.autodiff;

/**
 * How a slot with an open axis lies in an array: for each of {@code outer} positions before the axis all events (or
 * objects), each with {@code inner} elements.
 */
record OpenColumn(int axis, int outer, int inner) {

    static OpenColumn of(Shape shape) {
        int position = shape.openAxis();
        return new OpenColumn(
                shape.dim(position),
                shape.first(position).size(),
                shape.last(shape.rank() - 1 - position).size());
    }

    /** Copies what a block has of a whole tensor into the block's array. */
    void read(Tensor whole, Blocks blocks, int block, double[] array) {
        int length = blocks.whole().of(axis);
        int first = blocks.first(axis, block);
        int count = blocks.length(axis, block);
        for (int o = 0; o < outer; o++) {
            whole.copyTo((o * length + first) * inner, array, o * count * inner, count * inner);
        }
    }

    /** Copies a block's array to its place in a whole one. */
    void write(double[] array, Blocks blocks, int block, double[] whole) {
        int length = blocks.whole().of(axis);
        int first = blocks.first(axis, block);
        int count = blocks.length(axis, block);
        for (int o = 0; o < outer; o++) {
            System.arraycopy(array, o * count * inner, whole, (o * length + first) * inner, count * inner);
        }
    }
}
