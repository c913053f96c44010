package dev.limen.autodiff;

import java.util.List;

/** Checks that operations on single elements share. */
final class Elementwise {
    private Elementwise() {}

    static void requireSameShape(String name, List<Shape> inputs) {
        for (Shape shape : inputs) {
            if (!shape.equals(inputs.get(0))) {
                throw new IllegalArgumentException(name + ": shapes " + inputs
                        + " differ; expected equal ones. Broadcast the smaller to the larger first.");
            }
        }
    }

    static void requireAxis(String name, int axis, Shape shape) {
        if (axis < 0 || axis >= shape.rank()) {
            throw new IllegalArgumentException(
                    name + ": axis " + axis + " of shape " + shape + "; expected 0 to " + (shape.rank() - 1));
        }
    }
}
