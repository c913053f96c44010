package dev.limen.autodiff.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, a tile of some rows at a time, whose sums stay in registers.
 *
 * <p>All add to what is in c or (fresh) to zero. Offsets from one row to the next are constants, so that
 * the compiler checks a few indices a step and not all.
 */
final class DoubleTiles {
    /** Rows of a tile of {@link #product}: with more the compiler sometimes copies sums from register to register, and a product takes half as long again. */
    static final int ROWS = 4;

    /** Rows of a tile of {@link #transposed}. */
    static final int COLUMNS = 6;

    /** Columns of a matrix that lie next to each other: whole tiles either way. */
    static final int WIDTH = 96;

    /** From one row of these to the next: no large power of two, which would share few cache lines. */
    static final int ROW = 104;

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Columns of a wide tile. */
    static final int PANEL = 2 * LANES;

    private DoubleTiles() {}

    /** Of {@code a[r, k]} at {@code atA + r ROW + k} with {@code b[k, j]} at {@code atB + k PANEL + j} to {@code c[r, j]} at {@code atC + r ROW + j}: two vectors of columns. */
    static void product(int inner, double[] a, int atA, double[] b, int atB, double[] c, int atC, boolean fresh) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        if (!fresh) {
            c00 = DoubleVector.fromArray(S, c, atC);
            c01 = DoubleVector.fromArray(S, c, atC + LANES);
            c10 = DoubleVector.fromArray(S, c, atC + ROW);
            c11 = DoubleVector.fromArray(S, c, atC + ROW + LANES);
            c20 = DoubleVector.fromArray(S, c, atC + 2 * ROW);
            c21 = DoubleVector.fromArray(S, c, atC + 2 * ROW + LANES);
            c30 = DoubleVector.fromArray(S, c, atC + 3 * ROW);
            c31 = DoubleVector.fromArray(S, c, atC + 3 * ROW + LANES);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, q);
            DoubleVector b1 = DoubleVector.fromArray(S, b, q + LANES);
            DoubleVector x = DoubleVector.broadcast(S, a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(S, a[p + ROW]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(S, a[p + 2 * ROW]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(S, a[p + 3 * ROW]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            p++;
            q += PANEL;
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC + ROW);
        c11.intoArray(c, atC + ROW + LANES);
        c20.intoArray(c, atC + 2 * ROW);
        c21.intoArray(c, atC + 2 * ROW + LANES);
        c30.intoArray(c, atC + 3 * ROW);
        c31.intoArray(c, atC + 3 * ROW + LANES);
    }

    /** As {@link #product}, one vector of columns. */
    static void narrowProduct(int inner, double[] a, int atA, double[] b, int atB, double[] c, int atC, boolean fresh) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        if (!fresh) {
            c00 = DoubleVector.fromArray(S, c, atC);
            c10 = DoubleVector.fromArray(S, c, atC + ROW);
            c20 = DoubleVector.fromArray(S, c, atC + 2 * ROW);
            c30 = DoubleVector.fromArray(S, c, atC + 3 * ROW);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, q);
            DoubleVector x = DoubleVector.broadcast(S, a[p]);
            c00 = x.fma(b0, c00);
            x = DoubleVector.broadcast(S, a[p + ROW]);
            c10 = x.fma(b0, c10);
            x = DoubleVector.broadcast(S, a[p + 2 * ROW]);
            c20 = x.fma(b0, c20);
            x = DoubleVector.broadcast(S, a[p + 3 * ROW]);
            c30 = x.fma(b0, c30);
            p++;
            q += PANEL;
        }
        c00.intoArray(c, atC);
        c10.intoArray(c, atC + ROW);
        c20.intoArray(c, atC + 2 * ROW);
        c30.intoArray(c, atC + 3 * ROW);
    }

    /** Of {@code a[k, r]} at {@code atA + k step + r} with {@code b[k, j]} at {@code atB + k step + j} to {@code c[r, j]} at {@code atC + r PANEL + j}: two vectors of columns. As a constant the step would split the loop. */
    static void transposed(
            int inner, double[] a, int atA, double[] b, int atB, double[] c, int atC, boolean fresh, int step) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c41 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c51 = DoubleVector.zero(S);
        if (!fresh) {
            c00 = DoubleVector.fromArray(S, c, atC);
            c01 = DoubleVector.fromArray(S, c, atC + LANES);
            c10 = DoubleVector.fromArray(S, c, atC + PANEL);
            c11 = DoubleVector.fromArray(S, c, atC + PANEL + LANES);
            c20 = DoubleVector.fromArray(S, c, atC + 2 * PANEL);
            c21 = DoubleVector.fromArray(S, c, atC + 2 * PANEL + LANES);
            c30 = DoubleVector.fromArray(S, c, atC + 3 * PANEL);
            c31 = DoubleVector.fromArray(S, c, atC + 3 * PANEL + LANES);
            c40 = DoubleVector.fromArray(S, c, atC + 4 * PANEL);
            c41 = DoubleVector.fromArray(S, c, atC + 4 * PANEL + LANES);
            c50 = DoubleVector.fromArray(S, c, atC + 5 * PANEL);
            c51 = DoubleVector.fromArray(S, c, atC + 5 * PANEL + LANES);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, q);
            DoubleVector b1 = DoubleVector.fromArray(S, b, q + LANES);
            DoubleVector x = DoubleVector.broadcast(S, a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(S, a[p + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(S, a[p + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(S, a[p + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(S, a[p + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = DoubleVector.broadcast(S, a[p + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            p += step;
            q += step;
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC + PANEL);
        c11.intoArray(c, atC + PANEL + LANES);
        c20.intoArray(c, atC + 2 * PANEL);
        c21.intoArray(c, atC + 2 * PANEL + LANES);
        c30.intoArray(c, atC + 3 * PANEL);
        c31.intoArray(c, atC + 3 * PANEL + LANES);
        c40.intoArray(c, atC + 4 * PANEL);
        c41.intoArray(c, atC + 4 * PANEL + LANES);
        c50.intoArray(c, atC + 5 * PANEL);
        c51.intoArray(c, atC + 5 * PANEL + LANES);
    }

    /** As {@link #transposed}, one vector of columns. */
    static void narrowTransposed(
            int inner, double[] a, int atA, double[] b, int atB, double[] c, int atC, boolean fresh, int step) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        if (!fresh) {
            c00 = DoubleVector.fromArray(S, c, atC);
            c10 = DoubleVector.fromArray(S, c, atC + PANEL);
            c20 = DoubleVector.fromArray(S, c, atC + 2 * PANEL);
            c30 = DoubleVector.fromArray(S, c, atC + 3 * PANEL);
            c40 = DoubleVector.fromArray(S, c, atC + 4 * PANEL);
            c50 = DoubleVector.fromArray(S, c, atC + 5 * PANEL);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, q);
            DoubleVector x = DoubleVector.broadcast(S, a[p]);
            c00 = x.fma(b0, c00);
            x = DoubleVector.broadcast(S, a[p + 1]);
            c10 = x.fma(b0, c10);
            x = DoubleVector.broadcast(S, a[p + 2]);
            c20 = x.fma(b0, c20);
            x = DoubleVector.broadcast(S, a[p + 3]);
            c30 = x.fma(b0, c30);
            x = DoubleVector.broadcast(S, a[p + 4]);
            c40 = x.fma(b0, c40);
            x = DoubleVector.broadcast(S, a[p + 5]);
            c50 = x.fma(b0, c50);
            p += step;
            q += step;
        }
        c00.intoArray(c, atC);
        c10.intoArray(c, atC + PANEL);
        c20.intoArray(c, atC + 2 * PANEL);
        c30.intoArray(c, atC + 3 * PANEL);
        c40.intoArray(c, atC + 4 * PANEL);
        c50.intoArray(c, atC + 5 * PANEL);
    }
}
