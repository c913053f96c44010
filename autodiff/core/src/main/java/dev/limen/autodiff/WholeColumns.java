package dev.limen.autodiff;

/** The event-shaped slots that exist in full length during a run: inputs, and what sweeps wrote. */
final class WholeColumns {
    private final int events;
    private final Tensor[] tensors;
    private final double[][] written;

    WholeColumns(int events, int slots) {
        this.events = events;
        this.tensors = new Tensor[slots];
        this.written = new double[slots][];
    }

    int events() {
        return events;
    }

    void bind(Slot slot, Tensor tensor) {
        tensors[slot.root()] = tensor;
    }

    /** Makes room for a slot that a sweep or a step will write. */
    double[] open(Slot slot) {
        double[] array = new double[slot.shape().bind(events).size()];
        written[slot.root()] = array;
        tensors[slot.root()] = Tensor.wrap(slot.shape().bind(events), array);
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
