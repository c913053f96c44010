package dev.limen.autodiff.math;

/**
 * The constants of the straight-line functions, shared by the scalar functions here and their vector twins in back ends.
 *
 * <p>Derived by {@code src/test/python/coefficients.py}: interpolation in Chebyshev nodes at 60 digits, rounded to doubles.
 * The comment before each set states the relative error it contributes to its function.
 */
public final class Coefficients {

    /** {@code 1.5 * 2^52}: adding it rounds to an integer, which then stands in the low bits. */
    public static final double ROUND = 0x1.8p52;
    /** The bits of {@link #ROUND}. */
    public static final long ROUND_BITS = 0x4338000000000000L;
    /** {@link #ROUND} and the bias of exponents: the bits of {@code ROUND_BIASED + n}, shifted left by 52, are those of {@code 2^n}. */
    public static final double ROUND_BIASED = 0x1.8p52 + 1023;
    /** {@code 2^52}: its bits or-ed with an integer below {@code 2^52} are the double {@code 2^52} plus that integer. */
    public static final double TWO_52 = 0x1p52;
    /** The bits of {@link #TWO_52}. */
    public static final long TWO_52_BITS = 0x4330000000000000L;
    /** {@code 1 / log(2)}. */
    public static final double LOG2E = 0x1.71547652b82fep+0;
    /** Leading 42 bits of {@code log(2)}: its product with an exponent is exact. */
    public static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
    /** {@code log(2)} less {@link #LN2_HIGH}. */
    public static final double LN2_LOW = 0x1.ef35793c76730p-45;
    /** {@code log(2)}. */
    public static final double LN2 = 0x1.62e42fefa39efp-1;
    /** {@code 1 / sqrt(2 pi)}. */
    public static final double INV_SQRT_2PI = 0x1.9884533d43651p-2;
    /** {@code sqrt(2)}. */
    public static final double SQRT_2 = 0x1.6a09e667f3bcdp+0;
    /** The bits of {@code sqrt(1/2)}: mantissas are taken from there to {@code sqrt(2)}. */
    public static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
    /** The bits of a mantissa. */
    public static final long MANTISSA_BITS = 0x000fffffffffffffL;
    /** The bits of one: {@code 2^n} has these and n, shifted left by 52. */
    public static final long ONE_BITS = 0x3ff0000000000000L;
    /** Argument above which {@code exp} is infinite; larger ones are cut back to it. */
    public static final double EXP_MAX = 710;
    /** Argument below which {@code exp} is zero; smaller ones are cut back to it. */
    public static final double EXP_MIN = -746;
    /** Argument below which {@code e^x - 1} is -1; smaller ones are cut back to it. */
    public static final double EXPM1_MIN = -40;
    /** Argument above which {@code Phi(-a)} is zero; larger ones are cut back to it. */
    public static final double TAIL_MAX = 40;
    /** Argument above which {@code tanh} is one; larger ones are cut back to it. */
    public static final double TANH_MAX = 20;
    /** The pole that {@code a = (TAIL_POLE + t TAIL_POLE) / (1 - t)} puts into the tail polynomial. */
    public static final double TAIL_POLE = 5;

    // degree 9 on [-0.34661, 0.34661], relative error 1.6e-17
    /** Coefficient 0 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_0 = 0x1.0000000000001p-1;
    /** Coefficient 1 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_1 = 0x1.5555555555556p-3;
    /** Coefficient 2 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_2 = 0x1.5555555553d63p-5;
    /** Coefficient 3 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_3 = 0x1.11111111109b3p-7;
    /** Coefficient 4 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_4 = 0x1.6c16c1788bd90p-10;
    /** Coefficient 5 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_5 = 0x1.a01a01a7c41d5p-13;
    /** Coefficient 6 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_6 = 0x1.a019b90d2ae7ap-16;
    /** Coefficient 7 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_7 = 0x1.71de0dae63bb3p-19;
    /** Coefficient 8 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_8 = 0x1.289185613a3d6p-22;
    /** Coefficient 9 of {@code (exp(r) - 1 - r) / r^2} by {@code r}, {@code |r| <= log(2) / 2}. */
    public static final double EXP_9 = 0x1.af38a9b0ec855p-26;

    // degree 6 on [0.0, 0.029443], relative error 4.5e-18
    /** Coefficient 0 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_0 = 0x1.5555555555558p-1;
    /** Coefficient 1 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_1 = 0x1.99999999952ccp-2;
    /** Coefficient 2 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_2 = 0x1.2492492df3ba9p-2;
    /** Coefficient 3 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_3 = 0x1.c71c62e26208bp-3;
    /** Coefficient 4 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_4 = 0x1.7462b58e46ebep-3;
    /** Coefficient 5 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_5 = 0x1.39fe42e9740a7p-3;
    /** Coefficient 6 of {@code (log((1 + s) / (1 - s)) / s - 2) / s^2} by {@code s^2}, {@code |s| <= 0.1716}. */
    public static final double LOG_6 = 0x1.2b59b713616c9p-3;

    // degree 22 on [-1.0, 1.0], relative error 8.0e-17
    /** Coefficient 0 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_0 = 0x1.89d3abe1f95aep-1;
    /** Coefficient 1 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_1 = -0x1.54ad03f27ca20p-1;
    /** Coefficient 2 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_2 = 0x1.fb31653876f96p-2;
    /** Coefficient 3 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_3 = -0x1.410ed5f875417p-2;
    /** Coefficient 4 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_4 = 0x1.51f6329f01296p-3;
    /** Coefficient 5 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_5 = -0x1.1b1c254cc63c2p-4;
    /** Coefficient 6 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_6 = 0x1.54b4d4f500e4fp-6;
    /** Coefficient 7 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_7 = -0x1.88590e63fb335p-9;
    /** Coefficient 8 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_8 = -0x1.a25038295e09ep-11;
    /** Coefficient 9 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_9 = 0x1.1daf15444c061p-11;
    /** Coefficient 10 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_10 = -0x1.f2144997bf389p-15;
    /** Coefficient 11 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_11 = -0x1.a16e97055d26dp-15;
    /** Coefficient 12 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_12 = 0x1.17dcc67125541p-16;
    /** Coefficient 13 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_13 = 0x1.0af404cf78d6dp-18;
    /** Coefficient 14 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_14 = -0x1.73b1b9860c4d2p-19;
    /** Coefficient 15 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_15 = -0x1.637bc690817eap-22;
    /** Coefficient 16 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_16 = 0x1.d2083ad1e7fc2p-22;
    /** Coefficient 17 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_17 = 0x1.33ad7ee6db9c0p-25;
    /** Coefficient 18 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_18 = -0x1.234efbfd0c9bdp-24;
    /** Coefficient 19 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_19 = -0x1.58ac3f333dfe5p-28;
    /** Coefficient 20 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_20 = 0x1.44972c72dfb7dp-27;
    /** Coefficient 21 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_21 = 0x1.14edb9955d362p-31;
    /** Coefficient 22 of {@code (a + 5) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 5) / (a + 5)}, all {@code a >= 0}. */
    public static final double TAIL_22 = -0x1.c0f0f1a5f909ap-31;

    // degree 8 on [0.0, 0.25], relative error 2.1e-17
    /** Coefficient 0 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_0 = 0x1.20dd750429b6dp+0;
    /** Coefficient 1 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_1 = -0x1.812746b0379b5p-2;
    /** Coefficient 2 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_2 = 0x1.ce2f21a03d814p-4;
    /** Coefficient 3 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_3 = -0x1.b82ce30f2b28fp-6;
    /** Coefficient 4 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_4 = 0x1.565bcbf8e0365p-8;
    /** Coefficient 5 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_5 = -0x1.c02d4f6e4921ap-11;
    /** Coefficient 6 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_6 = 0x1.f98db34e8872ep-14;
    /** Coefficient 7 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_7 = -0x1.f224dfc5409afp-17;
    /** Coefficient 8 of {@code erf(x) / x} by {@code x^2}, {@code |x| <= 1/2}. */
    public static final double ERF_8 = 0x1.8b4b60851826bp-20;

    // degree 17 on [-0.5, 0.5], relative error 5.4e-17
    /** Coefficient 0 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_0 = 0x1.b0ee6072093cep-2;
    /** Coefficient 1 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_1 = 0x1.4a34cc4a60fa6p-2;
    /** Coefficient 2 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_2 = -0x1.13e001a557555p-4;
    /** Coefficient 3 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_3 = 0x1.51322ac7d8333p-6;
    /** Coefficient 4 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_4 = -0x1.e404fc21d8fe7p-8;
    /** Coefficient 5 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_5 = 0x1.7add6eadfcc7bp-9;
    /** Coefficient 6 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_6 = -0x1.38ac5bfce42c1p-10;
    /** Coefficient 7 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_7 = 0x1.0b36af5972ed1p-11;
    /** Coefficient 8 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_8 = -0x1.d3fd6a9087d23p-13;
    /** Coefficient 9 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_9 = 0x1.a127cd91ac95bp-14;
    /** Coefficient 10 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_10 = -0x1.78d8f868f383fp-15;
    /** Coefficient 11 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_11 = 0x1.5808af19fa483p-16;
    /** Coefficient 12 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_12 = -0x1.3d4ce65b1d70bp-17;
    /** Coefficient 13 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_13 = 0x1.2620de1c78d97p-18;
    /** Coefficient 14 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_14 = -0x1.08fccc794a9c7p-19;
    /** Coefficient 15 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_15 = 0x1.f038cb2f6a913p-21;
    /** Coefficient 16 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_16 = -0x1.37fd97eeee99dp-21;
    /** Coefficient 17 of {@code log Gamma(2 + z) / z} by {@code z}, {@code |z| <= 1/2}. */
    public static final double LOG_GAMMA_17 = 0x1.2703c6effc4ebp-22;

    /** Argument from which on {@code exp(-t^2 / 2)} times any power in use is below 1e-200: larger ones are cut back to it. */
    public static final double WINDOW_MAX = 37;
    /** The pole that {@code t = (a - WINDOW_POLE) / (a + WINDOW_POLE)} puts into the windowed polynomial. */
    public static final double WINDOW_POLE = 4;
    // degree 13 on [-1.0, 0.42857], absolute error of Phi 5.7e-17
    /** Coefficient 0 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_0 = 0x1.82b4bb8c947a6p-1;
    /** Coefficient 1 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_1 = -0x1.373e3a897efb5p-1;
    /** Coefficient 2 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_2 = 0x1.8c6dbf1f06a43p-2;
    /** Coefficient 3 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_3 = -0x1.7dff2d4643b69p-3;
    /** Coefficient 4 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_4 = 0x1.eec4ac0c59d05p-5;
    /** Coefficient 5 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_5 = -0x1.ee2ad3ebb8b6ep-8;
    /** Coefficient 6 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_6 = -0x1.c81f3c79cd708p-9;
    /** Coefficient 7 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_7 = 0x1.abc95bc3096a8p-10;
    /** Coefficient 8 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_8 = 0x1.2499a4fa627a5p-13;
    /** Coefficient 9 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_9 = -0x1.c28fd29b8ebe8p-13;
    /** Coefficient 10 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_10 = 0x1.a24b7582d479ep-16;
    /** Coefficient 11 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_11 = 0x1.0f1e2c94b282ep-14;
    /** Coefficient 12 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_12 = 0x1.6d7af4c3b74e2p-16;
    /** Coefficient 13 of {@code (a + 4) exp(a^2 / 2) Phi(-a)} by {@code t = (a - 4) / (a + 4)}, for an absolute error of Phi. */
    public static final double WINDOW_13 = 0x1.5aa14ae1c44cbp-19;

    private Coefficients() {}
}
