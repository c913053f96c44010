package dev.limen.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Soft sort and rank against recorded numbers of fast-soft-sort (commit 6a52ce7, NumPy, 64-bit). Its Jacobians of entropic soft sorts take the
 * softmax of the places instead of that of the values; where central differences stand beside them, these are the truth.
 */
class SoftSortOracleTest {

    @Test
    void valuesAndJacobians() throws IOException {
        Path file = Path.of(System.getProperty("limen.shared", "no-shared-folder"))
                .resolve("oracles/softsort/soft_sort_rank.json");
        assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (set -Dlimen.shared)");
        JsonNode cases = new ObjectMapper().readTree(file.toFile()).get("cases");
        int wrong = 0;
        for (JsonNode recorded : cases) {
            wrong += compare(recorded) ? 0 : 1;
        }
        assertEquals(280, cases.size());
        assertEquals(34, wrong, "Jacobians of the original that differ from its own differences");
    }

    /** Whether the original's own Jacobian agrees, too. */
    private static boolean compare(JsonNode recorded) {
        double[] values = Relaxed.vector(recorded.get("x"));
        double eps = recorded.get("eps").asDouble();
        Expr x = Expr.variable("x", Shape.of(values.length));
        SoftSorting soft = SoftSorting.of(
                recorded.get("reg").asText().equals("l2") ? Regularisation.L2 : Regularisation.ENTROPIC, eps);
        Order order = Order.valueOf(recorded.get("direction").asText());
        Expr out = recorded.get("kind").asText().equals("soft_sort") ? soft.sort(x, order) : soft.rank(x, order);
        Result result = Program.compile(List.of(x), List.of(out, Derivatives.jacobian(out, x)))
                .run(Tensor.of(values));
        String name = recorded.get("kind") + " " + recorded.get("reg") + " " + order + " " + eps + " of "
                + Arrays.toString(values);
        // The original subtracts its fit from n / epsilon; ours does not.
        assertArrayEquals(
                Relaxed.vector(recorded.get("value")),
                result.output(0).toDoubles(),
                1e-14 * Math.max(10, values.length / eps),
                name);
        // Differences of step 1e-6 of numbers up to n / epsilon.
        assertArrayEquals(
                flat(recorded.get("jacobian_fd")),
                result.output(1).toDoubles(),
                1e-9 * Math.max(10, values.length / eps),
                name);
        double[] own = flat(recorded.get("jacobian"));
        double[] exact = result.output(1).toDoubles();
        boolean agrees = true;
        for (int i = 0; i < own.length; i++) {
            agrees &= Math.abs(own[i] - exact[i]) < 1e-9;
        }
        return agrees;
    }

    private static double[] flat(JsonNode matrix) {
        int n = matrix.size();
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(Relaxed.vector(matrix.get(i)), 0, values, i * n, n);
        }
        return values;
    }
}
