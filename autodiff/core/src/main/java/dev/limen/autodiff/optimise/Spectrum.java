package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;
import java.util.Arrays;

/** Estimates of the smallest eigenvalue of a symmetric matrix, raw and with its diagonal scaled to 1. */
final class Spectrum {
    private static final double LARGEST_SHIFT = 1e12;

    private final double raw;
    private final double scaled;
    private final int largestComponent;

    Spectrum(double[] matrix, double[] scale, int[] free, SymmetricFactor factor) {
        int n = scale.length;
        int count = free.length;
        if (count == 0) {
            raw = Double.POSITIVE_INFINITY;
            scaled = Double.POSITIVE_INFINITY;
            largestComponent = -1;
            return;
        }
        double[] part = new double[count * count];
        double[] diagonal = new double[count];
        double[] weights = new double[count];
        for (int k = 0; k < count; k++) {
            weights[k] = scale[free[k]];
            diagonal[k] = weights[k] * weights[k];
            for (int l = 0; l < count; l++) {
                part[k * count + l] = matrix[free[k] * n + free[l]];
            }
        }
        int[] indices = new int[count];
        for (int k = 0; k < count; k++) {
            indices[k] = k;
        }
        double shift = 0;
        while (!factor.factor(part, count, indices, count, shift, diagonal) && shift < LARGEST_SHIFT) {
            shift = shift == 0 ? 1e-11 : Math.max(1e-3, 10 * shift);
        }
        if (!factor.positiveDefinite()) {
            raw = Double.NEGATIVE_INFINITY;
            scaled = Double.NEGATIVE_INFINITY;
            largestComponent = free[0];
            return;
        }
        double[] vector = new double[count];
        factor.smallestEigenvalue(weights, vector);
        largestComponent = free[largest(vector)];
        for (int k = 0; k < count; k++) {
            vector[k] /= weights[k];
        }
        double energy = quadratic(part, vector);
        double square = 0;
        for (int k = 0; k < count; k++) {
            square += vector[k] * vector[k] * diagonal[k];
        }
        scaled = energy / square;
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        factor.smallestEigenvalue(ones, vector);
        raw = quadratic(part, vector);
    }

    double raw() {
        return raw;
    }

    double scaled() {
        return scaled;
    }

    /** The free parameter that dominates the direction of the smallest scaled eigenvalue, as an index of the matrix. */
    int largestComponent() {
        return largestComponent;
    }

    private static int largest(double[] vector) {
        int best = 0;
        for (int k = 1; k < vector.length; k++) {
            if (Math.abs(vector[k]) > Math.abs(vector[best])) {
                best = k;
            }
        }
        return best;
    }

    private static double quadratic(double[] matrix, double[] v) {
        int n = v.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                row += matrix[i * n + j] * v[j];
            }
            sum += v[i] * row;
        }
        return sum;
    }
}
