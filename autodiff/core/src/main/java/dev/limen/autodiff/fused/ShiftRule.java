package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;

/**
 * How a shift depends on its parameter alpha, given its differences: shift = up(alpha) (up - nominal) + down(alpha)
 * (nominal - down), with two weights of alpha.
 *
 * <p>Formulas: HistFactory (CERN-OPEN-2012-016) and its reference implementation pyhf, interpolation codes 0 and 4p.
 */
public enum ShiftRule {

    /**
     * Code 4p: where |alpha| is below 1 the weights are alpha/2 + q and alpha/2 - q with
     * q = alpha^2 (15 + alpha^2 (-10 + 3 alpha^2)) / 16, else as {@link #LINEAR}. Twice continuously differentiable; the
     * third derivative jumps at |alpha| = 1.
     */
    SMOOTH,

    /** Code 0: alpha times the upper difference where alpha is above 0, else times the lower: a kink at 0 (taken from below). */
    LINEAR;

    private boolean isPolynomial(double alpha) {
        return this == SMOOTH && Math.abs(alpha) < 1;
    }

    /** The derivative of order 0, 1 or 2 of the weight of (up - nominal). */
    double up(int order, double alpha) {
        return isPolynomial(alpha) ? odd(order, alpha) + even(order, alpha) : alpha > 0 ? line(order, alpha) : 0;
    }

    /** The derivative of order 0, 1 or 2 of the weight of (nominal - down). */
    double down(int order, double alpha) {
        return isPolynomial(alpha) ? odd(order, alpha) - even(order, alpha) : alpha > 0 ? 0 : line(order, alpha);
    }

    private static double line(int order, double alpha) {
        return order == 0 ? alpha : order == 1 ? 1 : 0;
    }

    private static double odd(int order, double alpha) {
        return 0.5 * line(order, alpha);
    }

    private static double even(int order, double alpha) {
        double square = alpha * alpha;
        return switch (order) {
            case 0 -> square * (15 + square * (-10 + 3 * square)) / 16;
            case 1 -> alpha * (30 + square * (-40 + 18 * square)) / 16;
            default -> (30 + square * (-120 + 90 * square)) / 16;
        };
    }

    /** Both weights as functions of alpha: the one of (up - nominal), then the one of (nominal - down). */
    Expr[] expand(Expr alpha) {
        Expr zero = Expr.zerosLike(alpha);
        Expr upper = alpha.gt(0);
        Expr lineUp = Expr.where(upper, alpha, zero);
        Expr lineDown = Expr.where(upper, zero, alpha);
        if (this == LINEAR) {
            return new Expr[] {lineUp, lineDown};
        }
        Expr inside = alpha.abs().lt(1);
        Expr near = Expr.where(inside, alpha, zero);
        Expr square = near.square();
        Expr even = square.mul(square.mul(square.mul(3).sub(10)).add(15)).div(16);
        Expr odd = near.mul(0.5);
        return new Expr[] {
            Expr.where(inside, odd.add(even), lineUp), Expr.where(inside, odd.sub(even), lineDown)
        };
    }
}
