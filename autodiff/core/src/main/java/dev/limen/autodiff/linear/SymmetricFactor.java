package dev.limen.autodiff.linear;

import java.util.Arrays;

/**
 * The factor P A P' = L D L' of a symmetric matrix, with the rows of fewest entries first.
 *
 * <p>Entries that are exactly zero are skipped: parameters that couple to few others are eliminated first, and those
 * that act in one bin only drop out by blocks; where a {@link SymmetricPattern} names the blocks, nothing between them is
 * touched. There is no pivoting for size, so the factor is accurate for positive definite matrices; for indefinite ones
 * the signs of D give the inertia (Sylvester's law) up to rounding.
 *
 * <p>A workspace: made once for a largest dimension, used for many matrices, by one thread. No call allocates. Arrays of
 * matrices are row-major; only one of a[i][j] and a[j][i] is read.
 */
public final class SymmetricFactor {
    private static final int PANEL = 4;

    private final double[][] rows;
    private final double[] inverse;
    private final int[] order;
    private final int[] counts;
    private final int[] places;
    private final double[] work;
    private final InverseLanczos lanczos;
    private final int[] all;
    private final int[] sequence;
    private final int[] targets;
    /** By row before the border: where its block ends. Such rows are zero from there to the border. */
    private final int[] ends;

    private int border;
    private int arranged;
    private int size;
    private int negative;
    private int firstNegative;
    private boolean factored;

    /** A workspace for matrices of up to {@code capacity} rows. */
    public SymmetricFactor(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("The capacity must not be negative; got " + capacity + ".");
        }
        rows = new double[capacity][capacity];
        inverse = new double[capacity];
        order = new int[capacity];
        counts = new int[capacity];
        places = new int[capacity + 2];
        work = new double[capacity];
        lanczos = new InverseLanczos(capacity);
        all = new int[capacity];
        sequence = new int[capacity];
        targets = new int[capacity];
        ends = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            all[i] = i;
        }
    }

    /**
     * Keeps the order in which the rows of the n by n matrix {@code a} are eliminated for all n by n matrices and their
     * submatrices until the next call: to be used where many matrices have their zeros in the same places. The order
     * costs or saves time only.
     */
    public void arrange(double[] a, int n) {
        requireFit(n);
        sortByEntries(a, n, all, n);
        System.arraycopy(order, 0, sequence, 0, n);
        arranged = n;
    }

    /** As {@link #arrange(double[], int)}; an order that the pattern of the matrix gives is kept in any case. */
    public void arrange(SymmetricMatrix a) {
        requireFit(a.rows());
        arranged = 0;
        if (a.pattern.isDense()) {
            int n = a.rows();
            Arrays.fill(counts, 0, n, 0);
            double[] values = a.values();
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    if (values[a.pattern.start[i] + j - i] != 0) {
                        counts[i]++;
                        counts[j] += i == j ? 0 : 1;
                    }
                }
            }
            sortByCounts(n);
            System.arraycopy(order, 0, sequence, 0, n);
            arranged = n;
        }
    }

    /**
     * Factors the submatrix of the {@code n} indices, with {@code shift} added to its diagonal.
     *
     * @return whether the matrix is positive definite
     * @throws IllegalArgumentException if the matrix has more rows than the capacity
     */
    public boolean factor(SymmetricMatrix a, int[] indices, int n, double shift) {
        requireFit(a.rows());
        size = n;
        if (a.pattern.isDense() && arranged == a.rows()) {
            sortAsArranged(indices, n);
            border = 0;
            gatherOrdered(a, indices);
        } else {
            sortByPattern(a.pattern, indices, n);
            gatherRanges(a);
        }
        for (int k = 0; k < n; k++) {
            rows[k][k] += shift;
        }
        return eliminate();
    }

    private void gatherOrdered(SymmetricMatrix a, int[] indices) {
        double[] values = a.values();
        int[] start = a.pattern.start;
        for (int k = 0; k < size; k++) {
            targets[k] = indices[order[k]];
        }
        for (int k = 0; k < size; k++) {
            double[] row = rows[k];
            int i = targets[k];
            for (int j = k; j < size; j++) {
                int other = targets[j];
                row[j] = values[i < other ? start[i] + other - i : start[other] + i - other];
            }
        }
    }

    /** Sets the order, the rows of the pattern in it, and the blocks that are left of the pattern's. */
    private void sortByPattern(SymmetricPattern pattern, int[] indices, int n) {
        int all = pattern.rows();
        Arrays.fill(places, 0, all, -1);
        for (int k = 0; k < n; k++) {
            places[pattern.place[indices[k]]] = k;
        }
        int next = 0;
        int first = 0;
        border = 0;
        for (int r = 0; r < all; r++) {
            if (places[r] >= 0) {
                order[next] = places[r];
                targets[next++] = r;
            }
            if (r < pattern.border && r + 1 == pattern.end[r]) {
                Arrays.fill(ends, first, next, next);
                first = next;
                border = next;
            }
        }
    }

    private void gatherRanges(SymmetricMatrix a) {
        double[] values = a.values();
        SymmetricPattern pattern = a.pattern;
        for (int k = 0; k < size; k++) {
            double[] row = rows[k];
            int r = targets[k];
            int at = pattern.start[r] - r;
            if (k < border) {
                gather(values, at, row, k, ends[k]);
                gather(values, at + pattern.end[r] - pattern.border, row, border, size);
            } else {
                gather(values, at, row, k, size);
            }
        }
    }

    /** Copies the columns kept, run by run: few are left out. */
    private void gather(double[] values, int at, double[] row, int begin, int end) {
        int j = begin;
        while (j < end) {
            int from = j;
            int column = targets[j];
            do {
                j++;
            } while (j < end && targets[j] == column + j - from);
            System.arraycopy(values, at + column, row, from, j - from);
        }
    }

    /** Factors the n by n matrix {@code a}; see {@link #factor(double[], int, int[], int, double, double[])}. */
    public boolean factor(double[] a, int n) {
        requireFit(n);
        return factor(a, n, all, n, 0, work);
    }

    /** Factors the submatrix of the {@code n} indices, with {@code shift} added to its diagonal. */
    public boolean factor(double[] a, int stride, int[] indices, int n, double shift) {
        requireFit(n);
        begin(a, stride, indices, n);
        for (int k = 0; k < n; k++) {
            rows[k][k] += shift;
        }
        return eliminate();
    }

    /**
     * Factors A + lambda D for the submatrix A of {@code a} at rows and columns {@code indices[0..n)}.
     *
     * @param a row-major, {@code stride} entries a row
     * @param diagonal D, by row of {@code a}; not read where lambda is 0
     * @return whether the matrix is positive definite
     * @throws IllegalArgumentException if n is beyond the capacity
     */
    public boolean factor(double[] a, int stride, int[] indices, int n, double lambda, double[] diagonal) {
        requireFit(n);
        begin(a, stride, indices, n);
        if (lambda != 0) {
            for (int k = 0; k < n; k++) {
                rows[k][k] += lambda * diagonal[indices[order[k]]];
            }
        }
        return eliminate();
    }

    private void requireFit(int n) {
        if (n < 0 || n > rows.length) {
            throw new IllegalArgumentException(
                    "A matrix of %d rows does not fit a workspace of %d.".formatted(n, rows.length));
        }
    }

    private void begin(double[] a, int stride, int[] indices, int n) {
        size = n;
        border = 0;
        if (arranged == stride) {
            sortAsArranged(indices, n);
        } else {
            sortByEntries(a, stride, indices, n);
        }
        for (int k = 0; k < n; k++) {
            targets[k] = indices[order[k]];
        }
        for (int k = 0; k < n; k++) {
            double[] row = rows[k];
            int from = targets[k] * stride;
            for (int j = k; j < n; j++) {
                row[j] = a[from + targets[j]];
            }
        }
    }

    private void sortAsArranged(int[] indices, int n) {
        Arrays.fill(places, 0, arranged, -1);
        for (int k = 0; k < n; k++) {
            places[indices[k]] = k;
        }
        int next = 0;
        for (int r = 0; r < arranged; r++) {
            int k = places[sequence[r]];
            if (k >= 0) {
                order[next++] = k;
            }
        }
    }

    private void sortByEntries(double[] a, int stride, int[] indices, int n) {
        for (int i = 0; i < n; i++) {
            int from = indices[i] * stride;
            int count = 0;
            for (int j = 0; j < n; j++) {
                if (a[from + indices[j]] != 0) {
                    count++;
                }
            }
            counts[i] = count;
        }
        sortByCounts(n);
    }

    private void sortByCounts(int n) {
        Arrays.fill(places, 0, n + 2, 0);
        for (int i = 0; i < n; i++) {
            places[counts[i] + 1]++;
        }
        for (int c = 0; c <= n; c++) {
            places[c + 1] += places[c];
        }
        for (int i = 0; i < n; i++) {
            order[places[counts[i]]++] = i;
        }
    }

    private boolean eliminate() {
        negative = 0;
        firstNegative = -1;
        factored = false;
        if (!eliminateBlocks()) {
            return false;
        }
        for (int start = border; start < size; start += PANEL) {
            int end = Math.min(start + PANEL, size);
            for (int k = start; k < end; k++) {
                if (!pivot(k)) {
                    return false;
                }
                double[] row = rows[k];
                for (int i = k + 1; i < end; i++) {
                    double m = row[i] * inverse[k];
                    if (m != 0) {
                        subtract(rows[i], row, m, i, size);
                    }
                }
            }
            if (end - start == PANEL) {
                update(start, end);
            }
        }
        factored = true;
        return negative == 0;
    }

    /** Eliminates the rows before the border: first within their blocks, then all of them from the border. */
    private boolean eliminateBlocks() {
        for (int k = 0; k < border; k++) {
            if (!pivot(k)) {
                return false;
            }
            double[] row = rows[k];
            for (int i = k + 1; i < ends[k]; i++) {
                double m = row[i] * inverse[k];
                if (m != 0) {
                    subtract(rows[i], row, m, i, ends[k]);
                    subtract(rows[i], row, m, border, size);
                }
            }
        }
        int start = 0;
        for (; start + PANEL <= border; start += PANEL) {
            update(start, border);
        }
        for (int k = start; k < border; k++) {
            for (int i = border; i < size; i++) {
                double m = rows[k][i] * inverse[k];
                if (m != 0) {
                    subtract(rows[i], rows[k], m, i, size);
                }
            }
        }
        return true;
    }

    private boolean pivot(int k) {
        double d = rows[k][k];
        if (d == 0 || !Double.isFinite(d)) {
            return false;
        }
        if (d < 0) {
            negative++;
            if (firstNegative < 0) {
                firstNegative = k;
            }
        }
        inverse[k] = 1 / d;
        return true;
    }

    /** Subtracts what {@link #PANEL} rows take from the rows from {@code end} on. */
    private void update(int start, int end) {
        double[] r0 = rows[start];
        double[] r1 = rows[start + 1];
        double[] r2 = rows[start + 2];
        double[] r3 = rows[start + 3];
        for (int i = end; i < size; i++) {
            double m0 = r0[i] * inverse[start];
            double m1 = r1[i] * inverse[start + 1];
            double m2 = r2[i] * inverse[start + 2];
            double m3 = r3[i] * inverse[start + 3];
            if (m0 != 0 || m1 != 0 || m2 != 0 || m3 != 0) {
                subtract(rows[i], r0, m0, r1, m1, r2, m2, r3, m3, i, size);
            }
        }
    }

    private static void subtract(double[] y, double[] r, double m, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] -= m * r[j];
        }
    }

    // Four rows at a time: the trailing matrix is read and written a quarter as often.
    private static void subtract(
            double[] y,
            double[] r0,
            double m0,
            double[] r1,
            double m1,
            double[] r2,
            double m2,
            double[] r3,
            double m3,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            y[j] -= m0 * r0[j] + m1 * r1[j] + (m2 * r2[j] + m3 * r3[j]);
        }
    }

    /** Whether every pivot of the last matrix was positive. */
    public boolean positiveDefinite() {
        return factored && negative == 0;
    }

    /** Number of negative eigenvalues of the last matrix. */
    public int negativeEigenvalues() {
        requireFactor();
        return negative;
    }

    /** Whether elimination met a pivot that is zero or not finite, so that there is no factor to solve with. */
    public boolean singular() {
        return !factored;
    }

    /** The smallest absolute pivot of the last matrix, 0 if it was singular. */
    public double smallestPivot() {
        if (!factored) {
            return 0;
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            smallest = Math.min(smallest, Math.abs(rows[k][k]));
        }
        return smallest;
    }

    /** Replaces b [n] by A^-1 b. */
    public void solve(double[] b) {
        solve(b, 0);
    }

    /** Replaces each of the {@code count} vectors of n entries that lie one after the other in {@code b} by A^-1 b. */
    public void solveAll(double[] b, int count) {
        for (int c = 0; c < count; c++) {
            solve(b, c * size);
        }
    }

    private void solve(double[] b, int offset) {
        requireFactor();
        for (int k = 0; k < size; k++) {
            work[k] = b[offset + order[k]];
        }
        for (int k = 0; k < size; k++) {
            double y = work[k] * inverse[k];
            if (y != 0) {
                if (k < border) {
                    subtract(work, rows[k], y, k + 1, ends[k]);
                }
                subtract(work, rows[k], y, Math.max(border, k + 1), size);
            }
            work[k] = y;
        }
        backward();
        for (int k = 0; k < size; k++) {
            b[offset + order[k]] = work[k];
        }
    }

    private void backward() {
        for (int k = size - 2; k >= border; k--) {
            work[k] -= inverse[k] * dot(rows[k], work, k + 1, size);
        }
        int start = 0;
        for (; start + PANEL <= border; start += PANEL) {
            backward(start);
        }
        for (int k = start; k < border; k++) {
            work[k] -= inverse[k] * dot(rows[k], work, border, size);
        }
        for (int k = border - 2; k >= 0; k--) {
            work[k] -= inverse[k] * dot(rows[k], work, k + 1, ends[k]);
        }
    }

    /** What the border takes from {@link #PANEL} rows: four sums at a time, which wait for each other less than one. */
    private void backward(int start) {
        double[] r0 = rows[start];
        double[] r1 = rows[start + 1];
        double[] r2 = rows[start + 2];
        double[] r3 = rows[start + 3];
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int j = border; j < size; j++) {
            double w = work[j];
            s0 += r0[j] * w;
            s1 += r1[j] * w;
            s2 += r2[j] * w;
            s3 += r3[j] * w;
        }
        work[start] -= inverse[start] * s0;
        work[start + 1] -= inverse[start + 1] * s1;
        work[start + 2] -= inverse[start + 2] * s2;
        work[start + 3] -= inverse[start + 3] * s3;
    }

    /** The product of a row's entries behind its diagonal, up to column {@code to}, and the work vector. */
    private double behind(int k, int to) {
        double sum = dot(rows[k], work, Math.max(border, k + 1), to);
        return k < border ? sum + dot(rows[k], work, k + 1, Math.min(ends[k], to)) : sum;
    }

    private static double dot(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = from;
        for (; j + 3 < to; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < to; j++) {
            s0 += a[j] * b[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Writes a vector z [n] of unit length along which the curvature z'Az is negative, and returns that curvature.
     *
     * @throws IllegalStateException if the last matrix has no negative eigenvalue
     */
    public double negativeCurvature(double[] z) {
        requireFactor();
        if (firstNegative < 0) {
            throw new IllegalStateException("The matrix has no negative eigenvalue.");
        }
        Arrays.fill(work, 0, size, 0);
        work[firstNegative] = 1;
        for (int k = firstNegative - 1; k >= 0; k--) {
            work[k] = -inverse[k] * behind(k, firstNegative + 1);
        }
        double square = dot(work, work, 0, size);
        double length = Math.sqrt(square);
        for (int k = 0; k < size; k++) {
            z[order[k]] = work[k] / length;
        }
        return rows[firstNegative][firstNegative] / square;
    }

    /**
     * Estimates the smallest eigenvalue of W^-1 A W^-1, W diagonal, by Lanczos' method on the inverse from a fixed start,
     * and writes the eigenvector.
     *
     * <p>The estimate is a Rayleigh quotient of the inverse: never below the true value, and near to it where the next
     * eigenvalue is not close.
     *
     * @param weights the n diagonal entries of W
     * @param eigenvector receives n entries, of unit length
     * @return the estimate; infinite if n is 0
     * @throws IllegalStateException if the last matrix was not positive definite
     */
    public double smallestEigenvalue(double[] weights, double[] eigenvector) {
        if (!positiveDefinite()) {
            throw new IllegalStateException("The smallest eigenvalue is sought for positive definite matrices only.");
        }
        if (size == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return 1 / lanczos.largest(this, size, weights, eigenvector);
    }

    private void requireFactor() {
        if (!factored) {
            throw new IllegalStateException("There is no factor: the last matrix was singular, or none was given.");
        }
    }
}
