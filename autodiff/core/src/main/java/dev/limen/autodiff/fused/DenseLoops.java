package dev.limen.autodiff.fused;

/**
 * The inner loops of {@link DenseStack}'s kernels, on arrays of one type.
 *
 * <p>Matrices lie row by row, rows {@link #rowLength} apart. Implementations may read and write beyond a matrix's columns to the end of a row, and
 * up to {@link #SPARE_ROWS} rows behind its last; what is there means nothing. Each element is a chain of fused multiply-adds in
 * the order of the summed index, so that every implementation gives the same bits.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface DenseLoops<A> {

    /** Rows that every matrix has behind its last. */
    int SPARE_ROWS = 8;

    /** From one row of a matrix to the next: room for one more column, whole vectors, and no power of two, which would share few cache lines. */
    static int rowLength(int columns) {
        int whole = (columns + 16) / 16 * 16;
        return whole == 16 ? whole : whole + 8;
    }

    /** A new array of zeros. */
    A array(int length);

    /** {@code to[first + i, j] = from[at + i columns + j]}. */
    void load(double[] from, int at, int rows, int columns, A to, int first);

    /** {@code to[j, i] = from[at + i columns + j]}. */
    void loadTransposed(double[] from, int at, int rows, int columns, A to);

    /** {@code to[at + i columns + j] = from[i, j]}. */
    void store(A from, int rows, int columns, double[] to, int at);

    /** {@code to[at + i columns + j] += from[first + i, j]}. */
    void add(A from, int first, int rows, int columns, double[] to, int at);

    /** Zeros again, in the first elements. */
    void clear(A array, int length);

    /** {@code to[i, columns] = 1}: a column of ones behind the last. */
    void ones(A to, int rows, int columns);

    /**
     * A product, {@code c[i, j] = sum_k a[i, k] b[k, j]}.
     *
     * @param rowA from one row of a to the next
     */
    void product(int rows, int inner, int columns, A a, int rowA, A b, A c);

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
