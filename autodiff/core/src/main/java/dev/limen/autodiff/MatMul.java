package dev.limen.autodiff;

import java.util.List;

/**
 * The matrix product of {@code [..., n, k]} and {@code [..., k, m]}: {@code [..., n, m]}, with leading batch axes
 * on either.
 */
public record MatMul() implements Primitive {
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        if (a.rank() < 2 || b.rank() < 2 || a.dim(a.rank() - 1) != b.dim(b.rank() - 2)) {
            throw new IllegalArgumentException(
                    "matmul: " + a + " times " + b + "; expected [..., n, k] times [..., k, m]");
        }
        Shape batch = Shape.commonLeading(name(), List.of(a.first(a.rank() - 2), b.first(b.rank() - 2)));
        return List.of(batch.then(Shape.of(a.dim(a.rank() - 2), b.dim(b.rank() - 1))));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        if (inputs.get(0) != inputs.get(1) || !inputs.get(0).isFloating()) {
            throw new IllegalArgumentException("matmul: types " + inputs + "; expected two equal floating ones");
        }
        return List.of(inputs.get(0));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr a = node.input(0);
        Expr b = node.input(1);
        Expr ct = cotangents.get(0);
        return List.of(
                ct.matmul(b.transpose()).sumLeadingTo(a.shape()),
                a.transpose().matmul(ct).sumLeadingTo(b.shape()));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.matMul(this);
    }
}
