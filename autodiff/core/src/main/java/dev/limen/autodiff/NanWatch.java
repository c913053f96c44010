package dev.limen.autodiff;

import java.util.List;
import java.util.Optional;

/** Looks for the first step that makes a NaN of inputs without one. */
final class NanWatch {
    /** Watches nothing. */
    static final NanWatch OFF = new NanWatch();

    private String found = "";

    void look(Step step, Lengths lengths, double[][] inputs, double[][] outputs) {
        if (found.isEmpty() && hasNan(step.outputs(), lengths, outputs) && !hasNan(step.inputs(), lengths, inputs)) {
            found = step.toString();
        }
    }

    void lookAtInput(Expr input, Tensor value) {
        if (found.isEmpty() && hasNan(value.toDoubles(), value.size())) {
            found = "input '" + input.node().primitive().name() + "' " + input.shape();
        }
    }

    Optional<String> found() {
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static boolean hasNan(List<Slot> slots, Lengths lengths, double[][] arrays) {
        for (int k = 0; k < arrays.length; k++) {
            if (hasNan(arrays[k], slots.get(k).bound(lengths).size())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNan(double[] array, int size) {
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(array[i])) {
                return true;
            }
        }
        return false;
    }
}
