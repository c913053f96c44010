package dev.limen.autodiff;

import java.util.List;

/**
 * The elements from {@code from} (included) to {@code to} (excluded) along an axis.
 *
 * @param axis the axis; not an open one
 * @param from first position
 * @param to   one past the last position
 */
public record Slice(int axis, int from, int to) implements Primitive {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape shape = inputs.get(0);
        Elementwise.requireAxis(name(), axis, shape);
        if (from < 0 || to < from || to > shape.dim(axis)) {
            throw new IllegalArgumentException(
                    "slice: " + from + " to " + to + " along axis " + axis + " of shape " + shape + " is outside it");
        }
        return List.of(shape.replace(axis, to - from));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        int length = node.input(0).shape().dim(axis);
        return List.of(Node.apply(new Pad(axis, from, length - to), cotangents).output(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.slice(this);
    }
}
