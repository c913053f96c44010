package dev.limen.autodiff.vector;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseLoops;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DenseLoops} on vectors of doubles.
 *
 * <p>Weights lie in panels of two vectors' columns, row by row, panel by panel; products go by tiles of six rows and one panel ({@link DoubleTiles}).
 */
final class DenseDoubles implements DenseLoops<double[]> {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();
    private static final int PANEL = 2 * LANES;
    private static final int TILE = DoubleTiles.ROWS;

    /** Summed indices taken at once: so much of a panel stays in the first cache. */
    private static final int INNER = 256;

    /** Rows of one matrix taken at once where it is wide: with {@link #INNER} columns they stay in the second cache. */
    private static final int OUTER = 21 * TILE;

    /** Rows as long as this are packed before they are read across: each would lie on a page of memory of its own. */
    private static final int LONG_ROW = 256;

    /** Rows of weights packed together. */
    private static final int PACKED = 16;

    private final DenseLoops<double[]> plain = DenseLoops.plainDoubles();
    private double[] packedRows = {};
    private double[] packedColumns = {};

    @Override
    public double[] array(int length) {
        return plain.array(length);
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, double[] to) {
        int row = DenseLoops.rowLength(columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, at + i * columns, to, i * row, columns);
        }
    }

    @Override
    public void store(double[] from, int rows, int columns, double[] to, int at) {
        int row = DenseLoops.rowLength(columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, i * row, to, at + i * columns, columns);
        }
    }

    @Override
    public void add(double[] from, int first, int rows, int columns, double[] to, int at) {
        plain.add(from, first, rows, columns, to, at);
    }

    @Override
    public void clear(double[] array, int length) {
        Arrays.fill(array, 0, length, 0);
    }

    @Override
    public void ones(double[] to, int rows, int columns) {
        plain.ones(to, rows, columns);
    }

    @Override
    public double[] weights(int inner, int columns) {
        return new double[(inner + 1) * ((columns + PANEL - 1) / PANEL * PANEL) + PANEL];
    }

    @Override
    public void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, double[] to) {
        int height = (inner + 1) * PANEL;
        // Some rows at a time: panels are far apart.
        for (int first = 0; first < inner; first += PACKED) {
            int end = Math.min(inner, first + PACKED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int k = first; k < end; k++) {
                    System.arraycopy(weights, at + k * columns + j, to, j / PANEL * height + k * PANEL, width);
                }
            }
        }
        for (int j = 0; j < columns; j += PANEL) {
            int last = j / PANEL * height + inner * PANEL;
            System.arraycopy(biases, biasesAt + j, to, last, Math.min(PANEL, columns - j));
        }
    }

    @Override
    public void packTransposed(double[] weights, int at, int rows, int columns, double[] to) {
        for (int i = 0; i < rows; i += PANEL) {
            int start = i * columns;
            int width = Math.min(PANEL, rows - i);
            for (int j = 0; j < columns; j++) {
                for (int r = 0; r < width; r++) {
                    to[start + j * PANEL + r] = weights[at + (i + r) * columns + j];
                }
            }
        }
    }

    @Override
    public void product(int rows, int inner, int columns, double[] a, int rowA, double[] weights, double[] c) {
        int row = DenseLoops.rowLength(columns);
        for (int k = 0; k < inner; k += INNER) {
            int count = Math.min(INNER, inner - k);
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j * inner + k * PANEL;
                for (int i = 0; i < rows; i += TILE) {
                    if (j + LANES < columns) {
                        DoubleTiles.wide(
                                count, a, i * rowA + k, rowA, 1, weights, atB, PANEL, c, i * row + j, row, k == 0);
                    } else {
                        DoubleTiles.narrow(
                                count, a, i * rowA + k, rowA, 1, weights, atB, PANEL, c, i * row + j, row, k == 0);
                    }
                }
            }
        }
    }

    @Override
    public void addTransposedProduct(int rows, int inner, int columns, double[] a, int rowA, double[] b, double[] c) {
        int row = DenseLoops.rowLength(columns);
        double[] right = b;
        int panel = PANEL;
        int rowB = row;
        if (row >= LONG_ROW) {
            right = packedColumns(inner, columns, b, row);
            panel = inner * PANEL;
            rowB = PANEL;
        }
        for (int first = 0; first < rows; first += OUTER) {
            int end = Math.min(rows, first + OUTER);
            double[] left = a;
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
                        DoubleTiles.wide(inner, left, atA, 1, stepA, right, atB, rowB, c, i * row + j, row, false);
                    } else {
                        DoubleTiles.narrow(inner, left, atA, 1, stepA, right, atB, rowB, c, i * row + j, row, false);
                    }
                }
            }
        }
    }

    /** Panels of b, as weights lie. */
    private double[] packedColumns(int inner, int columns, double[] b, int row) {
        int needed = inner * (columns + PANEL);
        if (packedColumns.length < needed) {
            packedColumns = new double[needed];
        }
        for (int k = 0; k < inner; k++) {
            for (int j = 0; j < columns; j += PANEL) {
                System.arraycopy(b, k * row + j, packedColumns, j * inner + k * PANEL, Math.min(PANEL, columns - j));
            }
        }
        return packedColumns;
    }

    /** Columns {@code first} to {@code end} of a, six next to each other, row by row. */
    private double[] packedRows(int inner, int first, int end, double[] a, int rowA) {
        int needed = inner * (OUTER + TILE);
        if (packedRows.length < needed) {
            packedRows = new double[needed];
        }
        for (int k = 0; k < inner; k++) {
            for (int i = first; i < end; i += TILE) {
                System.arraycopy(a, k * rowA + i, packedRows, (i - first) * inner + k * TILE, Math.min(TILE, end - i));
            }
        }
        return packedRows;
    }

    @Override
    public void activate(Activation f, int rows, int columns, double[] z) {
        int row = DenseLoops.rowLength(columns);
        switch (f) {
            case TANH -> {
                for (int i = 0; i < rows; i++) {
                    ExponentialVectors.tanh(z, i * row, z, i * row, columns);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < rows; i++) {
                    ExponentialVectors.sigmoid(z, i * row, z, i * row, columns);
                }
            }
            case RELU -> {
                for (int i = 0; i < rows; i++) {
                    for (int j = i * row; j < i * row + columns; j += LANES) {
                        DoubleVector x = DoubleVector.fromArray(D, z, j);
                        x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, j);
                    }
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }

    @Override
    public void pullback(Activation f, int rows, int columns, double[] h, double[] d) {
        int row = DenseLoops.rowLength(columns);
        for (int i = 0; i < rows; i++) {
            int end = i * row + columns;
            switch (f) {
                case TANH -> {
                    for (int j = i * row; j < end; j += LANES) {
                        DoubleVector y = DoubleVector.fromArray(D, h, j);
                        DoubleVector slope = y.neg().fma(y, DoubleVector.broadcast(D, 1));
                        DoubleVector.fromArray(D, d, j).mul(slope).intoArray(d, j);
                    }
                }
                case SIGMOID -> {
                    for (int j = i * row; j < end; j += LANES) {
                        DoubleVector y = DoubleVector.fromArray(D, h, j);
                        DoubleVector slope = y.mul(DoubleVector.broadcast(D, 1).sub(y));
                        DoubleVector.fromArray(D, d, j).mul(slope).intoArray(d, j);
                    }
                }
                case RELU -> {
                    for (int j = i * row; j < end; j += LANES) {
                        DoubleVector y = DoubleVector.fromArray(D, h, j);
                        DoubleVector.zero(D)
                                .blend(DoubleVector.fromArray(D, d, j), y.compare(VectorOperators.GT, 0))
                                .intoArray(d, j);
                    }
                }
                case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
            }
        }
    }
}
