package dev.limen.autodiff.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, a tile of four rows and one panel of columns at a time, whose sums stay in registers.
 *
 * <p>All add to what is in c or (fresh) to zero. Factors lie in panels: with constant steps within them and a constant distance from one row to the
 * next the compiler checks no index in the loop. Two steps of it and eight sums fill the registers of AVX2; with more rows or steps the compiler keeps
 * sums in memory, and a product takes twice as long.
 */
final class FloatTiles {
    /** Rows of a tile. */
    static final int ROWS = 4;

    /** Rows of {@link #narrowProduct}, whose sums are half as many a row. */
    static final int NARROW_ROWS = 8;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Columns that lie next to each other: those of a wide tile. */
    static final int PANEL = 2 * LANES;

    private FloatTiles() {}

    /**
     * Of {@code a[r, k]} with {@code b[k, j]} at {@code atB + k PANEL + j} to {@code c[r, j]} at {@code atC + r PANEL + j}: {@link #ROWS} rows, two
     * vectors of columns.
     *
     * @param atA  of a[0, 0], first in its panel; a[r, k] is r PANEL + k behind it
     * @param next from one panel of a to the next
     */
    static void product(
            int inner, float[] a, int atA, int next, float[] b, int atB, float[] c, int atC, boolean fresh) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        if (!fresh) {
            c00 = FloatVector.fromArray(S, c, atC);
            c01 = FloatVector.fromArray(S, c, atC + LANES);
            c10 = FloatVector.fromArray(S, c, atC + PANEL);
            c11 = FloatVector.fromArray(S, c, atC + PANEL + LANES);
            c20 = FloatVector.fromArray(S, c, atC + 2 * PANEL);
            c21 = FloatVector.fromArray(S, c, atC + 2 * PANEL + LANES);
            c30 = FloatVector.fromArray(S, c, atC + 3 * PANEL);
            c31 = FloatVector.fromArray(S, c, atC + 3 * PANEL + LANES);
        }
        int whole = inner / PANEL;
        for (int p = 0; p < whole; p++) {
            int i = atA + p * next;
            int j = atB + p * PANEL * PANEL;
            for (int k = 0; k < PANEL; k += 2) {
                FloatVector b0 = FloatVector.fromArray(S, b, j + k * PANEL);
                FloatVector b1 = FloatVector.fromArray(S, b, j + k * PANEL + LANES);
                FloatVector x = FloatVector.broadcast(S, a[i + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(S, a[i + k + PANEL]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                x = FloatVector.broadcast(S, a[i + k + 2 * PANEL]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(S, a[i + k + 3 * PANEL]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                b0 = FloatVector.fromArray(S, b, j + k * PANEL + PANEL);
                b1 = FloatVector.fromArray(S, b, j + k * PANEL + PANEL + LANES);
                x = FloatVector.broadcast(S, a[i + k + 1]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(S, a[i + k + 1 + PANEL]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                x = FloatVector.broadcast(S, a[i + k + 1 + 2 * PANEL]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(S, a[i + k + 1 + 3 * PANEL]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
            }
        }
        int i = atA + whole * next;
        int j = atB + whole * PANEL * PANEL;
        int rest = inner % PANEL;
        for (int k = 0; k < rest; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j + k * PANEL);
            FloatVector b1 = FloatVector.fromArray(S, b, j + k * PANEL + LANES);
            FloatVector x = FloatVector.broadcast(S, a[i + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(S, a[i + k + PANEL]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(S, a[i + k + 2 * PANEL]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(S, a[i + k + 3 * PANEL]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC + PANEL);
        c11.intoArray(c, atC + PANEL + LANES);
        c20.intoArray(c, atC + 2 * PANEL);
        c21.intoArray(c, atC + 2 * PANEL + LANES);
        c30.intoArray(c, atC + 3 * PANEL);
        c31.intoArray(c, atC + 3 * PANEL + LANES);
    }

    /** As {@link #product}, {@link #NARROW_ROWS} rows and one vector of columns. */
    static void narrowProduct(
            int inner, float[] a, int atA, int next, float[] b, int atB, float[] c, int atC, boolean fresh) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S);
        if (!fresh) {
            c00 = FloatVector.fromArray(S, c, atC);
            c10 = FloatVector.fromArray(S, c, atC + PANEL);
            c20 = FloatVector.fromArray(S, c, atC + 2 * PANEL);
            c30 = FloatVector.fromArray(S, c, atC + 3 * PANEL);
            c40 = FloatVector.fromArray(S, c, atC + 4 * PANEL);
            c50 = FloatVector.fromArray(S, c, atC + 5 * PANEL);
            c60 = FloatVector.fromArray(S, c, atC + 6 * PANEL);
            c70 = FloatVector.fromArray(S, c, atC + 7 * PANEL);
        }
        int whole = inner / PANEL;
        for (int p = 0; p < whole; p++) {
            int i = atA + p * next;
            int j = atB + p * PANEL * PANEL;
            for (int k = 0; k < PANEL; k++) {
                FloatVector b0 = FloatVector.fromArray(S, b, j + k * PANEL);
                FloatVector x = FloatVector.broadcast(S, a[i + k]);
                c00 = x.fma(b0, c00);
                x = FloatVector.broadcast(S, a[i + k + PANEL]);
                c10 = x.fma(b0, c10);
                x = FloatVector.broadcast(S, a[i + k + 2 * PANEL]);
                c20 = x.fma(b0, c20);
                x = FloatVector.broadcast(S, a[i + k + 3 * PANEL]);
                c30 = x.fma(b0, c30);
                x = FloatVector.broadcast(S, a[i + k + 4 * PANEL]);
                c40 = x.fma(b0, c40);
                x = FloatVector.broadcast(S, a[i + k + 5 * PANEL]);
                c50 = x.fma(b0, c50);
                x = FloatVector.broadcast(S, a[i + k + 6 * PANEL]);
                c60 = x.fma(b0, c60);
                x = FloatVector.broadcast(S, a[i + k + 7 * PANEL]);
                c70 = x.fma(b0, c70);
            }
        }
        int i = atA + whole * next;
        int j = atB + whole * PANEL * PANEL;
        int rest = inner % PANEL;
        for (int k = 0; k < rest; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, j + k * PANEL);
            FloatVector x = FloatVector.broadcast(S, a[i + k]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[i + k + PANEL]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(S, a[i + k + 2 * PANEL]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(S, a[i + k + 3 * PANEL]);
            c30 = x.fma(b0, c30);
            x = FloatVector.broadcast(S, a[i + k + 4 * PANEL]);
            c40 = x.fma(b0, c40);
            x = FloatVector.broadcast(S, a[i + k + 5 * PANEL]);
            c50 = x.fma(b0, c50);
            x = FloatVector.broadcast(S, a[i + k + 6 * PANEL]);
            c60 = x.fma(b0, c60);
            x = FloatVector.broadcast(S, a[i + k + 7 * PANEL]);
            c70 = x.fma(b0, c70);
        }
        c00.intoArray(c, atC);
        c10.intoArray(c, atC + PANEL);
        c20.intoArray(c, atC + 2 * PANEL);
        c30.intoArray(c, atC + 3 * PANEL);
        c40.intoArray(c, atC + 4 * PANEL);
        c50.intoArray(c, atC + 5 * PANEL);
        c60.intoArray(c, atC + 6 * PANEL);
        c70.intoArray(c, atC + 7 * PANEL);
    }

    /**
     * Of {@code a[k, r]} at {@code atA + k PANEL + r} with {@code b[k, j]} at {@code atB + k PANEL + j} to {@code c[r, j]} at {@code atC + r PANEL + j}:
     * {@link #ROWS} rows, two vectors of columns.
     */
    static void transposedProduct(
            int inner, float[] a, int atA, float[] b, int atB, float[] c, int atC, boolean fresh) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        if (!fresh) {
            c00 = FloatVector.fromArray(S, c, atC);
            c01 = FloatVector.fromArray(S, c, atC + LANES);
            c10 = FloatVector.fromArray(S, c, atC + PANEL);
            c11 = FloatVector.fromArray(S, c, atC + PANEL + LANES);
            c20 = FloatVector.fromArray(S, c, atC + 2 * PANEL);
            c21 = FloatVector.fromArray(S, c, atC + 2 * PANEL + LANES);
            c30 = FloatVector.fromArray(S, c, atC + 3 * PANEL);
            c31 = FloatVector.fromArray(S, c, atC + 3 * PANEL + LANES);
        }
        int even = inner & ~1;
        for (int k = 0; k < even; k += 2) {
            FloatVector b0 = FloatVector.fromArray(S, b, atB + k * PANEL);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + k * PANEL + LANES);
            FloatVector x = FloatVector.broadcast(S, a[atA + k * PANEL]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            b0 = FloatVector.fromArray(S, b, atB + k * PANEL + PANEL);
            b1 = FloatVector.fromArray(S, b, atB + k * PANEL + PANEL + LANES);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        if (even < inner) {
            FloatVector b0 = FloatVector.fromArray(S, b, atB + even * PANEL);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + even * PANEL + LANES);
            FloatVector x = FloatVector.broadcast(S, a[atA + even * PANEL]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC + PANEL);
        c11.intoArray(c, atC + PANEL + LANES);
        c20.intoArray(c, atC + 2 * PANEL);
        c21.intoArray(c, atC + 2 * PANEL + LANES);
        c30.intoArray(c, atC + 3 * PANEL);
        c31.intoArray(c, atC + 3 * PANEL + LANES);
    }

    /** As {@link #transposedProduct}, one vector of columns. */
    static void narrowTransposedProduct(
            int inner, float[] a, int atA, float[] b, int atB, float[] c, int atC, boolean fresh) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        if (!fresh) {
            c00 = FloatVector.fromArray(S, c, atC);
            c10 = FloatVector.fromArray(S, c, atC + PANEL);
            c20 = FloatVector.fromArray(S, c, atC + 2 * PANEL);
            c30 = FloatVector.fromArray(S, c, atC + 3 * PANEL);
        }
        int even = inner & ~1;
        for (int k = 0; k < even; k += 2) {
            FloatVector b0 = FloatVector.fromArray(S, b, atB + k * PANEL);
            FloatVector x = FloatVector.broadcast(S, a[atA + k * PANEL]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + 3]);
            c30 = x.fma(b0, c30);
            b0 = FloatVector.fromArray(S, b, atB + k * PANEL + PANEL);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(S, a[atA + k * PANEL + PANEL + 3]);
            c30 = x.fma(b0, c30);
        }
        if (even < inner) {
            FloatVector b0 = FloatVector.fromArray(S, b, atB + even * PANEL);
            FloatVector x = FloatVector.broadcast(S, a[atA + even * PANEL]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 1]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 2]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(S, a[atA + even * PANEL + 3]);
            c30 = x.fma(b0, c30);
        }
        c00.intoArray(c, atC);
        c10.intoArray(c, atC + PANEL);
        c20.intoArray(c, atC + 2 * PANEL);
        c30.intoArray(c, atC + 3 * PANEL);
    }
}
