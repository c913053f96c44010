package dev.limen.autodiff;

import java.util.List;

/**
 * Conversion to another type: to INT32 by dropping the fraction, to BOOL by comparison with 0.
 *
 * @param target the type of the output
 */
public record Cast(DType target) implements Primitive {
    @Override
    public String name() {
        return "cast";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return inputs;
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        return List.of(target);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr x = node.input(0);
        boolean flows = x.dtype().isFloating() && target.isFloating();
        return List.of(flows ? cotangents.get(0).cast(x.dtype()) : Expr.zerosLike(x));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.cast(this);
    }
}
