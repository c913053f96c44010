package dev.limen.autodiff.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LuFactorTest {

    @Property(tries = 100)
    void theResidualOfASolutionIsRounding(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        double[] a = SymmetricFactorTest.random(n * n + 3, seed);
        double[] b = SymmetricFactorTest.random(n + 2, seed + 1);
        LuFactor factor = new LuFactor(40);
        assertTrue(factor.factor(a, 3, n));
        double[] matrix = Arrays.copyOfRange(a, 3, a.length);
        double[] transposed = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                transposed[j * n + i] = matrix[i * n + j];
            }
        }
        double[] x = b.clone();
        factor.solve(x, 2);
        assertSolves(matrix, Arrays.copyOfRange(x, 2, n + 2), Arrays.copyOfRange(b, 2, n + 2));
        x = b.clone();
        factor.solveTransposed(x, 2);
        assertSolves(transposed, Arrays.copyOfRange(x, 2, n + 2), Arrays.copyOfRange(b, 2, n + 2));
    }

    // Partial pivoting is backward stable: the residual is a few n ulps of |A||x|.
    private static void assertSolves(double[] a, double[] x, double[] b) {
        double[] ax = SymmetricFactorTest.times(a, x);
        double size = 1;
        for (double v : x) {
            size = Math.max(size, Math.abs(v));
        }
        for (int i = 0; i < b.length; i++) {
            assertEquals(b[i], ax[i], 1e-13 * b.length * size);
        }
    }

    @Test
    void pivotsWhereTheDiagonalVanishes() {
        LuFactor factor = new LuFactor(2);
        assertTrue(factor.factor(new double[] {0, 2, 3, 0}, 0, 2));
        double[] b = {4, 6};
        factor.solve(b, 0);
        assertEquals(2, b[0]);
        assertEquals(2, b[1]);
    }

    @Test
    void saysWhenAMatrixIsSingular() {
        LuFactor factor = new LuFactor(2);
        assertFalse(factor.factor(new double[] {1, 2, 2, 4}, 0, 2));
        assertTrue(factor.singular());
        assertEquals(0, factor.smallestPivot());
        assertThrows(IllegalStateException.class, () -> factor.solve(new double[2], 0));
        assertFalse(factor.factor(new double[] {1, Double.POSITIVE_INFINITY, 2, 4}, 0, 2));
        assertFalse(factor.factor(new double[] {0, 0, 2, 4}, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> factor.factor(new double[9], 0, 3));
    }
}
