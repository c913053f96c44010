package dev.limen.autodiff;

import java.util.List;

/** One application of a primitive in a compiled program. */
record Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs) {

    boolean touchesEvents() {
        return anyEvents(inputs) || anyEvents(outputs);
    }

    // No streams: graphs of large models have ten thousand steps.
    private static boolean anyEvents(List<Slot> slots) {
        for (Slot slot : slots) {
            if (slot.hasEvents()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return primitive.name()
                + inputs.stream().map(in -> in.shape().toString()).toList() + " -> "
                + outputs.stream().map(out -> out.shape().toString()).toList();
    }
}
