package dev.limen.autodiff;

import java.util.List;

/**
 * A vector in ascending order, and the positions its elements came from (INT32); equal elements keep their
 * order, NaN comes last.
 */
public record Sort() implements Primitive {
    @Override
    public String name() {
        return "sort";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        if (inputs.get(0).rank() != 1) {
            throw new IllegalArgumentException("sort: shape " + inputs.get(0) + "; expected a vector");
        }
        return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        return List.of(inputs.get(0), DType.INT32);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        if (node.input(0).shape().hasEvents()) {
            throw new IllegalArgumentException(
                    "sort: no derivative along the event axis yet; give the vector a fixed length");
        }
        Expr positions = node.output(1);
        Expr scattered = Node.apply(
                        new ScatterAdd(0, node.input(0).shape().dim(0)), List.of(cotangents.get(0), positions))
                .output(0);
        return List.of(scattered);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sort(this);
    }
}
