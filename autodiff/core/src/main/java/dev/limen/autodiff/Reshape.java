package dev.limen.autodiff;

import java.util.List;

/**
 * The same elements, in row-major order, under another shape; an event axis keeps its place between equal
 * numbers of elements.
 *
 * @param target shape of the output
 */
public record Reshape(Shape target) implements Primitive {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape from = inputs.get(0);
        if (from.hasEvents() != target.hasEvents() || outer(from) != outer(target) || inner(from) != inner(target)) {
            throw new IllegalArgumentException("reshape: " + from + " to " + target
                    + "; expected the same number of elements, and on either side of an event axis");
        }
        return List.of(target);
    }

    private static int outer(Shape shape) {
        return shape.first(Math.max(shape.eventAxis(), 0)).size();
    }

    private static int inner(Shape shape) {
        return shape.last(shape.rank() - 1 - shape.eventAxis()).size();
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(cotangents.get(0).reshape(node.input(0).shape()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.reshape(this);
    }
}
