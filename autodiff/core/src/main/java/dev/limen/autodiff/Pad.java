package dev.limen.autodiff;

import java.util.List;

/**
 * Zeros added at the ends of an axis.
 *
 * @param axis   the axis; not an open one
 * @param before number of zeros before the first element
 * @param after  number of zeros behind the last element
 */
public record Pad(int axis, int before, int after) implements Primitive {
    @Override
    public String name() {
        return "pad";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape shape = inputs.get(0);
        Elementwise.requireAxis(name(), axis, shape);
        if (before < 0 || after < 0 || shape.dim(axis) < 0) {
            throw new IllegalArgumentException(
                    "pad: " + before + " and " + after + " zeros along axis " + axis + " of shape " + shape
                            + "; expected counts of 0 or more and an axis that is not that of events or objects");
        }
        return List.of(shape.replace(axis, before + shape.dim(axis) + after));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(cotangents
                .get(0)
                .slice(axis, before, before + node.input(0).shape().dim(axis)));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.pad(this);
    }
}
