package dev.limen.autodiff.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SymmetricPatternTest {

    /** A pattern of random blocks and border in a random order. */
    private static SymmetricPattern pattern(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int border = random.nextInt(n + 1);
        int[] ends = IntStream.rangeClosed(1, border)
                .filter(end -> end == border || random.nextInt(3) == 0)
                .toArray();
        return SymmetricPattern.arrow(order, ends);
    }

    /** A random matrix of the pattern, row-major; definite if the diagonal is large. */
    private static double[] whole(SymmetricPattern pattern, double diagonal, SplittableRandom random) {
        int n = pattern.rows();
        double[] whole = new double[n * n];
        for (int position : pattern.positions()) {
            double value = random.nextDouble() - 0.5;
            whole[position] = value;
            whole[position % n * n + position / n] = value;
        }
        for (int i = 0; i < n; i++) {
            whole[i * n + i] += diagonal;
        }
        return whole;
    }

    private static SymmetricMatrix packed(SymmetricPattern pattern, double[] whole) {
        SymmetricMatrix matrix = new SymmetricMatrix(pattern);
        int[] positions = pattern.positions();
        Arrays.setAll(matrix.values(), k -> whole[positions[k]]);
        return matrix;
    }

    @Property(tries = 100)
    void packedMatricesAreWhatTheyWere(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SymmetricPattern pattern = pattern(n, random);
        double[] whole = whole(pattern, 0, random);
        SymmetricMatrix matrix = packed(pattern, whole);
        int[] diagonal = pattern.diagonal();
        double[] largest = new double[n];
        matrix.largest(largest);
        double[] x = SymmetricFactorTest.random(n, seed);
        double[] product = SymmetricFactorTest.random(n, seed + 1);
        double[] expected = SymmetricFactorTest.times(whole, x);
        for (int i = 0; i < n; i++) {
            expected[i] += product[i];
        }
        matrix.addProduct(x, product);
        assertArrayEquals(expected, product, 1e-13);
        SymmetricMatrix scaled = new SymmetricMatrix(pattern);
        scaled.setScaled(matrix, x);
        for (int i = 0; i < n; i++) {
            assertEquals(whole[i * n + i], matrix.diagonal(i));
            assertEquals(whole[i * n + i], matrix.values()[diagonal[i]]);
            double most = 0;
            for (int j = 0; j < n; j++) {
                assertEquals(whole[i * n + j], matrix.get(i, j));
                assertEquals(whole[i * n + j] * x[i] * x[j], scaled.get(i, j), 1e-15);
                most = Math.max(most, Math.abs(whole[i * n + j]));
            }
            assertEquals(most, largest[i]);
        }
        matrix.flip(n - 1);
        assertEquals(-whole[n * n - 1], matrix.get(n - 1, n - 1));
    }

    @Property(tries = 200)
    void submatricesAreFactoredAsWithoutAPattern(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll boolean definite, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SymmetricPattern pattern = pattern(n, random);
        double[] whole = whole(pattern, definite ? n : 0, random);
        int[] kept = IntStream.range(0, n).filter(i -> random.nextInt(4) > 0).toArray();
        SymmetricFactor plain = new SymmetricFactor(n);
        SymmetricFactor factor = new SymmetricFactor(n);
        SymmetricMatrix matrix = packed(pattern, whole);
        factor.arrange(matrix);
        boolean positive = factor.factor(matrix, kept, kept.length, 0.1);
        assertEquals(plain.factor(whole, n, kept, kept.length, 0.1), positive);
        assertTrue(positive || !definite);
        assertEquals(plain.negativeEigenvalues(), factor.negativeEigenvalues());
        double[] z = new double[kept.length];
        if (!positive) {
            double curvature = factor.negativeCurvature(z);
            double quadratic = 0;
            for (int i = 0; i < kept.length; i++) {
                for (int j = 0; j < kept.length; j++) {
                    quadratic += z[i] * z[j] * (whole[kept[i] * n + kept[j]] + (i == j ? 0.1 : 0));
                }
            }
            // Without pivoting for size the factor of an indefinite matrix loses digits.
            assertEquals(curvature, quadratic, 1e-5 * Math.max(1, Math.abs(curvature)));
            return;
        }
        double[] expected = SymmetricFactorTest.random(kept.length, seed);
        double[] found = expected.clone();
        plain.solve(expected);
        factor.solve(found);
        assertArrayEquals(expected, found, 1e-12);
    }

    @Test
    void aDenseMatrixIsItsUpperTriangle() {
        SymmetricMatrix matrix = new SymmetricMatrix(SymmetricPattern.dense(2));
        matrix.set(new double[] {1, 2, 2, 3});
        assertArrayEquals(new double[] {1, 2, 3}, matrix.values());
        assertTrue(matrix.isFinite());
        matrix.values()[1] = Double.NaN;
        assertFalse(matrix.isFinite());
        SymmetricMatrix diagonal = new SymmetricMatrix(SymmetricPattern.arrow(new int[] {0, 1}, new int[] {1, 2}));
        assertEquals(0, diagonal.get(0, 1));
        assertThrows(IllegalStateException.class, () -> diagonal.set(new double[4]));
    }

    @Test
    void anArrowNamesEachRowOnce() {
        assertThrows(IllegalArgumentException.class, () -> SymmetricPattern.arrow(new int[] {0, 0}, new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> SymmetricPattern.arrow(new int[] {0, 1}, new int[] {3}));
        assertThrows(IllegalArgumentException.class, () -> SymmetricPattern.arrow(new int[] {1, 0}, new int[] {2, 1}));
    }
}
