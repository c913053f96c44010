package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.SinglePrecision;
import java.util.Arrays;

/** {@link DenseLoops} in plain Java, in loops that the compiler turns into vector instructions. */
final class PlainFloats implements DenseLoops<float[]> {

    /** From one row of a matrix to the next: room for one column more, whole vectors, and no large power of two, which would share few cache lines. */
    private static int rowLength(int columns) {
        int whole = (columns + 16) / 16 * 16;
        return whole % 64 == 0 ? whole + 16 : whole;
    }

    @Override
    public float[] events(int columns) {
        return new float[ROWS * rowLength(columns)];
    }

    @Override
    public float[] sums(int rows, int columns) {
        return new float[rows * rowLength(columns)];
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, float[] to) {
        int row = rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int source = at + i * columns;
            int target = i * row;
            for (int j = 0; j < columns; j++) {
                to[target + j] = (float) from[source + j];
            }
        }
    }

    @Override
    public void store(float[] from, int rows, int columns, double[] to, int at) {
        int row = rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int target = at + i * columns;
            int source = i * row;
            for (int j = 0; j < columns; j++) {
                to[target + j] = from[source + j];
            }
        }
    }

    @Override
    public void add(float[] from, int height, int first, int rows, int columns, boolean fresh, double[] to, int at) {
        int row = rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int target = at + i * columns;
            int source = (first + i) * row;
            for (int j = 0; j < columns; j++) {
                to[target + j] = (fresh ? 0 : to[target + j]) + from[source + j];
            }
        }
    }

    @Override
    public void ones(float[] to, int rows, int columns) {
        int row = rowLength(columns);
        for (int i = 0; i < rows; i++) {
            to[i * row + columns] = 1;
        }
    }

    @Override
    public float[] weights(int inner, int columns) {
        return new float[(inner + 1) * rowLength(columns)];
    }

    @Override
    public void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, float[] to) {
        load(weights, at, inner, columns, to);
        int last = inner * rowLength(columns);
        for (int j = 0; j < columns; j++) {
            to[last + j] = (float) biases[biasesAt + j];
        }
    }

    @Override
    public void packTransposed(double[] weights, int at, int rows, int columns, float[] to) {
        int row = rowLength(rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[j * row + i] = (float) weights[at + i * columns + j];
            }
        }
    }

    @Override
    public void product(
            int rows, int inner, int columns, float[] a, int columnsA, float[] weights, Activation f, float[] c) {
        int row = rowLength(columns);
        int rowA = rowLength(columnsA);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(c, i * row, i * row + columns, 0);
            addRow(inner, columns, a, i * rowA, 1, weights, row, c, i * row);
            activate(f, c, i * row, columns);
        }
    }

    @Override
    public void addTransposedProduct(
            int rows, int inner, int columns, float[] a, int columnsA, float[] b, float[] c, boolean fresh) {
        int row = rowLength(columns);
        int rowA = rowLength(columnsA);
        for (int i = 0; i < rows; i++) {
            if (fresh) {
                Arrays.fill(c, i * row, i * row + columns, 0);
            }
            addRow(inner, columns, a, i, rowA, b, row, c, i * row);
        }
    }

    /** {@code c[j] += sum_k a[k] b[k, j]}, four k at a time. */
    private static void addRow(
            int inner, int columns, float[] a, int atA, int stepA, float[] b, int row, float[] c, int atC) {
        int k = 0;
        for (; k + 4 <= inner; k += 4) {
            float a0 = a[atA + k * stepA];
            float a1 = a[atA + (k + 1) * stepA];
            float a2 = a[atA + (k + 2) * stepA];
            float a3 = a[atA + (k + 3) * stepA];
            int b0 = k * row;
            int b1 = b0 + row;
            int b2 = b1 + row;
            int b3 = b2 + row;
            for (int j = 0; j < columns; j++) {
                float sum = Math.fma(a0, b[b0 + j], c[atC + j]);
                sum = Math.fma(a1, b[b1 + j], sum);
                sum = Math.fma(a2, b[b2 + j], sum);
                c[atC + j] = Math.fma(a3, b[b3 + j], sum);
            }
        }
        for (; k < inner; k++) {
            float a0 = a[atA + k * stepA];
            for (int j = 0; j < columns; j++) {
                c[atC + j] = Math.fma(a0, b[k * row + j], c[atC + j]);
            }
        }
    }

    private static void activate(Activation f, float[] z, int at, int columns) {
        switch (f) {
            case RELU -> {
                for (int j = at; j < at + columns; j++) {
                    z[j] = z[j] <= 0 ? 0 : z[j];
                }
            }
            case TANH -> {
                for (int j = at; j < at + columns; j++) {
                    z[j] = SinglePrecision.tanh(z[j]);
                }
            }
            case SIGMOID -> {
                for (int j = at; j < at + columns; j++) {
                    z[j] = (float) Exponential.sigmoid(z[j]);
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }

    @Override
    public void pullback(Activation f, int rows, int columns, float[] h, float[] d) {
        int row = rowLength(columns);
        for (int at = 0; at < rows * row; at += row) {
            switch (f) {
                case RELU -> {
                    for (int j = at; j < at + columns; j++) {
                        d[j] = h[j] > 0 ? d[j] : 0;
                    }
                }
                case TANH -> {
                    for (int j = at; j < at + columns; j++) {
                        d[j] *= Math.fma(-h[j], h[j], 1);
                    }
                }
                case SIGMOID -> {
                    for (int j = at; j < at + columns; j++) {
                        d[j] *= h[j] * (1 - h[j]);
                    }
                }
                case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
            }
        }
    }
}
