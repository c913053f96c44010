package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Shape;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Repetition, exchange of axes, parts and joins: copies between views. */
final class ArrangementCalls {
    private ArrangementCalls() {}

    static INDArray shaped(INDArray flat, Shape shape) {
        return flat.reshape('c', dims(shape));
    }

    private static long[] dims(Shape shape) {
        return shape.dims().stream().mapToLong(Integer::longValue).toArray();
    }

    static Assembly broadcast(Shape from, Shape to, List<Integer> axes) {
        long[] aligned = new long[to.rank()];
        Arrays.fill(aligned, 1);
        for (int i = 0; i < axes.size(); i++) {
            aligned[axes.get(i)] = from.dim(i);
        }
        return (in, out) -> {
            INDArray target = shaped(out[0], to);
            return Calls.named("assign", new INDArray[] {target, in[0].reshape('c', aligned)}, target);
        };
    }

    static Assembly permute(Shape from, Shape to, List<Integer> order) {
        int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
        return (in, out) -> Calls.copy(shaped(in[0], from).permute(axes), shaped(out[0], to));
    }

    static Assembly slice(Shape from, Shape to, int axis, int start) {
        return (in, out) -> Calls.copy(part(shaped(in[0], from), axis, start, to.dim(axis)), shaped(out[0], to));
    }

    /** The zeros around the input are written once. */
    static Assembly pad(Shape from, Shape to, int axis, int before) {
        return (in, out) -> {
            out[0].assign(0);
            return Calls.copy(shaped(in[0], from), part(shaped(out[0], to), axis, before, from.dim(axis)));
        };
    }

    static Assembly concat(List<Shape> from, Shape to, int axis) {
        return (in, out) -> {
            INDArray whole = shaped(out[0], to);
            ArrayOperation all = () -> {};
            int start = 0;
            for (int k = 0; k < in.length; k++) {
                int length = from.get(k).dim(axis);
                if (length > 0) {
                    all = all.then(Calls.copy(shaped(in[k], from.get(k)), part(whole, axis, start, length)));
                }
                start += length;
            }
            return all;
        };
    }

    private static INDArray part(INDArray array, int axis, int start, int length) {
        INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
        Arrays.fill(indices, NDArrayIndex.all());
        indices[axis] = NDArrayIndex.interval(start, start + length);
        return array.get(indices);
    }
}
