package dev.limen.autodiff.math;

/**
 * Functions in 32 bits, and their constants for vector twins in back ends.
 *
 * <p>The constants are derived by {@code src/test/python/single_precision.py}: a rational function fitted for the least largest relative error, 6.4e-9, rounded to floats.
 */
public final class SinglePrecision {

    /** Argument beyond which {@code tanh} differs from one by less than 2.3e-7; larger ones are cut back to it. */
    public static final float TANH_MAX = 8;
    /** Coefficient 1 by {@code x^2} of the numerator of {@code tanh(x) / x}; coefficient 0 is one. */
    public static final float TANH_P1 = 0x1.1357e8p-3f;
    /** Coefficient 2 of the numerator. */
    public static final float TANH_P2 = 0x1.d42314p-9f;
    /** Coefficient 3 of the numerator. */
    public static final float TANH_P3 = 0x1.6f5524p-16f;
    /** Coefficient 4 of the numerator. */
    public static final float TANH_P4 = 0x1.05a87cp-26f;
    /** Coefficient 1 by {@code x^2} of the denominator; coefficient 0 is one. */
    public static final float TANH_Q1 = 0x1.df0146p-2f;
    /** Coefficient 2 of the denominator. */
    public static final float TANH_Q2 = 0x1.acadb0p-6f;
    /** Coefficient 3 of the denominator. */
    public static final float TANH_Q3 = 0x1.65b358p-12f;
    /** Coefficient 4 of the denominator. */
    public static final float TANH_Q4 = 0x1.c98c20p-21f;

    private SinglePrecision() {}

    /** {@code tanh x}, within 6 ulp, relative also near zero; at most one in size; keeps the sign of zero. */
    public static float tanh(float x) {
        float z = x > TANH_MAX ? TANH_MAX : x;
        z = z < -TANH_MAX ? -TANH_MAX : z;
        float u = z * z;
        float p = Math.fma(u, TANH_P4, TANH_P3);
        p = Math.fma(p, u, TANH_P2);
        p = Math.fma(p, u, TANH_P1);
        p = Math.fma(p, u, 1);
        float q = Math.fma(u, TANH_Q4, TANH_Q3);
        q = Math.fma(q, u, TANH_Q2);
        q = Math.fma(q, u, TANH_Q1);
        q = Math.fma(q, u, 1);
        return z * p / q;
    }
}
