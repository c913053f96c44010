package dev.limen.autodiff.linear;

/**
 * The factor P A = L U of a general square matrix, with partial pivoting by rows scaled to their largest entry.
 *
 * <p>A workspace: made once for a largest dimension, used for many matrices, by one thread. No call allocates. Matrices
 * are row-major.
 */
public final class LuFactor {
    private final double[][] rows;
    private final int[] order;
    private final double[] scale;
    private final double[] work;
    private int size;
    private boolean singular = true;

    /** A workspace for matrices of up to {@code capacity} rows. */
    public LuFactor(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("The capacity must not be negative; got " + capacity + ".");
        }
        rows = new double[capacity][capacity];
        order = new int[capacity];
        scale = new double[capacity];
        work = new double[capacity];
    }

    /**
     * Factors the n by n matrix that starts at {@code offset} in {@code a}.
     *
     * @return whether it can be solved with; false if a pivot is zero or not finite
     */
    public boolean factor(double[] a, int offset, int n) {
        if (n < 0 || n > rows.length) {
            throw new IllegalArgumentException(
                    "A matrix of %d rows does not fit a workspace of %d.".formatted(n, rows.length));
        }
        size = n;
        singular = true;
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, offset + i * n, rows[i], 0, n);
            order[i] = i;
            double largest = 0;
            for (int j = 0; j < n; j++) {
                largest = Math.max(largest, Math.abs(rows[i][j]));
            }
            if (largest == 0 || !Double.isFinite(largest)) {
                return false;
            }
            scale[i] = 1 / largest;
        }
        for (int k = 0; k < n; k++) {
            if (!exchange(k)) {
                return false;
            }
            double[] pivotRow = rows[k];
            double inverse = 1 / pivotRow[k];
            for (int i = k + 1; i < n; i++) {
                double m = rows[i][k] * inverse;
                rows[i][k] = m;
                if (m != 0) {
                    subtract(rows[i], pivotRow, m, k + 1, n);
                }
            }
        }
        singular = false;
        return true;
    }

    private boolean exchange(int k) {
        int best = k;
        double largest = -1;
        for (int i = k; i < size; i++) {
            double candidate = Math.abs(rows[i][k]) * scale[i];
            if (candidate > largest) {
                largest = candidate;
                best = i;
            }
        }
        double[] row = rows[best];
        rows[best] = rows[k];
        rows[k] = row;
        int index = order[best];
        order[best] = order[k];
        order[k] = index;
        double s = scale[best];
        scale[best] = scale[k];
        scale[k] = s;
        return row[k] != 0 && Double.isFinite(row[k]);
    }

    private static void subtract(double[] y, double[] r, double m, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] -= m * r[j];
        }
    }

    /** Whether the last matrix cannot be solved with. */
    public boolean singular() {
        return singular;
    }

    /** The smallest absolute pivot, relative to the largest entry of its row: near 0 for nearly singular matrices. */
    public double smallestPivot() {
        if (singular) {
            return 0;
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            smallest = Math.min(smallest, Math.abs(rows[k][k]) * scale[k]);
        }
        return smallest;
    }

    /** Replaces the n entries of {@code b} from {@code offset} by A^-1 b. */
    public void solve(double[] b, int offset) {
        requireFactor();
        for (int k = 0; k < size; k++) {
            double sum = b[offset + order[k]];
            double[] row = rows[k];
            for (int j = 0; j < k; j++) {
                sum -= row[j] * work[j];
            }
            work[k] = sum;
        }
        for (int k = size - 1; k >= 0; k--) {
            double sum = work[k];
            double[] row = rows[k];
            for (int j = k + 1; j < size; j++) {
                sum -= row[j] * work[j];
            }
            work[k] = sum / row[k];
        }
        System.arraycopy(work, 0, b, offset, size);
    }

    /** Replaces the n entries of {@code b} from {@code offset} by the solution of A' x = b. */
    public void solveTransposed(double[] b, int offset) {
        requireFactor();
        System.arraycopy(b, offset, work, 0, size);
        for (int k = 0; k < size; k++) {
            double[] row = rows[k];
            double y = work[k] / row[k];
            work[k] = y;
            if (y != 0) {
                subtract(work, row, y, k + 1, size);
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            double y = work[k];
            if (y != 0) {
                subtract(work, rows[k], y, 0, k);
            }
        }
        for (int k = 0; k < size; k++) {
            b[offset + order[k]] = work[k];
        }
    }

    private void requireFactor() {
        if (singular) {
            throw new IllegalStateException("There is no factor: the last matrix was singular, or none was given.");
        }
    }
}
