package dev.limen.autodiff.optimise;

import java.util.Arrays;

/** A point with the value, gradient and Hessian of an objective there. */
final class NewtonPoint {
    final double[] x;
    final double[] gradient;
    final double[] hessian;
    private final double[] zeros;
    double value;

    NewtonPoint(int n) {
        x = new double[n];
        gradient = new double[n];
        hessian = new double[n * n];
        zeros = new double[n];
    }

    boolean finite() {
        if (!finiteSlope()) {
            return false;
        }
        int n = gradient.length;
        Arrays.fill(zeros, 0);
        for (int i = 0; i < n; i++) {
            // The matrix is symmetric.
            add(hessian, i * n, i + 1);
        }
        double sum = 0;
        for (double zero : zeros) {
            sum += zero;
        }
        return sum == 0;
    }

    boolean finiteSlope() {
        if (!Double.isFinite(value)) {
            return false;
        }
        double sum = 0;
        for (double component : gradient) {
            sum += 0 * component;
        }
        return sum == 0;
    }

    /** Takes everything but the Hessian. */
    void takeSlope(NewtonPoint other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.gradient, 0, gradient, 0, gradient.length);
        value = other.value;
    }

    /** Without a branch or a running sum in the loop: a NaN or an infinity makes a zero a NaN. */
    private void add(double[] values, int from, int count) {
        for (int j = 0; j < count; j++) {
            zeros[j] += 0 * values[from + j];
        }
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
