package dev.limen.autodiff.optimise;

/** A point with the value, gradient and Hessian of an objective there. */
final class NewtonPoint {
    final double[] x;
    final double[] gradient;
    final double[] hessian;
    double value;

    NewtonPoint(int n) {
        x = new double[n];
        gradient = new double[n];
        hessian = new double[n * n];
    }

    boolean finite() {
        return Double.isFinite(value) && finite(gradient) && finite(hessian);
    }

    /** Without a branch in the loop, and with four sums side by side: a NaN or an infinity makes one of them a NaN. */
    private static boolean finite(double[] values) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 3 < values.length; k += 4) {
            a += 0 * values[k];
            b += 0 * values[k + 1];
            c += 0 * values[k + 2];
            d += 0 * values[k + 3];
        }
        for (; k < values.length; k++) {
            a += 0 * values[k];
        }
        return a + b + c + d == 0;
    }

    /** What is not finite here. */
    String defect() {
        if (!Double.isFinite(value)) {
            return "the objective is " + value + "; it must be finite";
        }
        for (int i = 0; i < gradient.length; i++) {
            if (!Double.isFinite(gradient[i])) {
                return "gradient component " + i + " is " + gradient[i];
            }
        }
        for (int k = 0; k < hessian.length; k++) {
            if (!Double.isFinite(hessian[k])) {
                return "Hessian entry (%d, %d) is %s".formatted(k / gradient.length, k % gradient.length, hessian[k]);
            }
        }
        return "all derivatives are finite";
    }
}
