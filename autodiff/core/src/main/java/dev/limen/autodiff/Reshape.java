package dev.limen.autodiff;

import java.util.List;

/**
 * The same elements, in row-major order, under another shape; an open axis keeps its place between equal
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
        if (open(from) != open(target) || outer(from) != outer(target) || inner(from) != inner(target)) {
            throw new IllegalArgumentException("reshape: " + from + " to " + target
                    + "; expected the same number of elements, and on either side of the axis of events or objects");
        }
        return List.of(target);
    }

    private static int open(Shape shape) {
        return shape.isOpen() ? shape.dim(shape.openAxis()) : 0;
    }

    private static int outer(Shape shape) {
        return shape.first(Math.max(shape.openAxis(), 0)).size();
    }

    private static int inner(Shape shape) {
        return shape.last(shape.rank() - 1 - shape.openAxis()).size();
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
