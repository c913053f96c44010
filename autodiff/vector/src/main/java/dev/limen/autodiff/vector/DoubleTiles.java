package dev.limen.autodiff.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, a tile of six rows at a time, whose sums stay in registers.
 *
 * <p>Both add, to what is in c or (fresh) to zero, {@code sum_k a[r, k] b[k, j]} where {@code a[r, k]} is at {@code atA + r rowA + k stepA} and
 * {@code b[k, j]} at {@code atB + k rowB + j}.
 */
final class DoubleTiles {
    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();

    private DoubleTiles() {}

    /** A tile of two vectors of columns. */
    static void wide(
            int inner,
            double[] a,
            int atA,
            int rowA,
            int stepA,
            double[] b,
            int atB,
            int rowB,
            double[] c,
            int atC,
            int rowC,
            boolean fresh) {
        DoubleVector c00 = DoubleVector.zero(D);
        DoubleVector c01 = DoubleVector.zero(D);
        DoubleVector c10 = DoubleVector.zero(D);
        DoubleVector c11 = DoubleVector.zero(D);
        DoubleVector c20 = DoubleVector.zero(D);
        DoubleVector c21 = DoubleVector.zero(D);
        DoubleVector c30 = DoubleVector.zero(D);
        DoubleVector c31 = DoubleVector.zero(D);
        DoubleVector c40 = DoubleVector.zero(D);
        DoubleVector c41 = DoubleVector.zero(D);
        DoubleVector c50 = DoubleVector.zero(D);
        DoubleVector c51 = DoubleVector.zero(D);
        if (!fresh) {
            c00 = DoubleVector.fromArray(D, c, atC);
            c01 = DoubleVector.fromArray(D, c, atC + LANES);
            c10 = DoubleVector.fromArray(D, c, atC + rowC);
            c11 = DoubleVector.fromArray(D, c, atC + rowC + LANES);
            c20 = DoubleVector.fromArray(D, c, atC + 2 * rowC);
            c21 = DoubleVector.fromArray(D, c, atC + 2 * rowC + LANES);
            c30 = DoubleVector.fromArray(D, c, atC + 3 * rowC);
            c31 = DoubleVector.fromArray(D, c, atC + 3 * rowC + LANES);
            c40 = DoubleVector.fromArray(D, c, atC + 4 * rowC);
            c41 = DoubleVector.fromArray(D, c, atC + 4 * rowC + LANES);
            c50 = DoubleVector.fromArray(D, c, atC + 5 * rowC);
            c51 = DoubleVector.fromArray(D, c, atC + 5 * rowC + LANES);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, q);
            DoubleVector b1 = DoubleVector.fromArray(D, b, q + LANES);
            DoubleVector x = DoubleVector.broadcast(D, a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = DoubleVector.broadcast(D, a[p + rowA]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = DoubleVector.broadcast(D, a[p + 2 * rowA]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = DoubleVector.broadcast(D, a[p + 3 * rowA]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = DoubleVector.broadcast(D, a[p + 4 * rowA]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = DoubleVector.broadcast(D, a[p + 5 * rowA]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            p += stepA;
            q += rowB;
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC + rowC);
        c11.intoArray(c, atC + rowC + LANES);
        c20.intoArray(c, atC + 2 * rowC);
        c21.intoArray(c, atC + 2 * rowC + LANES);
        c30.intoArray(c, atC + 3 * rowC);
        c31.intoArray(c, atC + 3 * rowC + LANES);
        c40.intoArray(c, atC + 4 * rowC);
        c41.intoArray(c, atC + 4 * rowC + LANES);
        c50.intoArray(c, atC + 5 * rowC);
        c51.intoArray(c, atC + 5 * rowC + LANES);
    }

    /** A tile of one vector of columns. */
    static void narrow(
            int inner,
            double[] a,
            int atA,
            int rowA,
            int stepA,
            double[] b,
            int atB,
            int rowB,
            double[] c,
            int atC,
            int rowC,
            boolean fresh) {
        DoubleVector c00 = DoubleVector.zero(D);
        DoubleVector c10 = DoubleVector.zero(D);
        DoubleVector c20 = DoubleVector.zero(D);
        DoubleVector c30 = DoubleVector.zero(D);
        DoubleVector c40 = DoubleVector.zero(D);
        DoubleVector c50 = DoubleVector.zero(D);
        if (!fresh) {
            c00 = DoubleVector.fromArray(D, c, atC);
            c10 = DoubleVector.fromArray(D, c, atC + rowC);
            c20 = DoubleVector.fromArray(D, c, atC + 2 * rowC);
            c30 = DoubleVector.fromArray(D, c, atC + 3 * rowC);
            c40 = DoubleVector.fromArray(D, c, atC + 4 * rowC);
            c50 = DoubleVector.fromArray(D, c, atC + 5 * rowC);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, q);
            DoubleVector x = DoubleVector.broadcast(D, a[p]);
            c00 = x.fma(b0, c00);
            x = DoubleVector.broadcast(D, a[p + rowA]);
            c10 = x.fma(b0, c10);
            x = DoubleVector.broadcast(D, a[p + 2 * rowA]);
            c20 = x.fma(b0, c20);
            x = DoubleVector.broadcast(D, a[p + 3 * rowA]);
            c30 = x.fma(b0, c30);
            x = DoubleVector.broadcast(D, a[p + 4 * rowA]);
            c40 = x.fma(b0, c40);
            x = DoubleVector.broadcast(D, a[p + 5 * rowA]);
            c50 = x.fma(b0, c50);
            p += stepA;
            q += rowB;
        }
        c00.intoArray(c, atC);
        c10.intoArray(c, atC + rowC);
        c20.intoArray(c, atC + 2 * rowC);
        c30.intoArray(c, atC + 3 * rowC);
        c40.intoArray(c, atC + 4 * rowC);
        c50.intoArray(c, atC + 5 * rowC);
    }
}
