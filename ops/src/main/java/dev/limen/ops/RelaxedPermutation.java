package dev.limen.ops;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.stream.IntStream;

/**
 * Matrices whose rows are soft choices of the largest, the second largest, ... element: {@code matrix x} is x in descending order as the
 * temperature goes to zero.
 *
 * <p>Every row adds up to 1. Time and memory are O(n^2): {@link SoftSorting} sorts without a matrix; this is for those who want to permute
 * other quantities along.
 */
public final class RelaxedPermutation {
    private RelaxedPermutation() {}

    /**
     * SoftSort.
     *
     * <pre>
     *   matrix[i, j] = softmax over j of -|s_i - x_j| / temperature,   s = x in descending order
     * </pre>
     *
     * <p>S. Prillo and J. M. Eisenschlos, arXiv:2006.16038, equation 3 with the distance |x - y|.
     *
     * @param x           {@code [..., n]}; axes before the last are batches
     * @param temperature a scalar above 0, in units of x
     * @return {@code [..., n, n]}
     */
    public static Expr softSort(Expr x, Expr temperature) {
        requireRows("SoftSort", x, temperature);
        Expr sorted = x.neg().sort().neg();
        return Softmax.shares(down(sorted).sub(across(x)).abs().neg(), x.shape().rank(), temperature);
    }

    /**
     * NeuralSort.
     *
     * <pre>
     *   matrix[i, j] = softmax over j of ((n + 1 - 2 i) x_j - sum_k |x_j - x_k|) / temperature,   i = 1, ..., n
     * </pre>
     *
     * <p>A. Grover, E. Wang, A. Zweig and S. Ermon, arXiv:1903.08850, equation 6. Of equal elements each gets an equal share.
     *
     * @param x           {@code [..., n]}; axes before the last are batches
     * @param temperature a scalar above 0, in units of x
     * @return {@code [..., n, n]}
     */
    public static Expr neuralSort(Expr x, Expr temperature) {
        int n = requireRows("NeuralSort", x, temperature);
        int last = x.shape().rank();
        Expr distances = down(x).sub(across(x)).abs().sum(last);
        double[] slopes =
                IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - 2 * i).toArray();
        Expr slope = Expr.constant(Tensor.wrap(Shape.of(n, 1), slopes)).cast(x.dtype());
        return Softmax.shares(across(x).mul(slope).sub(across(distances)), last, temperature);
    }

    private static int requireRows(String operation, Expr x, Expr temperature) {
        int last = x.shape().rank() - 1;
        if (last < 0 || !x.dtype().isFloating() || x.shape().dim(last) < 0) {
            throw new IllegalArgumentException(operation + ": " + x.dtype() + x.shape()
                    + "; expected floating numbers whose last axis, which is sorted, has a fixed length");
        }
        Scale.require(operation, "temperature", temperature);
        return x.shape().dim(last);
    }

    /** {@code [..., n]} as {@code [..., n, 1]}. */
    private static Expr down(Expr x) {
        return x.reshape(x.shape().then(Shape.of(1)));
    }

    /** {@code [..., n]} as {@code [..., 1, n]}. */
    private static Expr across(Expr x) {
        int last = x.shape().rank() - 1;
        return x.reshape(x.shape().first(last).then(Shape.of(1)).then(x.shape().last(1)));
    }
}
