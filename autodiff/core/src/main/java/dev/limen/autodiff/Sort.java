package dev.limen.autodiff;

import dev.limen.autodiff.fused.Reorder;
import java.util.List;

/**
 * The last axis in ascending order, each row for itself, and the positions in the row that elements came from (INT32);
 * equal elements keep their order, NaN comes last.
 */
public record Sort() implements Primitive {
    @Override
    public String name() {
        return "sort";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        if (inputs.get(0).rank() == 0) {
            throw new IllegalArgumentException("sort: shape " + inputs.get(0) + "; expected one axis at least");
        }
        return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        return List.of(inputs.get(0), DType.INT32);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(Reorder.scatter(cotangents.get(0), node.output(1)));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sort(this);
    }
}
