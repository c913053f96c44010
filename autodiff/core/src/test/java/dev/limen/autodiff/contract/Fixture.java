package dev.limen.autodiff.contract;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.DenseStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A primitive with inputs at which it is tried.
 *
 * @param primitive what is tried
 * @param inputs    its inputs, away from kinks and from the edge of its domain
 * @param order     to which order its derivatives are compared with differences
 * @param refused   shapes of inputs that it must refuse, naming itself and them; empty if it takes any
 */
record Fixture(Primitive primitive, List<Tensor> inputs, int order, List<Shape> refused) {

    static Fixture of(Primitive primitive, int order, Tensor... inputs) {
        return new Fixture(primitive, List.of(inputs), order, List.of());
    }

    Fixture refusing(Shape... shapes) {
        return new Fixture(primitive, inputs, order, List.of(shapes));
    }

    List<Expr> variables() {
        return inputs.stream()
                .map(value -> Expr.variable("input", value.shape(), value.dtype()))
                .toList();
    }

    List<Expr> apply(List<Expr> variables) {
        return Node.apply(ofType(variables), variables).outputs();
    }

    /** The primitive, which may name the type of its inputs. */
    private Primitive ofType(List<Expr> variables) {
        return primitive instanceof DenseStack stack
                ? new DenseStack(
                        stack.role(), stack.activations(), variables.get(0).dtype(), stack.rowAxes(), stack.given())
                : primitive;
    }

    Map<Expr, Tensor> point(List<Expr> variables) {
        Map<Expr, Tensor> point = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            point.put(variables.get(i), inputs.get(i));
        }
        return point;
    }

    /** The floating ones of some expressions. */
    static List<Expr> floating(List<Expr> all) {
        return all.stream().filter(expr -> expr.dtype().isFloating()).toList();
    }

    /** The inputs with floating ones moved a little, the same way for the same {@code lane}. */
    List<Tensor> moved(int lane) {
        List<Tensor> moved = new ArrayList<>();
        for (Tensor input : inputs) {
            double[] values = input.toDoubles();
            for (int i = 0; input.dtype() == DType.FLOAT64 && i < values.length; i++) {
                values[i] *= 1 + 0.03 * lane * Math.sin(1 + i);
            }
            moved.add(Tensor.fromDoubles(input.shape(), input.dtype(), values));
        }
        return moved;
    }

    @Override
    public String toString() {
        return primitive.name()
                + (primitive.toString().length() < 60 ? " " + primitive : "")
                + inputs.stream().map(Tensor::shape).toList();
    }
}
