package dev.limen.autodiff.contract;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Inputs for stacks of layers, of which some outputs or all are given. */
final class DenseStackFixtures {
    private DenseStackFixtures() {}

    static List<Fixture> all() {
        List<Activation> smooth = List.of(Activation.TANH, Activation.IDENTITY, Activation.SIGMOID);
        List<Activation> kinked = List.of(Activation.RELU, Activation.TANH);
        List<Fixture> all = new ArrayList<>();
        for (DenseStack.Role role : DenseStack.Role.values()) {
            all.add(stack(new DenseStack(role, smooth, DType.FLOAT64, 1, outputs(role, 3)), 3, 4, 2, 3));
            all.add(stack(new DenseStack(role, smooth.subList(0, 2), DType.FLOAT64, 2, outputs(role, 2)), 2, 3, 1));
            all.add(stack(new DenseStack(role, kinked, DType.FLOAT64, 0, outputs(role, 2)), 3, 2, 4));
        }
        all.add(stack(new DenseStack(DenseStack.Role.VALUE, smooth, DType.FLOAT64, 1, List.of(0)), 3, 4, 2, 3));
        all.add(stack(new DenseStack(DenseStack.Role.VALUE, smooth, DType.FLOAT64, 1, List.of(2)), 3, 4, 2, 3));
        for (List<Integer> given : List.of(List.of(0), List.of(3, 5), List.of(1, 2), List.of(4))) {
            all.add(stack(new DenseStack(DenseStack.Role.PULLBACK, smooth, DType.FLOAT64, 1, given), 3, 4, 2, 3));
        }
        return all;
    }

    private static List<Integer> outputs(DenseStack.Role role, int layers) {
        return IntStream.range(0, role == DenseStack.Role.VALUE ? layers : 2 * layers + 1)
                .boxed()
                .toList();
    }

    /** Five rows, twice as many where there are two axes of them, one where there is none. */
    private static Fixture stack(DenseStack primitive, int... widths) {
        int[][] axes = {{}, {5}, {2, 5}};
        Shape rows = Shape.of(axes[primitive.rowAxes()]);
        int layers = widths.length - 1;
        List<Shape> shapes = new ArrayList<>(List.of(rows.then(Shape.of(widths[0]))));
        for (int k = 1; k <= layers; k++) {
            shapes.add(Shape.of(widths[k - 1], widths[k]));
        }
        for (int k = 1; k <= layers; k++) {
            boolean value = primitive.role() == DenseStack.Role.VALUE;
            shapes.add(value ? Shape.of(widths[k]) : rows.then(Shape.of(widths[k])));
        }
        if (primitive.role() == DenseStack.Role.PULLBACK) {
            shapes.add(rows.then(Shape.of(widths[layers])));
        }
        Tensor[] inputs = new Tensor[shapes.size()];
        for (int i = 0; i < inputs.length; i++) {
            double[] values = Fixtures.numbers(shapes.get(i).dims().stream()
                            .mapToInt(Integer::intValue)
                            .toArray())
                    .toDoubles();
            for (int j = 0; j < values.length; j++) {
                values[j] = 0.6 * values[j] + 0.07 * i;
            }
            inputs[i] = Tensor.wrap(shapes.get(i), values);
        }
        List<Shape> refused = new ArrayList<>(shapes);
        refused.set(1, Shape.of(7, widths[1]));
        return Fixture.of(primitive, layers == 3 ? 2 : 3, inputs).refusing(refused.toArray(Shape[]::new));
    }
}
