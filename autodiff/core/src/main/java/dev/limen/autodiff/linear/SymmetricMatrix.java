package dev.limen.autodiff.linear;

import java.util.Arrays;

/** A symmetric matrix of a pattern, packed: a workspace, used by one thread. */
public final class SymmetricMatrix {
    final SymmetricPattern pattern;
    private final double[] values;
    private final double[] from;
    private final double[] to;

    /** Zeros. */
    public SymmetricMatrix(SymmetricPattern pattern) {
        this.pattern = pattern;
        values = new double[pattern.size()];
        from = new double[pattern.rows()];
        to = new double[pattern.rows()];
    }

    /** The packed entries: the array itself. */
    public double[] values() {
        return values;
    }

    /** Number of rows. */
    public int rows() {
        return pattern.rows();
    }

    /** The entry of row {@code i} and column {@code j}. */
    public double get(int i, int j) {
        int place = pattern.locate(i, j);
        return place < 0 ? 0 : values[place];
    }

    /** The diagonal entry of row {@code i}. */
    public double diagonal(int i) {
        return values[pattern.start[pattern.place[i]]];
    }

    /** Changes the sign of the diagonal entry of row {@code i}. */
    public void flip(int i) {
        int place = pattern.start[pattern.place[i]];
        values[place] = -values[place];
    }

    /**
     * Takes the upper triangle of a row-major matrix {@code [n, n]}.
     *
     * @throws IllegalStateException if this pattern leaves out entries
     */
    public void set(double[] rowMajor) {
        if (!pattern.isDense()) {
            throw new IllegalStateException("The pattern, " + pattern + ", leaves out entries of a whole matrix.");
        }
        int n = rows();
        for (int k = 0; k < n; k++) {
            System.arraycopy(rowMajor, k * n + k, values, pattern.start[k], n - k);
        }
    }

    /** Whether no entry is infinite or NaN. */
    public boolean isFinite() {
        // Without a branch: a NaN or an infinity makes a zero a NaN.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < values.length; k += 4) {
            s0 += 0 * values[k];
            s1 += 0 * values[k + 1];
            s2 += 0 * values[k + 2];
            s3 += 0 * values[k + 3];
        }
        for (; k < values.length; k++) {
            s0 += 0 * values[k];
        }
        return s0 + s1 + s2 + s3 == 0;
    }

    /** Takes the entries of another matrix of the same pattern, each times the factors {@code [n]} of its row and column. */
    public void setScaled(SymmetricMatrix other, double[] factors) {
        gather(factors, from);
        int n = rows();
        double[] source = other.values;
        for (int k = 0; k < n; k++) {
            int end = pattern.end[k];
            int at = pattern.start[k];
            scale(source, at, k, end - k, from[k]);
            int border = Math.max(pattern.border, end);
            scale(source, at + end - k, border, n - border, from[k]);
        }
    }

    private void scale(double[] source, int at, int column, int count, double factor) {
        for (int j = 0; j < count; j++) {
            values[at + j] = source[at + j] * factor * from[column + j];
        }
    }

    /** Adds this matrix times x {@code [n]} to y {@code [n]}. */
    public void addProduct(double[] x, double[] y) {
        gather(x, from);
        gather(y, to);
        int n = rows();
        for (int k = 0; k < n; k++) {
            int end = pattern.end[k];
            int at = pattern.start[k];
            to[k] += values[at] * from[k];
            multiply(at + 1, k, k + 1, end - k - 1);
            int border = Math.max(pattern.border, end);
            multiply(at + end - k, k, border, n - border);
        }
        for (int k = 0; k < n; k++) {
            y[pattern.index(k)] = to[k];
        }
    }

    /** Entries of a row and, by symmetry, of a column. */
    private void multiply(int at, int row, int column, int count) {
        double factor = from[row];
        double sum = 0;
        for (int j = 0; j < count; j++) {
            double value = values[at + j];
            sum += value * from[column + j];
            to[column + j] += value * factor;
        }
        to[row] += sum;
    }

    /** Writes the largest absolute entry of each row {@code [n]}. */
    public void largest(double[] out) {
        Arrays.fill(to, 0);
        int n = rows();
        for (int k = 0; k < n; k++) {
            int end = pattern.end[k];
            int at = pattern.start[k];
            largest(at, k, k, end - k);
            int border = Math.max(pattern.border, end);
            largest(at + end - k, k, border, n - border);
        }
        for (int k = 0; k < n; k++) {
            out[pattern.index(k)] = to[k];
        }
    }

    private void largest(int at, int row, int column, int count) {
        double most = to[row];
        for (int j = 0; j < count; j++) {
            double size = Math.abs(values[at + j]);
            most = Math.max(most, size);
            to[column + j] = Math.max(to[column + j], size);
        }
        to[row] = Math.max(to[row], most);
    }

    private void gather(double[] x, double[] rows) {
        for (int k = 0; k < rows.length; k++) {
            rows[k] = x[pattern.index(k)];
        }
    }
}
