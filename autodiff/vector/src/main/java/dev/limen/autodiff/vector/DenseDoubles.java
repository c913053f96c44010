package dev.limen.autodiff.vector;

import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseLoops;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DenseLoops} on vectors of doubles.
 *
 * <p>All matrices lie in panels of two vectors' columns, row by row, panel by panel, so that memory is read ahead and a product reads and writes whole
 * cache lines. Products go by tiles of a few rows and one panel ({@link DoubleTiles}), {@value #WIDTH} of the summed columns or of the rows at a time,
 * which stay in the second cache. Where weights have many columns, a transposed copy of the events is quicker to read.
 */
final class DenseDoubles implements DenseLoops<double[]> {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final int PANEL = DoubleTiles.PANEL;
    private static final int TILE = DoubleTiles.ROWS;
    private static final int NARROW = DoubleTiles.NARROW_ROWS;

    /** Columns that are worked on together: whole panels. */
    private static final int WIDTH = 96;

    /** Columns of weights from which on a transposed copy of the events pays. */
    private static final int MANY = 2 * WIDTH;

    /** From one panel of a matrix of events to the next: no large power of two, which would share few cache lines. */
    private static final int EVENTS = (ROWS + 2) * PANEL;

    /** Rows that are copied together: panels are far apart. */
    private static final int COPIED = 16;

    private double[] turned = {};

    @Override
    public double[] events(int columns) {
        return new double[(columns / PANEL + 1) * EVENTS];
    }

    @Override
    public double[] sums(int rows, int columns) {
        return new double[height(rows) * ((columns + PANEL - 1) / PANEL * PANEL)];
    }

    /** Rows of sums in whole tiles. */
    private static int height(int rows) {
        return (rows + TILE - 1) / TILE * TILE;
    }

    @Override
    public void load(double[] from, int at, int rows, int columns, double[] to) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    copy(from, at + i * columns + j, to, j / PANEL * EVENTS + i * PANEL, width);
                }
            }
        }
    }

    @Override
    public void store(double[] from, int rows, int columns, double[] to, int at) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    copy(from, j / PANEL * EVENTS + i * PANEL, to, at + i * columns + j, width);
                }
            }
        }
    }

    /** A row of a panel, which is short: the compiler's loop would take longer to begin than to run. */
    private static void copy(double[] from, int at, double[] to, int into, int width) {
        if (width == PANEL) {
            DoubleVector.fromArray(S, from, at).intoArray(to, into);
            DoubleVector.fromArray(S, from, at + LANES).intoArray(to, into + LANES);
            return;
        }
        for (int r = 0; r < width; r++) {
            to[into + r] = from[at + r];
        }
    }

    /** Adds a row of a panel, or (fresh) puts it in place of what was there. */
    private static void add(double[] from, int at, boolean fresh, double[] to, int into, int width) {
        if (width == PANEL) {
            DoubleVector left = DoubleVector.zero(S);
            DoubleVector right = DoubleVector.zero(S);
            if (!fresh) {
                left = DoubleVector.fromArray(S, to, into);
                right = DoubleVector.fromArray(S, to, into + LANES);
            }
            left.add(DoubleVector.fromArray(S, from, at)).intoArray(to, into);
            right.add(DoubleVector.fromArray(S, from, at + LANES)).intoArray(to, into + LANES);
            return;
        }
        for (int r = 0; r < width; r++) {
            to[into + r] = (fresh ? 0 : to[into + r]) + from[at + r];
        }
    }

    @Override
    public void add(double[] from, int height, int first, int rows, int columns, boolean fresh, double[] to, int at) {
        for (int start = 0; start < rows; start += COPIED) {
            int end = Math.min(rows, start + COPIED);
            for (int j = 0; j < columns; j += PANEL) {
                int width = Math.min(PANEL, columns - j);
                for (int i = start; i < end; i++) {
                    int source = j * height(height) + (first + i) * PANEL;
                    add(from, source, fresh, to, at + i * columns + j, width);
                }
            }
        }
    }

    @Override
    public void ones(double[] to, int rows, int columns) {
        int at = columns / PANEL * EVENTS + columns % PANEL;
        for (int i = 0; i < rows; i++) {
            to[at + i * PANEL] = 1;
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
                    copy(weights, at + k * columns + j, to, j / PANEL * height + k * PANEL, width);
                }
            }
        }
        for (int j = 0; j < columns; j += PANEL) {
            copy(biases, biasesAt + j, to, j / PANEL * height + inner * PANEL, Math.min(PANEL, columns - j));
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
    public void product(
            int rows, int inner, int columns, double[] a, int columnsA, double[] weights, Activation f, double[] c) {
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
                        DoubleTiles.narrowProduct(count, a, at, EVENTS, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                } else if (turns) {
                    for (int i = 0; i < rows; i += TILE) {
                        int at = i / PANEL * PANEL * WIDTH + i % PANEL;
                        DoubleTiles.transposedProduct(count, turned, at, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                } else {
                    for (int i = 0; i < rows; i += TILE) {
                        int at = atA + i * PANEL;
                        DoubleTiles.product(count, a, at, EVENTS, weights, atB, c, atC + i * PANEL, k == 0);
                    }
                }
                if (k + WIDTH >= inner) {
                    activate(f, c, atC, rows * PANEL);
                }
            }
        }
    }

    /** Transposes some columns of events, in panels of rows. */
    private void turn(double[] a, int atA, int rows, int count) {
        turned = turned.length == 0 ? new double[(ROWS + PANEL) * WIDTH] : turned;
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
            int rows, int inner, int columns, double[] a, int columnsA, double[] b, double[] c, boolean fresh) {
        int height = height(rows);
        for (int first = 0; first < rows; first += WIDTH) {
            int end = Math.min(rows, first + WIDTH);
            for (int j = 0; j < columns; j += PANEL) {
                int atB = j / PANEL * EVENTS;
                for (int i = first; i < end; i += TILE) {
                    int atA = i / PANEL * EVENTS + i % PANEL;
                    int atC = j * height + i * PANEL;
                    if (j + LANES < columns) {
                        DoubleTiles.transposedProduct(inner, a, atA, b, atB, c, atC, fresh);
                    } else {
                        DoubleTiles.narrowTransposedProduct(inner, a, atA, b, atB, c, atC, fresh);
                    }
                }
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
        for (int j = 0; j < columns; j += PANEL) {
            pullback(f, h, d, j / PANEL * EVENTS, rows * PANEL);
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
