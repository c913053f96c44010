package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.SinglePrecision.*;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseLoops;
import dev.limen.autodiff.math.SinglePrecision;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DenseLoops} on vectors of floats.
 *
 * <p>Conversions stay scalar: on JDK 17 vectors of half the size beside those of the tiles make every vector an object.
 *
 * <p>All matrices lie in panels of two vectors' columns, row by row, panel by panel, so that memory is read ahead and a product reads and writes whole
 * cache lines. Products go by tiles of a few rows and one panel ({@link FloatTiles}), {@value #WIDTH} of the summed columns or of the rows at a time,
 * which stay in the second cache. Where weights have many columns, a transposed copy of the events is quicker to read.
 */
final class DenseFloats implements DenseLoops<float[]> {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final int PANEL = FloatTiles.PANEL;
    private static final int TILE = FloatTiles.ROWS;
    private static final int NARROW = FloatTiles.NARROW_ROWS;

    /** Columns that are worked on together: whole panels. */
    private static final int WIDTH = 96;

    /** Columns of weights from which on a transposed copy of the events pays. */
    private static final int MANY = 2 * WIDTH;

    /** From one panel of a matrix of events to the next: no large power of two, which would share few cache lines. */
    private static final int EVENTS = (ROWS + 2) * PANEL;

    /** Rows that are copied together: panels are far apart. */
    private static final int COPIED = 16;

    private float[] turned = {};
    private double[] wide = {};

    @Override
    public float[] events(int columns) {
        return new float[(columns / PANEL + 1) * EVENTS];
    }

    @Override
    public float[] sums(int rows, int columns) {
        return new float[height(rows) * ((columns + PANEL - 1) / PANEL * PANEL)];
    }

    /** Rows of sums in whole tiles. */
    private static int height(int rows) {
        return (rows + TILE - 1) / TILE * TILE;
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, float[] to) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    int source = at + i * columns + j;
                    int target = j / PANEL * EVENTS + i * PANEL;
                    for (int r = 0; r < width; r++) {
                        to[target + r] = (float) from[source + r];
                    }
                }
            }
        }
    }

    @Override
    public void store(float[] from, int rows, int columns, double[] to, int at) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    int target = at + i * columns + j;
                    int source = j / PANEL * EVENTS + i * PANEL;
                    for (int r = 0; r < width; r++) {
                        to[target + r] = from[source + r];
                    }
                }
            }
        }
    }

    @Override
    public void add(float[] from, int height, int first, int rows, int columns, boolean fresh, double[] to, int at) {
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
    public void ones(float[] to, int rows, int columns) {
        int at = columns / PANEL * EVENTS + columns % PANEL;
        for (int i = 0; i < rows; i++) {
            to[at + i * PANEL] = 1;
        }
    }

    @Override
    public float[] weights(int inner, int columns) {
        return new float[(inner + 1) * ((columns + PANEL - 1) / PANEL * PANEL) + PANEL];
    }

    @Override
    public void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, float[] to) {
        int height = (inner + 1) * PANEL;
        for (int first = 0; first < inner; first += COPIED) {
            int end = Math.min(inner, first + COPIED);
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
    public void product(
            int rows, int inner, int columns, float[] a, int columnsA, float[] weights, Activation f, float[] c) {
        boolean turns = columns > MANY;
        for (int k = 0; k < inner; k += WIDTH) {
            int count = Math.min(WIDTH, inner - k);
            int atA = k / PANEL * EVENTS;
            if (turns) {
                turn(a, atA, rows, count);
            }
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j * inner + k * PANEL;
                int atC = j / PANEL * EVENTS;
                if (columns - j <= LANES) {
                    for (int i = 0; i < rows; i += NARROW) {
                        int at = atA + i * PANEL;
                        FloatTiles.narrowProduct(count, a, at, EVENTS, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                } else if (turns) {
                    for (int i = 0; i < rows; i += TILE) {
                        int at = i / PANEL * PANEL * WIDTH + i % PANEL;
                        FloatTiles.transposedProduct(count, turned, at, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                } else {
                    for (int i = 0; i < rows; i += TILE) {
                        int at = atA + i * PANEL;
                        FloatTiles.product(count, a, at, EVENTS, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                }
                if (k + WIDTH >= inner) {
                    activate(f, c, atC, rows * PANEL);
                }
            }
        }
    }

    /** Transposes some columns of events, in panels of rows. */
    private void turn(float[] a, int atA, int rows, int count) {
        turned = turned.length == 0 ? new float[(ROWS + PANEL) * WIDTH] : turned;
        for (int k = 0; k < count; k += PANEL) {
            int width = Math.min(PANEL, count - k);
            for (int i = 0; i < rows; i += TILE) {
                int from = atA + k / PANEL * EVENTS + i * PANEL;
                int to = i / PANEL * PANEL * WIDTH + i % PANEL + k * PANEL;
                for (int j = 0; j < width; j++) {
                    turned[to + j * PANEL] = a[from + j];
                    turned[to + j * PANEL + 1] = a[from + PANEL + j];
                    turned[to + j * PANEL + 2] = a[from + 2 * PANEL + j];
                    turned[to + j * PANEL + 3] = a[from + 3 * PANEL + j];
                }
            }
        }
    }

    @Override
    public void addTransposedProduct(
            int rows, int inner, int columns, float[] a, int columnsA, float[] b, float[] c, boolean fresh) {
        int height = height(rows);
        for (int first = 0; first < rows; first += WIDTH) {
            int end = Math.min(rows, first + WIDTH);
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j / PANEL * EVENTS;
                for (int i = first; i < end; i += TILE) {
                    int atA = i / PANEL * EVENTS + i % PANEL;
                    int atC = j * height + i * PANEL;
                    if (j + LANES < columns) {
                        FloatTiles.transposedProduct(inner, a, atA, b, atB, c, atC, fresh);
                    } else {
                        FloatTiles.narrowTransposedProduct(inner, a, atA, b, atB, c, atC, fresh);
                    }
                }
            }
        }
    }

    private void activate(Activation f, float[] z, int at, int width) {
        switch (f) {
            case TANH -> tanh(z, at, width);
            case SIGMOID -> sigmoid(z, at, width);
            case RELU -> {
                for (int j = at; j < at + width; j += LANES) {
                    FloatVector x = FloatVector.fromArray(S, z, j);
                    x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(z, j);
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }

    /** Through 64 bits, so that the lower tail keeps its digits. */
    private void sigmoid(float[] z, int at, int width) {
        wide = wide.length < width ? new double[width] : wide;
        for (int j = 0; j < width; j++) {
            wide[j] = z[at + j];
        }
        ExponentialVectors.sigmoid(wide, 0, wide, 0, width);
        for (int j = 0; j < width; j++) {
            z[at + j] = (float) wide[j];
        }
    }

    /** {@link SinglePrecision#tanh}. */
    private static void tanh(float[] z, int at, int width) {
        for (int j = at; j < at + width; j += LANES) {
            FloatVector x = FloatVector.fromArray(S, z, j);
            x = x.blend(TANH_MAX, x.compare(VectorOperators.GT, TANH_MAX));
            x = x.blend(-TANH_MAX, x.compare(VectorOperators.LT, -TANH_MAX));
            FloatVector u = x.mul(x);
            FloatVector p = u.fma(FloatVector.broadcast(S, TANH_P4), FloatVector.broadcast(S, TANH_P3));
            p = p.fma(u, FloatVector.broadcast(S, TANH_P2));
            p = p.fma(u, FloatVector.broadcast(S, TANH_P1));
            p = p.fma(u, FloatVector.broadcast(S, 1));
            FloatVector q = u.fma(FloatVector.broadcast(S, TANH_Q4), FloatVector.broadcast(S, TANH_Q3));
            q = q.fma(u, FloatVector.broadcast(S, TANH_Q2));
            q = q.fma(u, FloatVector.broadcast(S, TANH_Q1));
            q = q.fma(u, FloatVector.broadcast(S, 1));
            x.mul(p).div(q).intoArray(z, j);
        }
    }

    @Override
    public void pullback(Activation f, int rows, int columns, float[] h, float[] d) {
        for (int j = 0; j < columns; j += PANEL) {
            pullback(f, h, d, j / PANEL * EVENTS, rows * PANEL);
        }
    }

    private static void pullback(Activation f, float[] h, float[] d, int at, int width) {
        int end = at + width;
        switch (f) {
            case TANH -> {
                for (int j = at; j < end; j += LANES) {
                    FloatVector y = FloatVector.fromArray(S, h, j);
                    FloatVector slope = y.neg().fma(y, FloatVector.broadcast(S, 1));
                    FloatVector.fromArray(S, d, j).mul(slope).intoArray(d, j);
                }
            }
            case SIGMOID -> {
                for (int j = at; j < end; j += LANES) {
                    FloatVector y = FloatVector.fromArray(S, h, j);
                    FloatVector slope = y.mul(FloatVector.broadcast(S, 1).sub(y));
                    FloatVector.fromArray(S, d, j).mul(slope).intoArray(d, j);
                }
            }
            case RELU -> {
                for (int j = at; j < end; j += LANES) {
                    FloatVector y = FloatVector.fromArray(S, h, j);
                    FloatVector.zero(S)
                            .blend(FloatVector.fromArray(S, d, j), y.compare(VectorOperators.GT, 0))
                            .intoArray(d, j);
                }
            }
            case IDENTITY, SOFTPLUS, ELU, GELU, SILU -> {}
        }
    }
}
