package dev.limen.autodiff.optimise;

/** Checks of what optimisers are told. */
final class Setting {
    private Setting() {}

    static void require(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The %s must be positive; got %s.".formatted(what, value));
        }
    }

    static void requireFraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("The %s must be in [0, 1); got %s.".formatted(what, value));
        }
    }

    static void requireSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("There must be at least one step; got " + steps + ".");
        }
    }
}
