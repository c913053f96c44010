package dev.limen.autodiff;

import java.util.List;
import java.util.Locale;

/**
 * A comparison of two numbers, element by element; its output is BOOL and carries no derivative.
 *
 * @param op which comparison
 */
public record Compare(Op op) implements Primitive {

    /** The comparisons of a and b; all are false where one is NaN. */
    public enum Op {
        /** a below b. */
        LT,
        /** a below or equal to b. */
        LE,
        /** a equal to b. */
        EQ
    }

    @Override
    public String name() {
        return op.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Elementwise.requireSameShape(name(), inputs);
        return List.of(inputs.get(0));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        return List.of(DType.BOOL);
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(Expr.zerosLike(node.input(0)), Expr.zerosLike(node.input(1)));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.compare(this);
    }
}
