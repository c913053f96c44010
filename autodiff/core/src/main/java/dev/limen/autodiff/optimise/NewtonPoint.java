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
        // One pass without a branch: a NaN or an infinity makes the sum of 0 * v a NaN.
        double sum = 0 * value;
        for (double v : gradient) {
            sum += 0 * v;
        }
        for (double v : hessian) {
            sum += 0 * v;
        }
        return sum == 0;
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
