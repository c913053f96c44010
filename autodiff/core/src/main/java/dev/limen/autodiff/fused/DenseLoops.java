package dev.limen.autodiff.fused;

/**
 * The inner loops of {@link DenseStack}'s kernels, on arrays of one type.
 *
 * <p>Matrices of rows of events lie row by row, {@link #rowLength} apart. Weights lie as an implementation likes. Implementations may read and write
 * beyond a matrix's columns to the end of a row, and up to {@link #SPARE_ROWS} rows behind its last; what is there means nothing. Each element of a product is a chain
 * of fused multiply-adds in the order of the summed index, so that every implementation gives the same bits.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface DenseLoops<A> {

    /** Rows that every matrix has behind its last. */
    int SPARE_ROWS = 8;

    /** Plain Java's, in 64 bits. */
    static DenseLoops<double[]> plainDoubles() {
        return new PlainDoubles();
    }

    /** Plain Java's, in 32 bits. */
    static DenseLoops<float[]> plainFloats() {
        return new PlainFloats();
    }

    /** From one row of a matrix to the next: room for one column more, whole vectors, and no large power of two, which would share few cache lines. */
    static int rowLength(int columns) {
        int whole = (columns + 16) / 16 * 16;
        return whole % 64 == 0 ? whole + 16 : whole;
    }

    /** A new array of zeros. */
    A array(int length);

    /** {@code to[i, j] = from[at + i columns + j]}. */
    void load(double[] from, int at, int rows, int columns, A to);

    /** {@code to[at + i columns + j] = from[i, j]}. */
    void store(A from, int rows, int columns, double[] to, int at);

    /** {@code to[at + i columns + j] += from[first + i, j]}. */
    void add(A from, int first, int rows, int columns, double[] to, int at);

    /** Zeros again, in the first elements. */
    void clear(A array, int length);

    /** {@code to[i, columns] = 1}: a column of ones behind the last. */
    void ones(A to, int rows, int columns);

    /** Weights and, as one row more, biases, as {@link #product} wants them. */
    A weights(int inner, int columns);

    /** Fills {@link #weights}: {@code inner} rows of weights, then one of biases. */
    void pack(double[] weights, int at, double[] biases, int biasesAt, int inner, int columns, A to);

    /** Fills {@link #weights} of {@code columns} rows with the transposed of {@code rows} rows, without biases. */
    void packTransposed(double[] weights, int at, int rows, int columns, A to);

    /**
     * A product with weights, {@code c[i, j] = sum_k a[i, k] w[k, j]}.
     *
     * @param rowA from one row of a to the next
     */
    void product(int rows, int inner, int columns, A a, int rowA, A weights, A c);

    /**
     * A product added, {@code c[i, j] += sum_k a[k, i] b[k, j]}.
     *
     * @param rowA from one row of a to the next
     */
    void addTransposedProduct(int rows, int inner, int columns, A a, int rowA, A b, A c);

    /** {@code z = f(z)}. */
    void activate(Activation f, int rows, int columns, A z);

    /** {@code d = d f'(z)}, where {@code h = f(z)}. */
    void pullback(Activation f, int rows, int columns, A h, A d);
}
