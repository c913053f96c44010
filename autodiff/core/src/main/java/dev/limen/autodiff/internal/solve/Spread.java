package dev.limen.autodiff.internal.solve;

/**
 * Points spread evenly over a box, the same at every call: the additive recurrence x_k = frac(1/2 + k g^-i) whose g
 * solves g^(n+1) = g + 1, the generalised golden ratio.
 */
final class Spread {
    private final double ratio;

    /** For boxes of {@code n} components. */
    Spread(int n) {
        ratio = ratio(n);
    }

    /** Puts point {@code k}, counted from 1, into the bounded components of {@code x}; leaves the others. */
    void place(int k, double[] x, double[] lower, double[] upper) {
        double step = 1;
        for (int i = 0; i < x.length; i++) {
            step /= ratio;
            double width = upper[i] - lower[i];
            if (Double.isFinite(width)) {
                double u = 0.5 + k * step;
                x[i] = Math.min(upper[i], lower[i] + (u - Math.floor(u)) * width);
            }
        }
    }

    private static double ratio(int n) {
        double g = 1.5;
        for (int i = 0; i < 60; i++) {
            g = StrictMath.pow(1 + g, 1.0 / (n + 1));
        }
        return g;
    }
}
