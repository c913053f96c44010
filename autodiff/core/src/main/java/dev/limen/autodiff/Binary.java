package dev.limen.autodiff;

import java.util.List;
import java.util.Locale;

/**
 * A function of two numbers, applied element by element to inputs of one shape and type.
 *
 * @param op which function
 */
public record Binary(Op op) implements Primitive {

    /** The functions of a and b. */
    public enum Op {
        /** a + b. */
        ADD,
        /** a - b. */
        SUB,
        /** a b. */
        MUL,
        /** a / b. */
        DIV,
        /** a to the power b; the derivative by b wants a above 0. */
        POW,
        /** The larger; at a tie the derivative goes to a. */
        MAX,
        /** The smaller; at a tie the derivative goes to a. */
        MIN,
        /** The angle of the point (x = b, y = a), in (-pi, pi]; derivative 0 at the origin. */
        ATAN2,
        /** Both, of BOOLs. */
        AND,
        /** One or both, of BOOLs. */
        OR
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
        boolean logical = op == Op.AND || op == Op.OR;
        if (inputs.get(0) != inputs.get(1) || logical != (inputs.get(0) == DType.BOOL)) {
            throw new IllegalArgumentException(name() + ": got " + inputs + "; expected two "
                    + (logical ? "BOOL" : "numbers of one type; cast one"));
        }
        return List.of(inputs.get(0));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr a = node.input(0);
        Expr b = node.input(1);
        Expr y = node.output(0);
        Expr ct = cotangents.get(0);
        Expr zero = Expr.zerosLike(ct);
        return switch (op) {
            case ADD -> List.of(ct, ct);
            case SUB -> List.of(ct, ct.neg());
            case MUL -> List.of(ct.mul(b), ct.mul(a));
            case DIV -> List.of(ct.div(b), ct.mul(y).div(b).neg());
            case POW -> List.of(ct.mul(b.mul(a.pow(b.sub(1)))), ct.mul(y.mul(a.log())));
            case MAX -> {
                Expr first = a.ge(b);
                yield List.of(Expr.where(first, ct, zero), Expr.where(first, zero, ct));
            }
            case MIN -> {
                Expr first = a.le(b);
                yield List.of(Expr.where(first, ct, zero), Expr.where(first, zero, ct));
            }
            case ATAN2 -> {
                Expr r2 = a.square().add(b.square());
                Expr origin = r2.le(0);
                Expr scaled = Expr.where(origin, zero, ct.div(Expr.where(origin, Expr.onesLike(r2), r2)));
                yield List.of(scaled.mul(b), scaled.mul(a).neg());
            }
            case AND, OR -> List.of(Expr.zerosLike(a), Expr.zerosLike(b));
        };
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.binary(this);
    }
}
