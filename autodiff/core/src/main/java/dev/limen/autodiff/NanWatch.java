package dev.limen.autodiff;

import java.util.Optional;

/** Looks for the first step that makes a NaN of inputs without one. */
final class NanWatch {
    /** Watches nothing. */
    static final NanWatch OFF = new NanWatch();

    private String found = "";

    void look(Step step, double[][] inputs, double[][] outputs) {
        if (found.isEmpty() && hasNan(outputs) && !hasNan(inputs)) {
            found = step.toString();
        }
    }

    void lookAtInput(Expr input, Tensor value) {
        if (found.isEmpty() && hasNan(value.toDoubles())) {
            found = "input '" + input.node().primitive().name() + "' " + input.shape();
        }
    }

    Optional<String> found() {
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static boolean hasNan(double[]... arrays) {
        for (double[] array : arrays) {
            for (double value : array) {
                if (Double.isNaN(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
