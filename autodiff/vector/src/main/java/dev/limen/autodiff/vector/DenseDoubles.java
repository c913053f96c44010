package dev.limen.autodiff.vector;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseLoops;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DenseLoops} on vectors of doubles.
 *
 * <p>Matrices lie {@value DoubleTiles#WIDTH} columns by {@value DoubleTiles#WIDTH}, which stay in the second cache; weights and sums in panels of two vectors'
 * columns, row by row, panel by panel, so that memory is read ahead. Products go by tiles of four or six rows and one panel ({@link DoubleTiles}).
 */
final class DenseDoubles implements DenseLoops<double[]> {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final int PANEL = DoubleTiles.PANEL;
    private static final int TILE = DoubleTiles.ROWS;
    private static final int WIDTH = DoubleTiles.WIDTH;
    private static final int ROW = DoubleTiles.ROW;

    /** From one {@link #WIDTH} columns of a matrix of events to the next: whole tiles of rows. */
    private static final int EVENTS = (ROWS + TILE - 1) / TILE * TILE * ROW;

    /** Rows of weights or sums that are copied together: panels are far apart. */
    private static final int COPIED = 16;

    @Override
    public double[] events(int columns) {
        return new double[(columns / WIDTH + 1) * EVENTS];
    }

    @Override
    public double[] sums(int rows, int columns) {
        return new double[height(rows) * ((columns + PANEL - 1) / PANEL * PANEL)];
    }

    /** Rows of sums in whole tiles. */
    private static int height(int rows) {
        return (rows + DoubleTiles.COLUMNS - 1) / DoubleTiles.COLUMNS * DoubleTiles.COLUMNS;
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, double[] to) {
        for (int j = 0; j < columns; j += WIDTH) {
            int width = Math.min(WIDTH, columns - j);
            for (int i = 0; i < rows; i++) {
                int source = at + i * columns + j;
                int target = j / WIDTH * EVENTS + i * ROW;
                for (int r = 0; r < width; r++) {
                    to[target + r] = from[source + r];
                }
            }
        }
    }

    @Override
    public void store(double[] from, int rows, int columns, double[] to, int at) {
        for (int j = 0; j < columns; j += WIDTH) {
            int width = Math.min(WIDTH, columns - j);
            for (int i = 0; i < rows; i++) {
                int target = at + i * columns + j;
                int source = j / WIDTH * EVENTS + i * ROW;
                for (int r = 0; r < width; r++) {
                    to[target + r] = from[source + r];
                }
            }
        }
    }

    @Override
    public void add(double[] from, int height, int first, int rows, int columns, boolean fresh, double[] to, int at) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    int target = at + i * columns + j;
                    int source = j * height(height) + (first + i) * PANEL;
                    for (int r = 0; r < width; r++) {
                        to[target + r] = (fresh ? 0 : to[target + r]) + from[source + r];
                    }
                }
            }
        }
    }

    @Override
    public void ones(double[] to, int rows, int columns) {
        int at = columns / WIDTH * EVENTS + columns % WIDTH;
        for (int i = 0; i < rows; i++) {
            to[at + i * ROW] = 1;
        }
    }

    @Override
    public double[] weights(int inner, int columns) {
        return new double[(inner + 1) * ((columns + PANEL - 1) / PANEL * PANEL) + PANEL];
    }

    @Override
    public void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, double[] to) {
        int height = (inner + 1) * PANEL;
        for (int first = 0; first < inner; first += COPIED) {
            int end = Math.min(inner, first + COPIED);
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
    public void product(int rows, int inner, int columns, double[] a, int columnsA, double[] weights, double[] c) {
        for (int first = 0; first < columns; first += WIDTH) {
            int end = Math.min(columns, first + WIDTH);
            for (int k = 0; k < inner; k += WIDTH) {
                int count = Math.min(WIDTH, inner - k);
                int atA = k / WIDTH * EVENTS;
                for (int j = first; j < end; j += PANEL) {
                    int atB = j * inner + k * PANEL;
                    int atC = first / WIDTH * EVENTS + j - first;
                    for (int i = 0; i < rows * ROW; i += TILE * ROW) {
                        if (j + LANES < columns) {
                            DoubleTiles.product(count, a, atA + i, weights, atB, c, atC + i, k == 0);
                        } else {
                            DoubleTiles.narrowProduct(count, a, atA + i, weights, atB, c, atC + i, k == 0);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void addTransposedProduct(
            int rows, int inner, int columns, double[] a, int columnsA, double[] b, double[] c, boolean fresh) {
        int height = height(rows);
        for (int first = 0; first < rows; first += WIDTH) {
            int end = Math.min(rows, first + WIDTH);
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j / WIDTH * EVENTS + j % WIDTH;
                for (int i = first; i < end; i += DoubleTiles.COLUMNS) {
                    int atA = first / WIDTH * EVENTS + i - first;
                    int atC = j * height + i * PANEL;
                    if (j + LANES < columns) {
                        DoubleTiles.transposed(inner, a, atA, b, atB, c, atC, fresh, ROW);
                    } else {
                        DoubleTiles.narrowTransposed(inner, a, atA, b, atB, c, atC, fresh, ROW);
                    }
                }
            }
        }
    }

    @Override
    public void activate(Activation f, int rows, int columns, double[] z) {
        for (int j = 0; j < columns; j += WIDTH) {
            int width = Math.min(WIDTH, (columns - j + LANES - 1) / LANES * LANES);
            for (int i = 0; i < rows; i++) {
                activate(f, z, j / WIDTH * EVENTS + i * ROW, width);
            }
        }
    }

    private static void activate(Activation f, double[] z, int at, int width) {
        switch (f) {
            case TANH -> ExponentialVectors.tanh(z, at, z, at, width);
            case SIGMOID -> ExponentialVectors.sigmoid(z, at, z, at, width);
            case RELU -> {
                for (int j = at; j < at + width; j += LANES) {
                    DoubleVector x = DoubleVector.fromArray(S, z, j);
                    x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, j);
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }

    @Override
    public void pullback(Activation f, int rows, int columns, double[] h, double[] d) {
        for (int j = 0; j < columns; j += WIDTH) {
            int width = Math.min(WIDTH, columns - j);
            for (int i = 0; i < rows; i++) {
                pullback(f, h, d, j / WIDTH * EVENTS + i * ROW, width);
            }
        }
    }

    private static void pullback(Activation f, double[] h, double[] d, int at, int width) {
        int end = at + width;
        switch (f) {
            case TANH -> {
                for (int j = at; j < end; j += LANES) {
                    DoubleVector y = DoubleVector.fromArray(S, h, j);
                    DoubleVector slope = y.neg().fma(y, DoubleVector.broadcast(S, 1));
                    DoubleVector.fromArray(S, d, j).mul(slope).intoArray(d, j);
                }
            }
            case SIGMOID -> {
                for (int j = at; j < end; j += LANES) {
                    DoubleVector y = DoubleVector.fromArray(S, h, j);
                    DoubleVector slope = y.mul(DoubleVector.broadcast(S, 1).sub(y));
                    DoubleVector.fromArray(S, d, j).mul(slope).intoArray(d, j);
                }
            }
            case RELU -> {
                for (int j = at; j < end; j += LANES) {
                    DoubleVector y = DoubleVector.fromArray(S, h, j);
                    DoubleVector.zero(S)
                            .blend(DoubleVector.fromArray(S, d, j), y.compare(VectorOperators.GT, 0))
                            .intoArray(d, j);
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }
}
