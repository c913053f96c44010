package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricMatrix;
import dev.limen.autodiff.linear.SymmetricPattern;

/** A point with the value, gradient and Hessian of an objective there. */
final class NewtonPoint {
    final double[] x;
    final double[] gradient;
    final SymmetricMatrix hessian;
    double value;

    NewtonPoint(SymmetricPattern pattern) {
        int n = pattern.rows();
        x = new double[n];
        gradient = new double[n];
        hessian = new SymmetricMatrix(pattern);
    }

    boolean finite() {
        return finiteSlope() && hessian.isFinite();
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
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                if (!Double.isFinite(hessian.get(i, j))) {
                    return "Hessian entry (%d, %d) is %s".formatted(i, j, hessian.get(i, j));
                }
            }
        }
        return "all derivatives are finite";
    }
}
