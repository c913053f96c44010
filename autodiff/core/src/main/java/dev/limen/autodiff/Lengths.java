package dev.limen.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** The lengths of open axes, by the numbers that stand for these in shapes. */
record Lengths(IntUnaryOperator byAxis) {
    /** No axis has a length. */
    static final Lengths NONE = new Lengths(axis -> {
        throw new IllegalStateException("axis " + Shape.of(axis) + " has no length here");
    });

    /** The same for every axis. */
    static Lengths every(int length) {
        return new Lengths(axis -> length);
    }

    /** The length of one. */
    int of(int axis) {
        return byAxis.applyAsInt(axis);
    }

    /** A shape with its open axis, where there is one, given its length. */
    Shape bind(Shape shape) {
        int axis = shape.openAxis();
        return axis < 0 ? shape : shape.replace(axis, of(shape.dim(axis)));
    }

    /**
     * The lengths on which inputs agree, by axis.
     *
     * @throws IllegalArgumentException naming two inputs that do not
     */
    static Map<Integer, Integer> ofInputs(List<Expr> inputs, List<Tensor> values) {
        Map<Integer, Integer> lengths = new HashMap<>();
        Map<Integer, Expr> first = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Expr input = inputs.get(i);
            int position = input.shape().openAxis();
            if (position < 0 || values.get(i).shape().rank() != input.shape().rank()) {
                continue;
            }
            int axis = input.shape().dim(position);
            int here = values.get(i).shape().dim(position);
            Integer known = lengths.putIfAbsent(axis, here);
            first.putIfAbsent(axis, input);
            if (known != null && known != here) {
                String what = axis == Shape.EVENTS ? " events" : " objects of " + Shape.of(axis);
                throw new IllegalArgumentException("run: input " + RunState.name(first.get(axis)) + " has " + known
                        + what + ", input " + RunState.name(input) + " has " + here + "; expected equal numbers");
            }
        }
        return lengths;
    }
}
