package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.SinglePrecision.*;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseLoops;
import dev.limen.autodiff.math.SinglePrecision;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DenseLoops} on vectors of floats.
 *
 * <p>Conversions stay scalar: on JDK 17 vectors of half the size beside those of the tiles make every vector an object.
 *
 * <p>Weights lie in panels of two vectors' columns, row by row, panel by panel; products go by tiles of six rows and one panel ({@link FloatTiles}).
 */
final class DenseFloats implements DenseLoops<float[]> {

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final int PANEL = 2 * LANES;
    private static final int TILE = FloatTiles.ROWS;

    /** Summed indices taken at once: so much of a panel stays in the first cache. */
    private static final int INNER = 256;

    /** Rows of one matrix taken at once where it is wide: with {@link #INNER} columns they stay in the second cache. */
    private static final int OUTER = 21 * TILE;

    /** Rows as long as this are packed before they are read across: each would lie on a page of memory of its own. */
    private static final int LONG_ROW = 256;

    /** Rows of weights packed together. */
    private static final int PACKED = 16;

    private final DenseLoops<float[]> plain = DenseLoops.plainFloats();
    private float[] packedRows = {};
    private float[] packedColumns = {};
    private double[] wide = {};

    @Override
    public float[] array(int length) {
        return plain.array(length);
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, float[] to) {
        plain.load(from, at, rows, columns, to);
    }

    @Override
    public void store(float[] from, int rows, int columns, double[] to, int at) {
        plain.store(from, rows, columns, to, at);
    }

    @Override
    public void add(float[] from, int first, int rows, int columns, double[] to, int at) {
        plain.add(from, first, rows, columns, to, at);
    }

    @Override
    public void clear(float[] array, int length) {
        Arrays.fill(array, 0, length, 0);
    }

    @Override
    public void ones(float[] to, int rows, int columns) {
        plain.ones(to, rows, columns);
    }

    @Override
    public float[] weights(int inner, int columns) {
        return new float[(inner + 1) * ((columns + PANEL - 1) / PANEL * PANEL) + PANEL];
    }

    @Override
    public void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, float[] to) {
        int height = (inner + 1) * PANEL;
        // Some rows at a time: panels are far apart.
        for (int first = 0; first < inner; first += PACKED) {
            int end = Math.min(inner, first + PACKED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int k = first; k < end; k++) {
                    int source = at + k * columns + j;
                    int target = j / PANEL * height + k * PANEL;
                    for (int r = 0; r < width; r++) {
                        to[target + r] = (float) weights[source + r];
                    }
                }
            }
        }
        for (int j = 0; j < columns; j++) {
            to[j / PANEL * height + inner * PANEL + j % PANEL] = (float) biases[biasesAt + j];
        }
    }

    @Override
    public void packTransposed(double[] weights, int at, int rows, int columns, float[] to) {
        for (int i = 0; i < rows; i += PANEL) {
            int start = i * columns;
            int width = Math.min(PANEL, rows - i);
            for (int j = 0; j < columns; j++) {
                for (int r = 0; r < width; r++) {
                    to[start + j * PANEL + r] = (float) weights[at + (i + r) * columns + j];
                }
            }
        }
    }

    @Override
    public void product(int rows, int inner, int columns, float[] a, int rowA, float[] weights, float[] c) {
        int row = DenseLoops.rowLength(columns);
        for (int k = 0; k < inner; k += INNER) {
            int count = Math.min(INNER, inner - k);
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j * inner + k * PANEL;
                for (int i = 0; i < rows; i += TILE) {
                    if (j + LANES < columns) {
                        FloatTiles.wide(
                                count, a, i * rowA + k, rowA, 1, weights, atB, PANEL, c, i * row + j, row, k == 0);
                    } else {
                        FloatTiles.narrow(
                                count, a, i * rowA + k, rowA, 1, weights, atB, PANEL, c, i * row + j, row, k == 0);
                    }
                }
            }
        }
    }

    @Override
    public void addTransposedProduct(int rows, int inner, int columns, float[] a, int rowA, float[] b, float[] c) {
        int row = DenseLoops.rowLength(columns);
        float[] right = b;
        int panel = PANEL;
        int rowB = row;
        if (row >= LONG_ROW) {
            right = packedColumns(inner, columns, b, row);
            panel = inner * PANEL;
            rowB = PANEL;
        }
        for (int first = 0; first < rows; first += OUTER) {
            int end = Math.min(rows, first + OUTER);
            float[] left = a;
            int atLeft = first;
            int tile = TILE;
            int stepA = rowA;
            if (rowA >= LONG_ROW) {
                left = packedRows(inner, first, end, a, rowA);
                atLeft = 0;
                tile = inner * TILE;
                stepA = TILE;
            }
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j / PANEL * panel;
                for (int i = first; i < end; i += TILE) {
                    int atA = atLeft + (i - first) / TILE * tile;
                    if (j + LANES < columns) {
                        FloatTiles.wide(inner, left, atA, 1, stepA, right, atB, rowB, c, i * row + j, row, false);
                    } else {
                        FloatTiles.narrow(inner, left, atA, 1, stepA, right, atB, rowB, c, i * row + j, row, false);
                    }
                }
            }
        }
    }

    /** Panels of b, as weights lie. */
    private float[] packedColumns(int inner, int columns, float[] b, int row) {
        int needed = inner * (columns + PANEL);
        if (packedColumns.length < needed) {
            packedColumns = new float[needed];
        }
        for (int k = 0; k < inner; k++) {
            for (int j = 0; j < columns; j += PANEL) {
                System.arraycopy(b, k * row + j, packedColumns, j * inner + k * PANEL, Math.min(PANEL, columns - j));
            }
        }
        return packedColumns;
    }

    /** Columns {@code first} to {@code end} of a, six next to each other, row by row. */
    private float[] packedRows(int inner, int first, int end, float[] a, int rowA) {
        int needed = inner * (OUTER + TILE);
        if (packedRows.length < needed) {
            packedRows = new float[needed];
        }
        for (int k = 0; k < inner; k++) {
            for (int i = first; i < end; i += TILE) {
                System.arraycopy(a, k * rowA + i, packedRows, (i - first) * inner + k * TILE, Math.min(TILE, end - i));
            }
        }
        return packedRows;
    }

    @Override
    public void activate(Activation f, int rows, int columns, float[] z) {
        int row = DenseLoops.rowLength(columns);
        switch (f) {
            case TANH -> tanh(rows, columns, z);
            case SIGMOID -> {
                wide = wide.length < columns ? new double[columns] : wide;
                for (int i = 0; i < rows; i++) {
                    sigmoid(columns, z, i * row);
                }
            }
            case RELU -> {
                for (int i = 0; i < rows; i++) {
                    for (int j = i * row; j < i * row + columns; j += LANES) {
                        FloatVector x = FloatVector.fromArray(F, z, j);
                        x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, j);
                    }
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }

    /** Through 64 bits, so that the lower tail keeps its digits. */
    private void sigmoid(int columns, float[] z, int at) {
        for (int j = 0; j < columns; j++) {
            wide[j] = z[at + j];
        }
        ExponentialVectors.sigmoid(wide, 0, wide, 0, columns);
        for (int j = 0; j < columns; j++) {
            z[at + j] = (float) wide[j];
        }
    }

    /** {@link SinglePrecision#tanh}. */
    private static void tanh(int rows, int columns, float[] z) {
        int row = DenseLoops.rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int end = i * row + columns;
            for (int j = i * row; j < end; j += LANES) {
                FloatVector x = FloatVector.fromArray(F, z, j);
                x = x.blend(TANH_MAX, x.compare(VectorOperators.GT, TANH_MAX));
                x = x.blend(-TANH_MAX, x.compare(VectorOperators.LT, -TANH_MAX));
                FloatVector u = x.mul(x);
                FloatVector p = u.fma(FloatVector.broadcast(F, TANH_P4), FloatVector.broadcast(F, TANH_P3));
                p = p.fma(u, FloatVector.broadcast(F, TANH_P2));
                p = p.fma(u, FloatVector.broadcast(F, TANH_P1));
                p = p.fma(u, FloatVector.broadcast(F, 1));
                FloatVector q = u.fma(FloatVector.broadcast(F, TANH_Q4), FloatVector.broadcast(F, TANH_Q3));
                q = q.fma(u, FloatVector.broadcast(F, TANH_Q2));
                q = q.fma(u, FloatVector.broadcast(F, TANH_Q1));
                q = q.fma(u, FloatVector.broadcast(F, 1));
                x.mul(p).div(q).intoArray(z, j);
            }
        }
    }

    @Override
    public void pullback(Activation f, int rows, int columns, float[] h, float[] d) {
        int row = DenseLoops.rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int end = i * row + columns;
            switch (f) {
                case TANH -> {
                    for (int j = i * row; j < end; j += LANES) {
                        FloatVector y = FloatVector.fromArray(F, h, j);
                        FloatVector slope = y.neg().fma(y, FloatVector.broadcast(F, 1));
                        FloatVector.fromArray(F, d, j).mul(slope).intoArray(d, j);
                    }
                }
                case SIGMOID -> {
                    for (int j = i * row; j < end; j += LANES) {
                        FloatVector y = FloatVector.fromArray(F, h, j);
                        FloatVector slope = y.mul(FloatVector.broadcast(F, 1).sub(y));
                        FloatVector.fromArray(F, d, j).mul(slope).intoArray(d, j);
                    }
                }
                case RELU -> {
                    for (int j = i * row; j < end; j += LANES) {
                        FloatVector y = FloatVector.fromArray(F, h, j);
                        FloatVector.zero(F)
                                .blend(FloatVector.fromArray(F, d, j), y.compare(VectorOperators.GT, 0))
                                .intoArray(d, j);
                    }
                }
                case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
            }
        }
    }
}
