package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * One application of a primitive in a compiled program.
 *
 * @param touchesOpen whether an input or output has an open axis
 * @param touchesObjects whether an input or output has the axis of a collection's objects
 */
record Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs, boolean touchesOpen, boolean touchesObjects) {

    Step(Primitive primitive, List<Slot> inputs, List<Slot> outputs) {
        this(primitive, inputs, outputs, any(inputs) || any(outputs), anyObjects(inputs) || anyObjects(outputs));
    }

    // No streams here and below: graphs of large models have ten thousand steps.
    private static boolean any(List<Slot> slots) {
        for (Slot slot : slots) {
            if (slot.isOpen()) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyObjects(List<Slot> slots) {
        for (Slot slot : slots) {
            if (slot.isOpen() && !slot.shape().hasEvents()) {
                return true;
            }
        }
        return false;
    }

    /** Shapes with all lengths known. */
    static List<Shape> shapes(List<Slot> slots, Lengths lengths) {
        List<Shape> shapes = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            shapes.add(slot.bound(lengths));
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
