package dev.limen.autodiff.math;

import static dev.limen.autodiff.math.Coefficients.*;

/** The error function and its complement. */
public final class ErrorFunction {

    private ErrorFunction() {}

    /** {@code erf(x) = 2 / sqrt(pi) int_0^x exp(-t^2) dt}, within 3 ulp, relative also near zero; keeps the sign of zero. */
    public static double erf(double x) {
        double a = Math.abs(x);
        double z = a * a;
        double z2 = z * z;
        double p = Math.fma(ERF_8, z2, Math.fma(ERF_7, z, ERF_6));
        p = Math.fma(p, z2, Math.fma(ERF_5, z, ERF_4));
        p = Math.fma(p, z2, Math.fma(ERF_3, z, ERF_2));
        p = Math.fma(p, z2, Math.fma(ERF_1, z, ERF_0));
        double near = a * p;
        double far = 1 - Normal.erfcUpper(a);
        return Math.copySign(a < 0.5 ? near : far, x);
    }

    /** {@code erfc(x) = 1 - erf(x)}, within 5 ulp, relative also in the upper tail down to underflow above 27.2. */
    public static double erfc(double x) {
        double upper = Normal.erfcUpper(Math.abs(x));
        return x < 0 ? 2 - upper : upper;
    }
}
