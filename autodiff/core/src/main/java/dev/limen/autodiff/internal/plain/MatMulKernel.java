package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import java.util.Arrays;

/**
 * Matrix products, row by row; products are added in the order of the inner index. Zeros of the first matrix are
 * skipped (the matrices of a Hessian are mostly zeros), so a zero there hides a NaN of the second.
 */
record MatMulKernel(int lanes, int lanesA, int lanesB, int n, int k, int m) implements Kernel {

    static Kernel of(Shape a, Shape b, Shape y) {
        int rank = y.rank();
        return new MatMulKernel(
                y.first(rank - 2).size(),
                a.first(a.rank() - 2).size(),
                b.first(b.rank() - 2).size(),
                y.dim(rank - 2),
                a.dim(a.rank() - 1),
                y.dim(rank - 1));
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        Arrays.fill(outputs[0], 0, lanes * n * m, 0);
        for (int lane = 0; lane < lanes; lane++) {
            // The shorter leading axes are a suffix of the longer ones, so lanes repeat.
            multiply(
                    inputs[0], lane % lanesA * n * k, inputs[1], lane % lanesB * k * m, outputs[0], lane * n * m);
        }
    }

    private void multiply(double[] a, int atA, double[] b, int atB, double[] y, int atY) {
        for (int i = 0; i < n; i++) {
            int row = atY + i * m;
            for (int l = 0; l < k; l++) {
                double x = a[atA + i * k + l];
                if (x != 0) {
                    int from = atB + l * m;
                    for (int j = 0; j < m; j++) {
                        y[row + j] += x * b[from + j];
                    }
                }
            }
        }
    }
}
