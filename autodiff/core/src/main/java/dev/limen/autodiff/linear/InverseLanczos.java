package dev.limen.autodiff.linear;

import java.util.Arrays;

/**
 * The largest eigenvalue of W A^-1 W, W diagonal, for a factored positive definite matrix A, by Lanczos' method with
 * full orthogonalisation from a fixed start (C. Lanczos, J. Res. Natl. Bur. Stand. 45 (1950) 255).
 *
 * <p>A workspace like the factor itself.
 */
final class InverseLanczos {
    private static final int STEPS = 10;
    private static final int FEWEST = 3;
    private static final int BISECTIONS = 1100;
    private static final double CHANGE = 1e-4;
    private static final double INVARIANT = 1e-13;
    private static final double GOLDEN = 0.6180339887498949;

    private final double[][] basis;
    private final double[] diagonal = new double[STEPS];
    private final double[] beside = new double[STEPS];
    private final double[] part = new double[STEPS];

    /** For matrices of up to {@code capacity} rows. */
    InverseLanczos(int capacity) {
        basis = new double[STEPS][capacity];
    }

    /** Writes the eigenvector, of unit length, of the first {@code size} rows; returns the eigenvalue, never too large. */
    double largest(SymmetricFactor factor, int size, double[] weights, double[] eigenvector) {
        start(size);
        double estimate = 0;
        int steps = Math.min(STEPS, size);
        int k = 0;
        while (true) {
            double[] next = eigenvector;
            for (int i = 0; i < size; i++) {
                next[i] = basis[k][i] * weights[i];
            }
            factor.solve(next);
            for (int i = 0; i < size; i++) {
                next[i] *= weights[i];
            }
            diagonal[k] = dot(basis[k], next, size);
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b <= k; b++) {
                    double along = dot(basis[b], next, size);
                    for (int i = 0; i < size; i++) {
                        next[i] -= along * basis[b][i];
                    }
                }
            }
            beside[k] = Math.sqrt(dot(next, next, size));
            k++;
            double before = estimate;
            estimate = largestOfTridiagonal(k, before);
            boolean still = k > FEWEST && estimate - before <= CHANGE * estimate;
            if (still || k >= steps || !(beside[k - 1] > INVARIANT * estimate)) {
                combine(k, estimate, size, eigenvector);
                return estimate;
            }
            for (int i = 0; i < size; i++) {
                basis[k][i] = next[i] / beside[k - 1];
            }
        }
    }

    private void start(int size) {
        double[] first = basis[0];
        double fraction = 0.5;
        for (int i = 0; i < size; i++) {
            fraction += GOLDEN;
            fraction -= Math.floor(fraction);
            first[i] = 0.5 + fraction;
        }
        normalise(first, size);
    }

    /** By bisection: x is above all eigenvalues where every pivot of x - T is positive. */
    private double largestOfTridiagonal(int k, double atLeast) {
        double high = 0;
        for (int i = 0; i < k; i++) {
            double left = i > 0 ? beside[i - 1] : 0;
            double right = i < k - 1 ? beside[i] : 0;
            high = Math.max(high, Math.abs(diagonal[i]) + left + right);
        }
        double low = Math.min(atLeast, high);
        for (int b = 0; b < BISECTIONS; b++) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (above(k, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean above(int k, double x) {
        double pivot = x - diagonal[0];
        for (int i = 1; i < k && pivot > 0; i++) {
            pivot = x - diagonal[i] - beside[i - 1] * beside[i - 1] / pivot;
        }
        return pivot > 0;
    }

    private void combine(int k, double eigenvalue, int size, double[] out) {
        part[0] = 1;
        for (int i = 1; i < k; i++) {
            double before = i > 1 ? beside[i - 2] * part[i - 2] : 0;
            part[i] = ((eigenvalue - diagonal[i - 1]) * part[i - 1] - before) / beside[i - 1];
        }
        Arrays.fill(out, 0, size, 0);
        for (int b = 0; b < k; b++) {
            for (int i = 0; i < size; i++) {
                out[i] += part[b] * basis[b][i];
            }
        }
        normalise(out, size);
    }

    private static double dot(double[] a, double[] b, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void normalise(double[] v, int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
        }
        double square = 0;
        for (int i = 0; i < size; i++) {
            v[i] /= largest;
            square += v[i] * v[i];
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < size; i++) {
            v[i] /= length;
        }
    }
}
