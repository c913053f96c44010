package dev.limen.autodiff.math;

import static dev.limen.autodiff.math.Coefficients.*;

/** The logarithm of the gamma function and its derivatives for positive arguments. */
public final class GammaFunction {

    /** The largest order of {@link #polygamma}; beyond, factorials overflow. */
    public static final int MAX_ORDER = 100;

    private static final double HALF_LOG_2PI = 0x1.d67f1c864beb5p-1;

    /** Bernoulli numbers B_2, B_4, ... B_24. */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330,
        854513.0 / 138,
        -236364091.0 / 2730
    };

    private GammaFunction() {}

    /**
     * {@code log Gamma(x)} for {@code x > 0}, within 1e-15 of max(1, |value|), relative also near its zeros 1 and 2; {@code +infinity} at zero, NaN below.
     */
    public static double logGamma(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x < 0.5) {
            return x * ratioNearTwo(x) - Logarithm.log1p(x) - Logarithm.log(x);
        }
        if (x < 1.5) {
            double z = x - 1;
            return z * ratioNearTwo(z) - Logarithm.log1p(z);
        }
        if (x < 10) {
            double y = x;
            double product = 1;
            while (y > 2.5) {
                y -= 1;
                product *= y;
            }
            return (y - 2) * ratioNearTwo(y - 2) + Logarithm.log(product);
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double r = 1 / x;
        double r2 = r * r;
        double series = 0;
        for (int k = 10; k >= 1; k--) {
            series = series * r2 + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
        }
        // x (log x - 1) - log(x) / 2 overflows only where the value does.
        double log = Logarithm.log(x);
        return x * (log - 1) - 0.5 * log + (HALF_LOG_2PI + series * r);
    }

    /** {@code psi(x) = d log Gamma(x) / dx} for {@code x > 0}, within 2e-15 of max(1, |value|); {@code -infinity} at zero, NaN below. */
    public static double digamma(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        double y = x;
        double shifted = 0;
        while (y < 15) {
            shifted += 1 / y;
            y += 1;
        }
        double r = 1 / y;
        double r2 = r * r;
        double series = 0;
        for (int k = 12; k >= 1; k--) {
            series = (series + BERNOULLI[k - 1] / (2 * k)) * r2;
        }
        return Logarithm.log(y) - 0.5 * r - series - shifted;
    }

    /**
     * {@code psi^(order)(x)}, the derivative of that order of {@link #digamma}, for {@code x > 0}, within 1e-14 relative for orders 1 to 10;
     * infinite at zero, NaN below.
     *
     * <p>{@code (-1)^(m+1) psi^(m)(x) = sum_{k<n} m! / (x + k)^(m+1) + (m-1)! / y^m + m! / (2 y^(m+1)) + sum_j B_2j (2j+m-1)! / ((2j)! y^(2j+m))},
     * {@code y = x + n} large: recurrence and asymptotic series, NIST Digital Library of Mathematical Functions, 5.15.5 and 5.15.8.
     *
     * @throws IllegalArgumentException for an order outside 0 to {@link #MAX_ORDER}
     */
    public static double polygamma(int order, double x) {
        if (order < 0 || order > MAX_ORDER) {
            throw new IllegalArgumentException("polygamma has orders 0 to " + MAX_ORDER + "; got " + order);
        }
        if (order == 0) {
            return digamma(x);
        }
        double sign = order % 2 == 0 ? -1 : 1;
        if (!(x > 0)) {
            return x == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double before = 1; // (m - 1)!
        for (int i = 2; i < order; i++) {
            before *= i;
        }
        double y = x;
        double shifted = 0;
        while (y < Math.max(15, 12 + order)) {
            shifted += power(1 / y, order + 1);
            y += 1;
        }
        double r = 1 / y;
        double r2 = r * r;
        double series = 1 + 0.5 * order * r;
        double factor = r2; // (2j+m-1)! / ((2j)! (m-1)!) r^2j
        for (int j = 1; j <= 12; j++) {
            factor *= (2.0 * j + order - 1) * (2.0 * j + order - 2) / (2.0 * j * (2 * j - 1)) * (j == 1 ? 1 : r2);
            series += BERNOULLI[j - 1] * factor;
        }
        return sign * before * (order * shifted + series * power(r, order));
    }

    private static double power(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int e = exponent; e > 0; e >>= 1) {
            result *= (e & 1) == 1 ? square : 1;
            square *= square;
        }
        return result;
    }

    /** {@code log Gamma(2 + z) / z} for {@code |z| <= 1/2}. */
    private static double ratioNearTwo(double z) {
        double p = LOG_GAMMA_17;
        p = Math.fma(p, z, LOG_GAMMA_16);
        p = Math.fma(p, z, LOG_GAMMA_15);
        p = Math.fma(p, z, LOG_GAMMA_14);
        p = Math.fma(p, z, LOG_GAMMA_13);
        p = Math.fma(p, z, LOG_GAMMA_12);
        p = Math.fma(p, z, LOG_GAMMA_11);
        p = Math.fma(p, z, LOG_GAMMA_10);
        p = Math.fma(p, z, LOG_GAMMA_9);
        p = Math.fma(p, z, LOG_GAMMA_8);
        p = Math.fma(p, z, LOG_GAMMA_7);
        p = Math.fma(p, z, LOG_GAMMA_6);
        p = Math.fma(p, z, LOG_GAMMA_5);
        p = Math.fma(p, z, LOG_GAMMA_4);
        p = Math.fma(p, z, LOG_GAMMA_3);
        p = Math.fma(p, z, LOG_GAMMA_2);
        p = Math.fma(p, z, LOG_GAMMA_1);
        return Math.fma(p, z, LOG_GAMMA_0);
    }
}
