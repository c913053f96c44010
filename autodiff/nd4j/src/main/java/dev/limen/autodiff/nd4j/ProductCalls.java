package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Matrix products by BLAS, one call for each position of the leading axes. */
final class ProductCalls {
    /** With more, the calls cost more than the products. */
    static final int MOST_LANES = 64;

    private ProductCalls() {}

    static int lanes(Shape output) {
        return output.first(output.rank() - 2).size();
    }

    static Assembly of(Shape a, Shape b, Shape y) {
        return (in, out) -> {
            INDArray left = matrices(in[0], a);
            INDArray right = matrices(in[1], b);
            INDArray product = matrices(out[0], y);
            ArrayOperation all = () -> {};
            for (int lane = 0; lane < product.size(0); lane++) {
                // The shorter leading axes are a suffix of the longer ones, so lanes repeat.
                INDArray[] pair = {lane(left, lane % left.size(0)), lane(right, lane % right.size(0))};
                all = all.then(Calls.named("matmul", pair, lane(product, lane)));
            }
            return all;
        };
    }

    private static INDArray matrices(INDArray flat, Shape shape) {
        int rank = shape.rank();
        return flat.reshape('c', shape.first(rank - 2).size(), shape.dim(rank - 2), shape.dim(rank - 1));
    }

    private static INDArray lane(INDArray matrices, long lane) {
        return matrices.get(NDArrayIndex.point(lane), NDArrayIndex.all(), NDArrayIndex.all());
    }
}
