package dev.limen.autodiff.math;

import static dev.limen.autodiff.math.Coefficients.*;

/**
 * The standard normal distribution: density {@code phi}, cumulative {@code Phi}, its logarithm and inverse.
 *
 * <p>All rest on {@code Phi(-a) = exp(-a^2 / 2) g(t) / (a + 5)} with {@code t = (a - 5) / (a + 5)}, {@code a >= 0}: one polynomial
 * {@code g} for all {@code a}, in the manner of M. M. Shepherd and J. G. Laframboise, Math. Comp. 36 (1981) 249.
 */
public final class Normal {

    private Normal() {}

    /** {@code phi(x) = exp(-x^2 / 2) / sqrt(2 pi)}, within 2 ulp down to underflow beyond {@code |x| = 38.6}. */
    public static double density(double x) {
        return INV_SQRT_2PI * gauss(Math.abs(x));
    }

    /** {@code Phi(x)}, the integral of the density below {@code x}, within 6 ulp, relative also in the lower tail down to underflow below -38.5. */
    public static double cdf(double x) {
        double a = Math.abs(x);
        double q = 1 / (a + TAIL_POLE);
        double tail = gauss(a) * (scaledTail(q) * q);
        return x > 0 ? 1 - tail : tail;
    }

    /** {@code log Phi(x)}, within 6 ulp on both sides: {@code -x^2 / 2 - log(-x) - log(2 pi) / 2} far below, {@code -Phi(-x)} far above. */
    public static double logCdf(double x) {
        double a = Math.abs(x);
        double q = 1 / (a + TAIL_POLE);
        double ratio = scaledTail(q) * q;
        double tail = gauss(a) * ratio;
        double rest = 1 - tail;
        double y = x < 0 ? ratio : rest;
        double correction = x < 0 ? 0 : ((1 - rest) - tail) / rest;
        double base = x < 0 ? -0.5 * (a * a) : 0;
        return Logarithm.reduced(y, correction, -1023, base);
    }

    /**
     * {@code phi(x) / Phi(x)}, the derivative of {@code log Phi}, within 6 ulp; {@code -x} far below, where neither density nor cumulative can be
     * represented.
     */
    public static double logCdfSlope(double x) {
        double a = Math.abs(x);
        double pole = a + TAIL_POLE;
        double q = 1 / pole;
        double g = scaledTail(q);
        double e = gauss(a);
        double above = INV_SQRT_2PI * e / (1 - e * (g * q));
        double below = INV_SQRT_2PI / g * pole;
        return x < 0 ? below : above;
    }

    /**
     * {@code Phi^-1(p)}, within 8 ulp, relative also near one half; {@code -infinity} at 0, {@code +infinity} at 1, NaN outside [0, 1].
     */
    public static double quantile(double p) {
        if (p < 0.3) {
            return lowerQuantile(Logarithm.log(p));
        }
        return p > 0.7 ? -lowerQuantile(Logarithm.log(1 - p)) : centralQuantile(p - 0.5);
    }

    /**
     * {@code Phi^-1(e^y)} for the logarithm {@code y <= 0} of a probability too small or too near one to be represented, within 8 ulp away from zero;
     * {@code +infinity} at 0, NaN above.
     */
    public static double quantileOfLog(double y) {
        return y < -1 ? lowerQuantile(y) : -quantile(-Exponential.expm1(y));
    }

    /** Newton's steps on {@code log Phi(x) = y}, {@code y < log 0.32}. The start, good to 1 %, is M. Abramowitz and I. Stegun, eq. 26.2.22. */
    private static double lowerQuantile(double y) {
        if (!(y > Double.NEGATIVE_INFINITY)) {
            return y;
        }
        double s = Math.sqrt(-2 * y);
        double x = Math.fma(0.27061, s, 2.30753) / (1 + s * Math.fma(0.04481, s, 0.99229)) - s;
        for (int step = 0; step < 4; step++) {
            x -= (logCdf(x) - y) / logCdfSlope(x);
        }
        return x;
    }

    /** Newton's steps on {@code erf(x / sqrt 2) / 2 = d}, {@code |d| <= 0.2}. */
    private static double centralQuantile(double d) {
        double x = d / INV_SQRT_2PI;
        for (int step = 0; step < 4; step++) {
            x -= (0.5 * ErrorFunction.erf(x / SQRT_2) - d) / density(x);
        }
        return x;
    }

    /** {@code exp(-a^2 / 2)} for {@code a >= 0}; the rounding error of the square is put back into the exponent. */
    private static double gauss(double a) {
        double c = a > TAIL_MAX ? TAIL_MAX : a;
        double square = c * c;
        double rest = Math.fma(c, c, -square);
        double z = -0.5 * square;
        double rounded = Math.fma(z, LOG2E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_HIGH, z) + Math.fma(n, -LN2_LOW, -0.5 * rest);
        return Exponential.scale(Math.fma(r * r, Exponential.quadratic(r), r) + 1, rounded);
    }

    /** {@code g}, by {@code q = 1 / (a + 5)}. */
    private static double scaledTail(double q) {
        double t = Math.fma(-2 * TAIL_POLE, q, 1);
        double t2 = t * t;
        double p = Math.fma(TAIL_22, t2, Math.fma(TAIL_21, t, TAIL_20));
        p = Math.fma(p, t2, Math.fma(TAIL_19, t, TAIL_18));
        p = Math.fma(p, t2, Math.fma(TAIL_17, t, TAIL_16));
        p = Math.fma(p, t2, Math.fma(TAIL_15, t, TAIL_14));
        p = Math.fma(p, t2, Math.fma(TAIL_13, t, TAIL_12));
        p = Math.fma(p, t2, Math.fma(TAIL_11, t, TAIL_10));
        p = Math.fma(p, t2, Math.fma(TAIL_9, t, TAIL_8));
        p = Math.fma(p, t2, Math.fma(TAIL_7, t, TAIL_6));
        p = Math.fma(p, t2, Math.fma(TAIL_5, t, TAIL_4));
        p = Math.fma(p, t2, Math.fma(TAIL_3, t, TAIL_2));
        return Math.fma(p, t2, Math.fma(TAIL_1, t, TAIL_0));
    }

    /** {@code exp(-x^2) } is {@code gauss(sqrt(2) x)}, but not in floating point: this is {@code erfc(a)} for {@code a >= 0}. */
    static double erfcUpper(double a) {
        double c = a > ERFC_MAX ? ERFC_MAX : a;
        double square = c * c;
        double rest = Math.fma(c, c, -square);
        double rounded = Math.fma(-square, LOG2E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_HIGH, -square) + Math.fma(n, -LN2_LOW, -rest);
        double e = Exponential.scale(Math.fma(r * r, Exponential.quadratic(r), r) + 1, rounded);
        double q = 1 / Math.fma(SQRT_2, c, TAIL_POLE);
        return e * (2 * (scaledTail(q) * q));
    }

    /** {@code erfc} is zero above 27.3. */
    private static final double ERFC_MAX = 28;
}
