package dev.limen.autodiff.optimise;

/** Checks of a start and its bounds. */
final class Box {
    private Box() {}

    static void require(double[] start, double[] lower, double[] upper) {
        if (lower.length != start.length || upper.length != start.length) {
            throw new IllegalArgumentException(
                    "Start, lower and upper bounds must have one entry for each parameter; got %d, %d and %d."
                            .formatted(start.length, lower.length, upper.length));
        }
        for (int i = 0; i < start.length; i++) {
            if (!(lower[i] <= upper[i])) {
                throw new IllegalArgumentException(
                        "The bounds of parameter %d are crossed or NaN: [%s, %s].".formatted(i, lower[i], upper[i]));
            }
            if (!Double.isFinite(start[i]) || start[i] < lower[i] || start[i] > upper[i]) {
                throw new IllegalArgumentException(
                        "The start of parameter %d, %s, must be finite and within its bounds [%s, %s]."
                                .formatted(i, start[i], lower[i], upper[i]));
            }
        }
    }

    static double clip(double x, double lower, double upper) {
        return Math.min(upper, Math.max(lower, x));
    }
}
