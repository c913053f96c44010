package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch of a graph that was made by batching: the new axes come before the old ones, whatever their lengths. */
class NestedBatchTest {
    private static final Tensor ROWS = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
    private static final Tensor MATRICES = Tensor.of(Shape.of(2, 2, 2), 1, 0, 2, 1, -1, 3, 0.5, 2);

    /** Two vectors times a matrix, then two matrices for both vectors: lengths that a confusion would not notice. */
    @Test
    void productOfVectorsInLanesWithMatricesInLanes() {
        Expr vector = Expr.variable("vector", Shape.of(1, 2));
        Expr matrix = Expr.variable("matrix", Shape.of(2, 2));
        Expr rows = Expr.variable("rows", Shape.of(2, 1, 2));
        Expr inner = new Graph(List.of(vector), List.of(vector.matmul(matrix)))
                .batch(List.of(rows))
                .get(0);
        Expr matrices = Expr.variable("matrices", Shape.of(2, 2, 2));
        Expr outer = new Graph(List.of(matrix), List.of(inner))
                .batch(List.of(matrices))
                .get(0);
        double[] got = Program.compile(List.of(rows, matrices), List.of(outer))
                .run(Tensor.of(Shape.of(2, 1, 2), ROWS.toDoubles()), MATRICES)
                .output(0)
                .toDoubles();
        double[] expected = new double[8];
        for (int m = 0; m < 2; m++) {
            for (int r = 0; r < 2; r++) {
                for (int j = 0; j < 2; j++) {
                    for (int i = 0; i < 2; i++) {
                        expected[(m * 2 + r) * 2 + j] += ROWS.at(r * 2 + i) * MATRICES.at((m * 2 + i) * 2 + j);
                    }
                }
            }
        }
        assertArrayEquals(expected, got, 1e-15);
    }

    /** The same for a linear system, whose matrix gets its axes last. */
    @Test
    void solutionsForVectorsInLanesAndMatricesInLanes() {
        Expr vector = Expr.variable("vector", Shape.of(2));
        Expr matrix = Expr.variable("matrix", Shape.of(2, 2));
        Expr rows = Expr.variable("rows", Shape.of(2, 2));
        Expr inner = new Graph(List.of(vector), List.of(Implicit.solve(matrix, vector)))
                .batch(List.of(rows))
                .get(0);
        Expr matrices = Expr.variable("matrices", Shape.of(2, 2, 2));
        Expr outer = new Graph(List.of(matrix), List.of(inner))
                .batch(List.of(matrices))
                .get(0);
        double[] got = Program.compile(List.of(rows, matrices), List.of(outer))
                .run(ROWS, MATRICES)
                .output(0)
                .toDoubles();
        double[] back = new double[8];
        double[] expected = new double[8];
        for (int m = 0; m < 2; m++) {
            for (int r = 0; r < 2; r++) {
                for (int i = 0; i < 2; i++) {
                    expected[(m * 2 + r) * 2 + i] = ROWS.at(r * 2 + i);
                    for (int j = 0; j < 2; j++) {
                        back[(m * 2 + r) * 2 + i] += MATRICES.at((m * 2 + i) * 2 + j) * got[(m * 2 + r) * 2 + j];
                    }
                }
            }
        }
        assertArrayEquals(expected, back, 1e-14);
    }
}
