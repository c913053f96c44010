package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.linear.LuFactor;
import dev.limen.autodiff.linear.SymmetricFactor;
import java.util.Arrays;
import java.util.List;

/** Solves the linear system of a lane; a matrix that lanes share is factored once. */
final class SolveLane implements ImplicitKernel.LaneSolver {
    private final boolean symmetric;
    private final int n;
    private final boolean shared;
    private final LuFactor lu;
    private final SymmetricFactor factor;
    private final double[] matrix;
    private final double[] solution;
    private final double[] right;
    private boolean definite;
    private boolean bound;

    SolveLane(boolean symmetric, Lanes lanes) {
        this.symmetric = symmetric;
        n = lanes.size(1);
        shared = lanes.count() > 0 && lanes.block(0, lanes.count() - 1) == 0;
        lu = new LuFactor(n);
        factor = new SymmetricFactor(symmetric ? n : 0);
        matrix = new double[n * n];
        solution = new double[n];
        right = new double[n];
    }

    @Override
    public Certificate solve(double[][] inputs, double[][] outputs, Lanes lanes, int lane) {
        factor(inputs, lanes, lane);
        lanes.copy(inputs, 1, lane, right);
        if (!definite && lu.singular()) {
            Arrays.fill(outputs[0], lane * n, (lane + 1) * n, Double.NaN);
            return Failure.of(Certificate.Kind.SYSTEM, "the matrix [%d, %d] is singular or not finite".formatted(n, n));
        }
        System.arraycopy(right, 0, solution, 0, n);
        if (definite) {
            factor.solve(solution);
        } else {
            lu.solve(solution, 0);
        }
        double residual = residual();
        boolean finite = Double.isFinite(residual);
        if (!finite) {
            Arrays.fill(solution, Double.NaN);
        }
        System.arraycopy(solution, 0, outputs[0], lane * n, n);
        double pivot = definite ? factor.smallestPivot() : lu.smallestPivot();
        return new Certificate(
                Certificate.Kind.SYSTEM,
                finite,
                1,
                1,
                residual,
                0,
                pivot,
                pivot,
                List.of(),
                finite ? "" : "the right-hand side is not finite, or the solution overflows");
    }

    private void factor(double[][] inputs, Lanes lanes, int lane) {
        int from = lanes.block(0, lane) * n * n;
        // Calls bring other numbers in the same arrays, so lanes that share a matrix compare it.
        if (bound && shared && Arrays.equals(matrix, 0, n * n, inputs[0], from, from + n * n)) {
            return;
        }
        System.arraycopy(inputs[0], from, matrix, 0, n * n);
        bound = true;
        definite = symmetric && factor.factor(matrix, n);
        if (!definite) {
            lu.factor(matrix, 0, n);
        }
    }

    private double residual() {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double sum = -right[i];
            for (int j = 0; j < n; j++) {
                sum += matrix[i * n + j] * solution[j];
            }
            largest = Math.max(largest, Math.abs(sum));
        }
        return largest;
    }
}
