package dev.limen.autodiff;

import java.util.List;

/** One application of a primitive in a compiled program. */
record Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs) {

    boolean touchesEvents() {
        return inputs.stream().anyMatch(Slot::hasEvents) || outputs.stream().anyMatch(Slot::hasEvents);
    }

    @Override
    public String toString() {
        return primitive.name() + inputs.stream().map(in -> in.shape().toString()).toList() + " -> "
                + outputs.stream().map(out -> out.shape().toString()).toList();
    }
}
