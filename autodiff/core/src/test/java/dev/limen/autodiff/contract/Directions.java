package dev.limen.autodiff.contract;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Derivatives along a few directions that move all elements at once, for the price of as many elements. */
final class Directions {
    private static final int COUNT = 3;
    /** Two elements that move against each other come no closer than when one of them moves alone. */
    private static final double LENGTH = 0.4;

    private Directions() {}

    /** The gradient of {@code value} by how far variables go from {@code point} along each direction, at the point. */
    static GradientCheck check(Expr value, List<Expr> by, Map<Expr, Tensor> point, Execution execution) {
        if (by.stream().mapToInt(variable -> variable.shape().size()).sum() <= COUNT) {
            return GradientCheck.of(value, by, point, GradientCheck.STEP, execution);
        }
        Expr distances = Expr.variable("distance along direction", Shape.of(COUNT));
        List<Expr> moved = new ArrayList<>();
        Map<Expr, Tensor> rest = new LinkedHashMap<>(point);
        for (int k = 0; k < by.size(); k++) {
            Expr x = Expr.constant(rest.remove(by.get(k)));
            for (int j = 0; j < COUNT; j++) {
                Expr direction = Numbers.weights(x.shape(), 1.3 * j + 0.5 * k).mul(LENGTH);
                x = x.add(distances.get(j).mul(direction));
            }
            moved.add(x);
        }
        rest.put(distances, Tensor.wrap(Shape.of(COUNT), new double[COUNT]));
        Expr along = new Graph(by, List.of(value)).call(moved).get(0);
        return GradientCheck.of(along, List.of(distances), rest, GradientCheck.STEP, execution);
    }
}
