package dev.limen.autodiff;

/** The slots with an open axis that exist in full length during a run: inputs, and what sweeps wrote. */
final class WholeColumns {
    private final Blocks blocks;
    private final KeptColumns kept;
    private final Tensor[] tensors;
    private final double[][] written;

    WholeColumns(Blocks blocks, KeptColumns kept, int slots) {
        this.blocks = blocks;
        this.kept = kept;
        this.tensors = new Tensor[slots];
        this.written = new double[slots][];
    }

    Blocks blocks() {
        return blocks;
    }

    void bind(Slot slot, Tensor tensor) {
        tensors[slot.root()] = tensor;
    }

    /** Makes room for a slot that a sweep or a step will write. */
    double[] open(Slot slot) {
        Shape shape = slot.bound(blocks.whole());
        double[] array = kept.array(slot.root(), shape.size());
        written[slot.root()] = array;
        tensors[slot.root()] = Tensor.wrap(shape, array);
        return array;
    }

    double[] target(Slot slot) {
        return written[slot.root()];
    }

    Tensor get(Slot slot) {
        return tensors[slot.root()];
    }

    /** The elements as doubles; not to be changed. */
    double[] values(Slot slot) {
        double[] array = written[slot.root()];
        return array != null ? array : tensors[slot.root()].toDoubles();
    }
}
