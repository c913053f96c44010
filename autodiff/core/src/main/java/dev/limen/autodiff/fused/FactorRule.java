package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.math.Exponential;

/**
 * How a factor depends on its parameter alpha, given its values at alpha = -1 and 1 (it is 1 at 0).
 *
 * <p>A row of coefficients is (a1, ..., a6, log up, log down), see {@link PoissonRates#factorCoefficients}.
 * Formulas: HistFactory (CERN-OPEN-2012-016) and its reference implementation pyhf, interpolation codes 1 and 4.
 */
public enum FactorRule {

    /**
     * Code 4: 1 + sum_i a_i alpha^i where |alpha| is below 1, else as {@link #EXPONENTIAL}. Twice continuously
     * differentiable; the third derivative jumps at |alpha| = 1.
     */
    EXPONENTIAL_POLYNOMIAL,

    /** Code 1: up^alpha where alpha is above 0, else down^(-alpha): continuous, with a kink at 0 (taken from below). */
    EXPONENTIAL;

    /** Numbers in a row of coefficients. */
    static final int COEFFICIENTS = 8;

    private static final int TERMS = 6;
    private static final int LOG_UP = 6;
    private static final int LOG_DOWN = 7;

    private boolean isPolynomial(double alpha) {
        return this == EXPONENTIAL_POLYNOMIAL && Math.abs(alpha) < 1;
    }

    /** The factor, from the row of {@code c} that starts at {@code at}. */
    double value(double alpha, double[] c, int at) {
        if (isPolynomial(alpha)) {
            return 1 + series(alpha, c, at);
        }
        return Exponential.exp(alpha > 0 ? alpha * c[at + LOG_UP] : -alpha * c[at + LOG_DOWN]);
    }

    private static double series(double alpha, double[] c, int at) {
        double tail = c[at + 3] + alpha * (c[at + 4] + alpha * c[at + 5]);
        return alpha * (c[at] + alpha * (c[at + 1] + alpha * (c[at + 2] + alpha * tail)));
    }

    /** The first derivative by alpha. */
    double slope(double alpha, double value, double[] c, int at) {
        if (isPolynomial(alpha)) {
            double tail = 4 * c[at + 3] + alpha * (5 * c[at + 4] + alpha * 6 * c[at + 5]);
            return c[at] + alpha * (2 * c[at + 1] + alpha * (3 * c[at + 2] + alpha * tail));
        }
        return rate(alpha, c, at) * value;
    }

    /** The second derivative by alpha. */
    double curvature(double alpha, double value, double[] c, int at) {
        if (isPolynomial(alpha)) {
            double tail = 12 * c[at + 3] + alpha * (20 * c[at + 4] + alpha * 30 * c[at + 5]);
            return 2 * c[at + 1] + alpha * (6 * c[at + 2] + alpha * tail);
        }
        double rate = rate(alpha, c, at);
        return rate * rate * value;
    }

    /** The change of {@link #value} along a change {@code v} of the coefficients. */
    double valueAlong(double alpha, double value, double[] v, int at) {
        return isPolynomial(alpha) ? series(alpha, v, at) : rate(alpha, v, at) * alpha * value;
    }

    /** The change of {@link #slope} along a change {@code v} of the coefficients. */
    double slopeAlong(double alpha, double value, double[] c, int at, double[] v, int vAt) {
        if (isPolynomial(alpha)) {
            return slope(alpha, value, v, vAt);
        }
        double change = rate(alpha, v, vAt);
        return change * value * (1 + rate(alpha, c, at) * alpha);
    }

    /** Writes {@code weight} times the derivatives of {@link #value} by the coefficients. */
    void pull(double alpha, double value, double weight, double[] out, int at) {
        if (isPolynomial(alpha)) {
            double power = weight;
            for (int i = 0; i < TERMS; i++) {
                power *= alpha;
                out[at + i] = power;
            }
            out[at + LOG_UP] = 0;
            out[at + LOG_DOWN] = 0;
        } else {
            writeLogs(alpha, weight * value * alpha, out, at);
        }
    }

    /**
     * Writes the change of what {@link #pull} writes, along changes of alpha, value and weight.
     */
    void pullAlong(
            double alpha, double dAlpha, double value, double dValue, double weight, double dWeight, double[] out, int at) {
        if (isPolynomial(alpha)) {
            double power = 1;
            for (int i = 0; i < TERMS; i++) {
                out[at + i] = power * (dWeight * alpha + (i + 1) * weight * dAlpha);
                power *= alpha;
            }
            out[at + LOG_UP] = 0;
            out[at + LOG_DOWN] = 0;
        } else {
            writeLogs(alpha, dWeight * value * alpha + weight * (dValue * alpha + value * dAlpha), out, at);
        }
    }

    private static void writeLogs(double alpha, double up, double[] out, int at) {
        for (int i = 0; i < TERMS; i++) {
            out[at + i] = 0;
        }
        out[at + LOG_UP] = alpha > 0 ? up : 0;
        out[at + LOG_DOWN] = alpha > 0 ? 0 : -up;
    }

    /** The logarithmic derivative by alpha outside the polynomial: log up or -log down. */
    private static double rate(double alpha, double[] c, int at) {
        return alpha > 0 ? c[at + LOG_UP] : -c[at + LOG_DOWN];
    }

    /** The factors {@code [n]} at alpha {@code [n]} with coefficients {@code [n, 8]}. */
    Expr expand(Expr alpha, Expr coefficients) {
        Expr up = alpha.gt(0);
        Expr rate = Expr.where(up, column(coefficients, LOG_UP), column(coefficients, LOG_DOWN).neg());
        if (this == EXPONENTIAL) {
            return alpha.mul(rate).exp();
        }
        Expr zero = Expr.zerosLike(alpha);
        Expr inside = alpha.abs().lt(1);
        Expr near = Expr.where(inside, alpha, zero);
        Expr far = Expr.where(inside, zero, alpha);
        Expr polynomial = column(coefficients, TERMS - 1);
        for (int i = TERMS - 2; i >= 0; i--) {
            polynomial = column(coefficients, i).add(near.mul(polynomial));
        }
        return Expr.where(inside, near.mul(polynomial).add(1), far.mul(rate).exp());
    }

    private static Expr column(Expr rows, int index) {
        return rows.slice(1, index, index + 1).reshape(rows.shape().first(1));
    }
}
