package dev.limen.autodiff.math;

import static dev.limen.autodiff.math.Coefficients.*;

/** The exponential function and what is made of one exponential. */
public final class Exponential {

    private Exponential() {}

    /**
     * {@code e^x}, within 1 ulp; infinite above 709.78, subnormal below -708.4, zero below -745.13.
     */
    public static double exp(double x) {
        double z = x > EXP_MAX ? EXP_MAX : x;
        z = z < EXP_MIN ? EXP_MIN : z;
        double rounded = Math.fma(z, LOG2E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, z));
        return scale(Math.fma(r * r, quadratic(r), r) + 1, rounded);
    }

    /** {@code e^x - 1}, within 2 ulp, relative also near zero; keeps the sign of zero. */
    public static double expm1(double x) {
        double z = x > EXP_MAX ? EXP_MAX : x;
        z = z < EXPM1_MIN ? EXPM1_MIN : z;
        double y = expm1Clamped(z);
        return Math.abs(x) < 0x1p-54 ? x : y; // keeps the sign of zero and the last bit of subnormal arguments
    }

    /** {@code tanh x}, within 3 ulp, relative also near zero; keeps the sign of zero. */
    public static double tanh(double x) {
        double a = Math.abs(x);
        a = a > TANH_MAX ? TANH_MAX : a;
        double z = a + a;
        double rounded = Math.fma(z, LOG2E, ROUND_BIASED);
        // One part of log(2) is enough: its error counts for n below four only, and less than half an ulp.
        double r = Math.fma(rounded - ROUND_BIASED, -LN2, z);
        double fraction = Math.fma(r * r, quadratic(r), r);
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(rounded) << 52);
        double e = Math.fma(power, fraction, power - 1);
        return Math.copySign(e / (e + 2), x);
    }

    /** The logistic function {@code 1 / (1 + e^-x)}, within 2 ulp, relative also in the lower tail down to underflow below -745.13. */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** {@code e^z - 1} for {@code -40 <= z <= 710}. */
    private static double expm1Clamped(double z) {
        double rounded = Math.fma(z, LOG2E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, z));
        double fraction = Math.fma(r * r, quadratic(r), r);
        // Half of 2^n, so that n = 1024 does not overflow before its time.
        double half = Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) - ROUND_BITS + 1022) << 52);
        double y = Math.fma(half, fraction, half - 0.5);
        return y + y;
    }

    /** {@code (e^r - 1 - r) / r^2} for {@code |r| <= log(2) / 2}. */
    static double quadratic(double r) {
        double r2 = r * r;
        double p = Math.fma(EXP_9, r, EXP_8);
        p = Math.fma(p, r2, Math.fma(EXP_7, r, EXP_6));
        p = Math.fma(p, r2, Math.fma(EXP_5, r, EXP_4));
        p = Math.fma(p, r2, Math.fma(EXP_3, r, EXP_2));
        return Math.fma(p, r2, Math.fma(EXP_1, r, EXP_0));
    }

    /** {@code p * 2^n} for {@code rounded = ROUND + n}, {@code -2044 <= n <= 2046}, rounded once: n is applied in two halves. */
    static double scale(double p, double rounded) {
        long n = Double.doubleToRawLongBits(rounded) - ROUND_BITS;
        long first = ((n + 2048) >>> 1) - 1024;
        long second = n - first;
        return p * Double.longBitsToDouble((first + 1023) << 52) * Double.longBitsToDouble((second + 1023) << 52);
    }
}
