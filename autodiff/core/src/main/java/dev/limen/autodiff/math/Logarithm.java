package dev.limen.autodiff.math;

import static dev.limen.autodiff.math.Coefficients.*;

/** The natural logarithm and its companions. */
public final class Logarithm {

    private Logarithm() {}

    /** {@code log x}, within 1 ulp; subnormal arguments included; -infinity at zero, NaN below. */
    public static double log(double x) {
        boolean small = x < Double.MIN_NORMAL;
        double y = small ? x * 0x1p54 : x;
        double shift = small ? -1077.0 : -1023.0;
        double value = reduced(y, 0, shift, 0);
        value = x == Double.POSITIVE_INFINITY ? x : value;
        value = x == 0 ? Double.NEGATIVE_INFINITY : value;
        return x >= 0 ? value : Double.NaN;
    }

    /** {@code log(1 + x)}, within 2 ulp, relative also near zero; keeps the sign of zero; -infinity at -1, NaN below. */
    public static double log1p(double x) {
        double u = 1 + x;
        double v = u - 1;
        double rest = (1 - (u - v)) + (x - v); // 1 + x - u, exactly
        double value = reduced(u, rest / u, -1023, 0);
        value = x == Double.POSITIVE_INFINITY ? x : value;
        value = x == 0 ? x : value;
        value = x == -1 ? Double.NEGATIVE_INFINITY : value;
        return x >= -1 ? value : Double.NaN;
    }

    /** {@code log(1 + e^x)}, within 3 ulp, relative in both tails. */
    public static double softplus(double x) {
        double e = Exponential.exp(-Math.abs(x));
        double u = 1 + e;
        double rest = (1 - u) + e; // 1 + e - u, exactly, since e <= 1
        double value = reduced(u, rest / u, -1023, 0);
        // Below the last bit of one the logarithm is e itself, and adding the reduced terms would lose subnormal bits.
        return x > 0 ? x + value : value;
    }

    /**
     * {@code base + log(y) + correction} for a positive normal {@code y}; {@code shift} is -1023, less the power of two by which
     * {@code y} was scaled up. The correction is added where it is smallest.
     */
    static double reduced(double y, double correction, double shift, double base) {
        long bits = Double.doubleToRawLongBits(y) - SQRT_HALF_BITS + (1023L << 52);
        double k = Double.longBitsToDouble((bits >>> 52) | TWO_52_BITS) - TWO_52 + shift;
        double f = Double.longBitsToDouble((bits & MANTISSA_BITS) + SQRT_HALF_BITS) - 1;
        double s = f / (2 + f);
        double z = s * s;
        double z2 = z * z;
        double p = Math.fma(LOG_6, z2, Math.fma(LOG_5, z, LOG_4));
        p = Math.fma(p, z2, Math.fma(LOG_3, z, LOG_2));
        p = Math.fma(p, z2, Math.fma(LOG_1, z, LOG_0));
        double half = 0.5 * f * f;
        // log(1 + f) = f - (f^2/2 - s (f^2/2 + z p)), the arrangement of FDLIBM's e_log.c
        double low = Math.fma(k, LN2_LOW, correction);
        double inner = half - Math.fma(s, Math.fma(z, p, half), low);
        return base + Math.fma(k, LN2_HIGH, f - inner);
    }
}
