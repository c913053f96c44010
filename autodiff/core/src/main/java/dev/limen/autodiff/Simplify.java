package dev.limen.autodiff;

import java.util.List;

/** Applies a primitive through {@link Expr}'s methods where these fold zeros, ones and identity matrices. */
final class Simplify {
    private Simplify() {}

    static List<Expr> apply(Primitive primitive, List<Expr> inputs) {
        Expr a = inputs.isEmpty() ? null : inputs.get(0);
        if (primitive instanceof Binary binary) {
            Expr b = inputs.get(1);
            switch (binary.op()) {
                case ADD:
                    return List.of(a.add(b));
                case SUB:
                    return List.of(a.sub(b));
                case MUL:
                    return List.of(a.mul(b));
                case DIV:
                    return List.of(a.div(b));
                case POW, MAX, MIN, ATAN2, AND, OR:
                    break;
            }
        } else if (Unary.Op.NEG.isOf(primitive)) {
            return List.of(a.neg());
        } else if (primitive instanceof Select) {
            return List.of(Expr.where(a, inputs.get(1), inputs.get(2)));
        } else if (primitive instanceof MatMul) {
            return List.of(a.matmul(inputs.get(1)));
        } else if (primitive instanceof Reduce reduce && reduce.op() == Reduce.Op.SUM) {
            return List.of(a.sum(reduce.axes()));
        } else if (primitive instanceof Broadcast broadcast) {
            return List.of(a.broadcast(broadcast.target(), broadcast.axes()));
        } else if (primitive instanceof Reshape reshape) {
            return List.of(a.reshape(reshape.target()));
        } else if (primitive instanceof Slice slice) {
            return List.of(a.slice(slice.axis(), slice.from(), slice.to()));
        } else if (primitive instanceof Take take) {
            return List.of(a.take(take.axis(), inputs.get(1)));
        }
        return Node.apply(primitive, inputs).outputs();
    }
}
