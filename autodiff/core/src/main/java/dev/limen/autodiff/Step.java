package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * One application of a primitive in a compiled program.
 *
 * @param touchesEvents whether an input or output has the event axis
 */
record Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs, boolean touchesEvents) {

    Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs) {
        this(primitive, inputs, outputs, any(inputs) || any(outputs));
    }

    // No streams here and below: graphs of large models have ten thousand steps.
    private static boolean any(List<Slot> slots) {
        for (Slot slot : slots) {
            if (slot.hasEvents()) {
                return true;
            }
        }
        return false;
    }

    /** Shapes with the event axis bound. */
    static List<Shape> shapes(List<Slot> slots, int events) {
        List<Shape> shapes = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            shapes.add(slot.bound(events));
        }
        return shapes;
    }

    /** The arrays of slots. */
    static double[][] arrays(List<Slot> slots, double[][] byRoot) {
        double[][] arrays = new double[slots.size()][];
        for (int k = 0; k < arrays.length; k++) {
            arrays[k] = byRoot[slots.get(k).root()];
        }
        return arrays;
    }

    @Override
    public String toString() {
        return primitive.name()
                + inputs.stream().map(in -> in.shape().toString()).toList() + " -> "
                + outputs.stream().map(out -> out.shape().toString()).toList();
    }
}
