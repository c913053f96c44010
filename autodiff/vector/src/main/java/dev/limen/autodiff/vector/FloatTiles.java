package dev.limen.autodiff.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices, a tile of six rows at a time, whose sums stay in registers.
 *
 * <p>Both add, to what is in c or (fresh) to zero, {@code sum_k a[r, k] b[k, j]} where {@code a[r, k]} is at {@code atA + r rowA + k stepA} and
 * {@code b[k, j]} at {@code atB + k rowB + j}.
 */
final class FloatTiles {
    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    private FloatTiles() {}

    /** A tile of two vectors of columns. */
    static void wide(
            int inner,
            float[] a,
            int atA,
            int rowA,
            int stepA,
            float[] b,
            int atB,
            int rowB,
            float[] c,
            int atC,
            int rowC,
            boolean fresh) {
        FloatVector c00 = FloatVector.zero(F);
        FloatVector c01 = FloatVector.zero(F);
        FloatVector c10 = FloatVector.zero(F);
        FloatVector c11 = FloatVector.zero(F);
        FloatVector c20 = FloatVector.zero(F);
        FloatVector c21 = FloatVector.zero(F);
        FloatVector c30 = FloatVector.zero(F);
        FloatVector c31 = FloatVector.zero(F);
        FloatVector c40 = FloatVector.zero(F);
        FloatVector c41 = FloatVector.zero(F);
        FloatVector c50 = FloatVector.zero(F);
        FloatVector c51 = FloatVector.zero(F);
        if (!fresh) {
            c00 = FloatVector.fromArray(F, c, atC);
            c01 = FloatVector.fromArray(F, c, atC + LANES);
            c10 = FloatVector.fromArray(F, c, atC + rowC);
            c11 = FloatVector.fromArray(F, c, atC + rowC + LANES);
            c20 = FloatVector.fromArray(F, c, atC + 2 * rowC);
            c21 = FloatVector.fromArray(F, c, atC + 2 * rowC + LANES);
            c30 = FloatVector.fromArray(F, c, atC + 3 * rowC);
            c31 = FloatVector.fromArray(F, c, atC + 3 * rowC + LANES);
            c40 = FloatVector.fromArray(F, c, atC + 4 * rowC);
            c41 = FloatVector.fromArray(F, c, atC + 4 * rowC + LANES);
            c50 = FloatVector.fromArray(F, c, atC + 5 * rowC);
            c51 = FloatVector.fromArray(F, c, atC + 5 * rowC + LANES);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(F, b, q);
            FloatVector b1 = FloatVector.fromArray(F, b, q + LANES);
            FloatVector x = FloatVector.broadcast(F, a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(F, a[p + rowA]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(F, a[p + 2 * rowA]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(F, a[p + 3 * rowA]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(F, a[p + 4 * rowA]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(F, a[p + 5 * rowA]);
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
            float[] a,
            int atA,
            int rowA,
            int stepA,
            float[] b,
            int atB,
            int rowB,
            float[] c,
            int atC,
            int rowC,
            boolean fresh) {
        FloatVector c00 = FloatVector.zero(F);
        FloatVector c10 = FloatVector.zero(F);
        FloatVector c20 = FloatVector.zero(F);
        FloatVector c30 = FloatVector.zero(F);
        FloatVector c40 = FloatVector.zero(F);
        FloatVector c50 = FloatVector.zero(F);
        if (!fresh) {
            c00 = FloatVector.fromArray(F, c, atC);
            c10 = FloatVector.fromArray(F, c, atC + rowC);
            c20 = FloatVector.fromArray(F, c, atC + 2 * rowC);
            c30 = FloatVector.fromArray(F, c, atC + 3 * rowC);
            c40 = FloatVector.fromArray(F, c, atC + 4 * rowC);
            c50 = FloatVector.fromArray(F, c, atC + 5 * rowC);
        }
        int p = atA;
        int q = atB;
        for (int k = 0; k < inner; k++) {
            FloatVector b0 = FloatVector.fromArray(F, b, q);
            FloatVector x = FloatVector.broadcast(F, a[p]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(F, a[p + rowA]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(F, a[p + 2 * rowA]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(F, a[p + 3 * rowA]);
            c30 = x.fma(b0, c30);
            x = FloatVector.broadcast(F, a[p + 4 * rowA]);
            c40 = x.fma(b0, c40);
            x = FloatVector.broadcast(F, a[p + 5 * rowA]);
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
