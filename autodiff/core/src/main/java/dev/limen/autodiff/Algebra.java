package dev.limen.autodiff;

import java.util.List;

/** Matrix products, with the identity matrix and signs taken out so that a Hessian's rows stay one kernel call. */
final class Algebra {
    private Algebra() {}

    static Expr matmul(Expr a, Expr b) {
        Shape shape = new MatMul().shapes(List.of(a.shape(), b.shape())).get(0);
        if (a.isZero() || b.isZero()) {
            return Expr.fill(shape, a.dtype(), 0);
        }
        if (isNegation(a)) {
            return matmul(a.node().input(0), b).neg();
        }
        if (isNegation(b)) {
            return matmul(a, b.node().input(0)).neg();
        }
        if (a.node().primitive() instanceof Leaf.Eye && b.shape().equals(shape)) {
            return b;
        }
        if (b.node().primitive() instanceof Leaf.Eye && a.shape().equals(shape)) {
            return a;
        }
        return Node.apply(new MatMul(), List.of(a, b)).output(0);
    }

    private static boolean isNegation(Expr e) {
        return Unary.Op.NEG.isOf(e.node().primitive());
    }
}
