package dev.limen.autodiff.fused;

/**
 * The inner loops of {@link DenseStack}'s kernels, on arrays of one type.
 *
 * <p>Matrices and weights lie as an implementation likes; what is behind a matrix's columns and rows means nothing. Each element of a product is a chain
 * of fused multiply-adds in the order of the summed index, so that every implementation gives the same bits.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface DenseLoops<A> {

    /** Rows of a matrix of events: a multiple of what loops take at once; a few layers of 64 units stay in a core's second cache. */
    int ROWS = 128;

    /** Plain Java's, in 64 bits. */
    static DenseLoops<double[]> plainDoubles() {
        return new PlainDoubles();
    }

    /** Plain Java's, in 32 bits. */
    static DenseLoops<float[]> plainFloats() {
        return new PlainFloats();
    }

    /** A new matrix of events, {@code [ROWS, columns]} and a column more. */
    A events(int columns);

    /** A new matrix for {@link #addTransposedProduct}. */
    A sums(int rows, int columns);

    /** {@code to[i, j] = from[at + i columns + j]}, {@code to} of events. */
    void load(double[] from, int at, int rows, int columns, A to);

    /** {@code to[at + i columns + j] = from[i, j]}, {@code from} of events. */
    void store(A from, int rows, int columns, double[] to, int at);

    /** {@code to[at + i columns + j] += from[first + i, j]}, {@code from} of {@code height} rows of sums; fresh: instead of what was there. */
    void add(A from, int height, int first, int rows, int columns, boolean fresh, double[] to, int at);

    /** {@code to[i, columns] = 1}: a column of ones behind the last of a matrix of events. */
    void ones(A to, int rows, int columns);

    /** Weights and, as one row more, biases, as {@link #product} wants them. */
    A weights(int inner, int columns);

    /** Fills {@link #weights}: {@code inner} rows of weights, then one of biases. */
    void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, A to);

    /** Fills {@link #weights} of {@code columns} rows with the transposed of {@code rows} rows, without biases. */
    void packTransposed(double[] weights, int at, int rows, int columns, A to);

    /**
     * A product of events with weights and a function of it, {@code c[i, j] = f(sum_k a[i, k] w[k, j])}.
     *
     * @param columnsA those of a, without ones
     */
    void product(int rows, int inner, int columns, A a, int columnsA, A weights, Activation f, A c);

    /**
     * A product of events with events, {@code c[i, j] = sum_k a[k, i] b[k, j]}, added to c or instead of it.
     *
     * @param columnsA those of a, without ones
     * @param fresh    whether c is to be forgotten
     */
    void addTransposedProduct(int rows, int inner, int columns, A a, int columnsA, A b, A c, boolean fresh);

    /** {@code d = d f'(z)}, where {@code h = f(z)}. */
    void pullback(Activation f, int rows, int columns, A h, A d);
}
