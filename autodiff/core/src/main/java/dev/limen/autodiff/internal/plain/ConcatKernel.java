package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import java.util.List;

/** Inputs one behind the other along an axis; {@code rows} are their elements for one outer position. */
record ConcatKernel(int outer, int[] rows) implements Kernel {

    static Kernel of(List<Shape> inputs, int axis) {
        int outer = inputs.get(0).first(axis).size();
        return new ConcatKernel(
                outer,
                inputs.stream()
                        .mapToInt(shape -> shape.last(shape.rank() - axis).size())
                        .toArray());
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < rows.length; k++) {
                System.arraycopy(inputs[k], o * rows[k], outputs[0], at, rows[k]);
                at += rows[k];
            }
        }
    }
}
