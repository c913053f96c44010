package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Inputs put one behind the other along an axis.
 *
 * @param axis the axis; not an open one
 */
public record Concat(int axis) implements Primitive {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("concat: no inputs; expected one at least");
        }
        int length = 0;
        for (Shape shape : inputs) {
            Elementwise.requireAxis(name(), axis, shape);
            if (shape.dim(axis) < 0
                    || !shape.replace(axis, 0).equals(inputs.get(0).replace(axis, 0))) {
                throw new IllegalArgumentException("concat: shapes " + inputs + " along axis " + axis
                        + "; expected equal ones but for that axis, which must not be that of events or objects");
            }
            length += shape.dim(axis);
        }
        return List.of(inputs.get(0).replace(axis, length));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        if (inputs.stream().distinct().count() != 1) {
            throw new IllegalArgumentException("concat: types " + inputs + " differ; cast them to one first");
        }
        return List.of(inputs.get(0));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        List<Expr> parts = new ArrayList<>();
        int from = 0;
        for (Expr input : node.inputs()) {
            int to = from + input.shape().dim(axis);
            parts.add(cotangents.get(0).slice(axis, from, to));
            from = to;
        }
        return parts;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.concat(this);
    }
}
