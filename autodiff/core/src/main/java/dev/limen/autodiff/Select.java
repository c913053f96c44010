package dev.limen.autodiff;

import java.util.List;

/**
 * Element by element the second input where the first (BOOL) is true, else the third.
 *
 * <p>The value of the branch not taken is never used, but its derivative is multiplied by zero: an infinite one
 * gives NaN, so guard the argument of a singular operation and not its result.
 */
public record Select() implements Primitive {
    @Override
    public String name() {
        return "select";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Elementwise.requireSameShape(name(), inputs);
        return List.of(inputs.get(0));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        if (inputs.get(0) != DType.BOOL || inputs.get(1) != inputs.get(2)) {
            throw new IllegalArgumentException("select: got " + inputs + "; expected BOOL and two of one type");
        }
        return List.of(inputs.get(1));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr condition = node.input(0);
        Expr ct = cotangents.get(0);
        Expr zero = Expr.zerosLike(ct);
        return List.of(Expr.zerosLike(condition), Expr.where(condition, ct, zero), Expr.where(condition, zero, ct));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.select(this);
    }
}
