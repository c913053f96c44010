package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;

/**
 * How a shift depends on its parameter alpha, given its differences: shift = up(alpha) (up - nominal) + down(alpha)
 * (nominal - down), with two weights of alpha.
 *
 * <p>Formulas: HistFactory (CERN-OPEN-2012-016) and its reference implementation pyhf, interpolation codes 0, 2 and 4p.
 */
public enum ShiftRule {

    /**
     * Code 4p: where |alpha| is below 1 the weights are alpha/2 + q and alpha/2 - q with
     * q = alpha^2 (15 + alpha^2 (-10 + 3 alpha^2)) / 16, else as {@link #LINEAR}. Twice continuously differentiable; the
     * third derivative jumps at |alpha| = 1.
     */
    SMOOTH,

    /** Code 0: alpha times the upper difference where alpha is above 0, else times the lower: a kink at 0 (taken from below). */
    LINEAR,

    /**
     * Code 2: (alpha^2 + alpha)/2 and (alpha - alpha^2)/2 where |alpha| is 1 or below, and beyond it the straight lines
     * that continue these, as in ROOT. Once continuously differentiable; the second derivative jumps at |alpha| = 1
     * (taken from inside).
     */
    QUADRATIC,

    /**
     * Code 2 as pyhf has it: the lines of {@link #QUADRATIC} beyond |alpha| = 1 lack their constant, so that the shift
     * jumps to 0 there.
     */
    QUADRATIC_WITH_JUMP;

    private boolean isPolynomial(double alpha) {
        return switch (this) {
            case SMOOTH -> Math.abs(alpha) < 1;
            case LINEAR -> false;
            case QUADRATIC, QUADRATIC_WITH_JUMP -> Math.abs(alpha) <= 1;
        };
    }

    /** The derivative of order 0, 1 or 2 of the weight of (up - nominal). */
    double up(int order, double alpha) {
        if (isPolynomial(alpha)) {
            return odd(order, alpha) + even(order, alpha);
        }
        return alpha > 0 ? steep(order, alpha) : flat(order, alpha);
    }

    /** The derivative of order 0, 1 or 2 of the weight of (nominal - down): minus the other's at -alpha. */
    double down(int order, double alpha) {
        if (isPolynomial(alpha)) {
            return odd(order, alpha) - even(order, alpha);
        }
        // Order by order the sign changes back; at 0 the kink is taken from below.
        double mirrored = alpha > 0 ? flat(order, -alpha) : steep(order, -alpha);
        return order == 1 ? mirrored : 0 - mirrored;
    }

    /** The weight's line on its own side, alpha above 0. */
    private double steep(int order, double alpha) {
        return switch (this) {
            case SMOOTH, LINEAR -> line(order, alpha);
            case QUADRATIC -> line(order, 1.5 * alpha - 0.5, 1.5);
            case QUADRATIC_WITH_JUMP -> line(order, 1.5 * (alpha - 1), 1.5);
        };
    }

    /** The weight's line on the other side, alpha below 0. */
    private double flat(int order, double alpha) {
        boolean quadratic = this == QUADRATIC || this == QUADRATIC_WITH_JUMP;
        return quadratic ? line(order, -0.5 * (alpha + 1), -0.5) : 0;
    }

    private static double line(int order, double alpha) {
        return line(order, alpha, 1);
    }

    private static double line(int order, double value, double slope) {
        return order == 0 ? value : order == 1 ? slope : 0;
    }

    private static double odd(int order, double alpha) {
        return 0.5 * line(order, alpha);
    }

    private double even(int order, double alpha) {
        double square = alpha * alpha;
        if (this != SMOOTH) {
            return order == 0 ? 0.5 * square : order == 1 ? alpha : 1;
        }
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
        if (this == LINEAR) {
            return new Expr[] {Expr.where(upper, alpha, zero), Expr.where(upper, zero, alpha)};
        }
        Expr inside = this == SMOOTH ? alpha.abs().lt(1) : alpha.abs().le(1);
        Expr near = Expr.where(inside, alpha, zero);
        Expr square = near.square();
        Expr odd = near.mul(0.5);
        if (this == SMOOTH) {
            Expr even = square.mul(square.mul(square.mul(3).sub(10)).add(15)).div(16);
            return new Expr[] {
                Expr.where(inside, odd.add(even), Expr.where(upper, alpha, zero)),
                Expr.where(inside, odd.sub(even), Expr.where(upper, zero, alpha))
            };
        }
        Expr even = square.mul(0.5);
        return new Expr[] {
            Expr.where(inside, odd.add(even), lines(alpha, upper)),
            Expr.where(inside, odd.sub(even), lines(alpha.neg(), upper.not()).neg())
        };
    }

    /** The weight of (up - nominal) beyond |alpha| = 1, by quadratic codes. */
    private Expr lines(Expr alpha, Expr upper) {
        Expr own = this == QUADRATIC ? alpha.mul(1.5).sub(0.5) : alpha.sub(1).mul(1.5);
        return Expr.where(upper, own, alpha.add(1).mul(-0.5));
    }
}
