package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A row-major output whose element (i0, i1, ...) is the input's at offset + i0 strides0 + i1 strides1 + ...: repetition,
 * exchange of axes, slices.
 */
final class StridedCopy implements Kernel {
    private final int[] lengths;
    private final int[] strides;
    private final int offset;
    private final int[] sizes;

    private StridedCopy(int[] dims, int[] steps, int offset) {
        List<int[]> merged = new ArrayList<>();
        boolean empty = false;
        for (int axis = 0; axis < dims.length; axis++) {
            empty |= dims[axis] == 0;
            if (dims[axis] == 1) {
                continue;
            }
            int[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last[1] == dims[axis] * steps[axis]) {
                last[0] *= dims[axis];
                last[1] = steps[axis];
            } else {
                merged.add(new int[] {dims[axis], steps[axis]});
            }
        }
        if (merged.isEmpty()) {
            merged.add(new int[] {1, 1});
        }
        this.lengths =
                empty ? new int[] {0} : merged.stream().mapToInt(m -> m[0]).toArray();
        this.strides =
                empty ? new int[] {1} : merged.stream().mapToInt(m -> m[1]).toArray();
        // A copy of nothing starts nowhere: an offset beyond an empty array is out of bounds.
        this.offset = empty ? 0 : offset;
        this.sizes = new int[lengths.length];
        int size = 1;
        for (int level = lengths.length - 1; level >= 0; level--) {
            sizes[level] = size;
            size *= lengths[level];
        }
    }

    static Kernel broadcast(Shape from, Shape to, List<Integer> axes) {
        int[] own = rowMajor(from);
        int[] steps = new int[to.rank()];
        for (int i = 0; i < axes.size(); i++) {
            steps[axes.get(i)] = own[i];
        }
        return new StridedCopy(dims(to), steps, 0);
    }

    static Kernel permute(Shape from, List<Integer> order) {
        int[] own = rowMajor(from);
        int[] dims = new int[from.rank()];
        int[] steps = new int[from.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = from.dim(order.get(i));
            steps[i] = own[order.get(i)];
        }
        return new StridedCopy(dims, steps, 0);
    }

    static Kernel slice(Shape from, Shape to, int axis, int start) {
        int[] own = rowMajor(from);
        return new StridedCopy(dims(to), own, start * own[axis]);
    }

    private static int[] dims(Shape shape) {
        return shape.dims().stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] rowMajor(Shape shape) {
        int[] steps = new int[shape.rank()];
        int step = 1;
        for (int axis = steps.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape.dim(axis);
        }
        return steps;
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        copy(inputs[0], offset, outputs[0], 0, 0);
    }

    private void copy(double[] from, int at, double[] to, int start, int level) {
        int length = lengths[level];
        int stride = strides[level];
        if (level < lengths.length - 1) {
            for (int i = 0; i < length; i++) {
                copy(from, at + i * stride, to, start + i * sizes[level], level + 1);
            }
        } else if (length == 0) {
            return;
        } else if (stride == 1) {
            System.arraycopy(from, at, to, start, length);
        } else if (stride == 0) {
            Arrays.fill(to, start, start + length, from[at]);
        } else {
            for (int i = 0; i < length; i++) {
                to[start + i] = from[at + i * stride];
            }
        }
    }
}
