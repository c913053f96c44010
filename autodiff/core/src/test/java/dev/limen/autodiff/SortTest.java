package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortTest {

    /** Short rows are inserted, longer ones merged, the longest counted by digits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 33, 500, 1023, 1024, 5000})
    void isStableAndPutsNaNLast(int n) {
        Random random = new Random(n);
        double[] special = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-310, -1e-310};
        double[] x = new double[2 * n];
        for (int i = 0; i < x.length; i++) {
            int kind = random.nextInt(20);
            x[i] = kind < special.length ? special[kind] : Math.rint(random.nextGaussian() * n) * 1e-3;
        }
        Expr rows = Expr.variable("x", Shape.of(2, n));
        Expr sorted = rows.sort();
        Result result = Program.compile(List.of(rows), sorted.node().outputs()).run(Tensor.wrap(Shape.of(2, n), x));
        for (int row = 0; row < 2; row++) {
            int from = row * n;
            // Adding zero makes both zeros one; NaN is the largest of this order.
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> x[from + i] + 0.0))
                    .mapToInt(i -> i)
                    .toArray();
            for (int i = 0; i < n; i++) {
                assertEquals(order[i], result.output(1).at(from + i));
                assertEquals(x[from + order[i]], result.output(0).at(from + i));
            }
        }
    }

    @Test
    void hasDerivativesAlongTheEventAxis() {
        Expr x = Expr.variable("x", Shape.events());
        Expr sorted = x.sort();
        Expr value = sorted.mul(sorted.cumulativeSum(0)).sum();
        Program program = Program.compile(
                List.of(x),
                List.of(Derivatives.gradient(value, x)),
                new Execution(Execution.plain().backend(), 2, 2));
        // For s sorted, value = sum_i s_i (s_1 + ... + s_i): by s_i it is the sum of all and s_i again.
        assertArrayEquals(
                new double[] {18, 16, 17, 20, 19},
                program.run(Tensor.of(3, 1, 2, 5, 4)).output(0).toDoubles());
    }
}
