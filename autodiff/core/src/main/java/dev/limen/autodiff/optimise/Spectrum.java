package dev.limen.autodiff.optimise;

import dev.limen.autodiff.linear.SymmetricFactor;
import dev.limen.autodiff.linear.SymmetricMatrix;
import java.util.Arrays;

/**
 * Estimates of the smallest eigenvalues of a Hessian on its free parameters.
 *
 * @param raw of the matrix itself
 * @param scaled of the matrix with its diagonal scaled to 1
 * @param largestComponent the parameter that dominates the eigenvector of the latter; -1 if none is free
 */
record Spectrum(double raw, double scaled, int largestComponent) {
    private static final double LARGEST_SHIFT = 1e12;

    /** @param factored whether the factor is that of the model on these parameters */
    static Spectrum of(ScaledModel model, int[] free, SymmetricFactor factor, boolean factored) {
        int count = free.length;
        if (count == 0) {
            return new Spectrum(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, -1);
        }
        double shift = 0;
        while (!factored && !factor.factor(model.hessian, free, count, shift)) {
            shift = shift == 0 ? 1e-11 : Math.max(1e-3, 10 * shift);
            if (shift > LARGEST_SHIFT) {
                return new Spectrum(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, free[0]);
            }
        }
        double[] weights = new double[count];
        double[] vector = new double[count];
        Arrays.fill(weights, 1);
        double scaled = factor.smallestEigenvalue(weights, vector);
        int largest = 0;
        for (int k = 1; k < count; k++) {
            largest = Math.abs(vector[k]) > Math.abs(vector[largest]) ? k : largest;
        }
        if (shift > 0) {
            scaled = quadratic(model.hessian, free, vector);
        }
        for (int k = 0; k < count; k++) {
            weights[k] = 1 / model.scale[free[k]];
        }
        double raw = factor.smallestEigenvalue(weights, vector);
        if (shift == 0) {
            return new Spectrum(raw, scaled, free[largest]);
        }
        // In the raw matrix the scales belong to the vector.
        for (int k = 0; k < count; k++) {
            vector[k] *= model.scale[free[k]];
        }
        return new Spectrum(quadratic(model.hessian, free, vector), scaled, free[largest]);
    }

    private static double quadratic(SymmetricMatrix matrix, int[] free, double[] v) {
        double[] x = new double[matrix.rows()];
        double[] product = new double[matrix.rows()];
        for (int k = 0; k < v.length; k++) {
            x[free[k]] = v[k];
        }
        matrix.addProduct(x, product);
        double sum = 0;
        for (int k = 0; k < v.length; k++) {
            sum += v[k] * product[free[k]];
        }
        return sum;
    }
}
