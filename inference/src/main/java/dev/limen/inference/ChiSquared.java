package dev.limen.inference;

import dev.limen.autodiff.math.GammaFunction;

/** The chi-squared distribution, which twice a logarithm of a likelihood ratio follows for large samples. */
final class ChiSquared {
    private static final double SMALLEST = 1e-300;
    private static final double ROUNDING = 1e-16;
    private static final int TERMS = 100_000;

    private ChiSquared() {}

    /**
     * The probability of a value of {@code x} or more: the regularised incomplete gamma function Q(k/2, x/2), as a
     * series below its maximum and a continued fraction above (Abramowitz and Stegun, 6.5.29 and 6.5.31).
     *
     * @param x value, 0 or more
     * @param k degrees of freedom, 1 or more
     */
    static double survival(double x, int k) {
        if (!(x >= 0) || k < 1) {
            throw new IllegalArgumentException(
                    "chi-squared: value " + x + ", degrees of freedom " + k + "; expected 0 or more, and 1 or more");
        }
        double a = 0.5 * k;
        double half = 0.5 * x;
        if (half == 0) {
            return 1;
        }
        if (half == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double weight = Math.exp(a * Math.log(half) - half - GammaFunction.logGamma(a));
        return half < a + 1 ? 1 - weight * series(a, half) : weight * fraction(a, half);
    }

    /**
     * The density x^(k/2 - 1) exp(-x/2) / (2^(k/2) Gamma(k/2)).
     *
     * @param x value, above 0
     * @param k degrees of freedom, 1 or more
     */
    static double density(double x, int k) {
        if (!(x > 0) || k < 1) {
            throw new IllegalArgumentException("density of chi-squared: value " + x + ", degrees of freedom " + k
                    + "; expected a number above 0, and 1 or more");
        }
        double a = 0.5 * k;
        return 0.5 * Math.exp((a - 1) * Math.log(0.5 * x) - 0.5 * x - GammaFunction.logGamma(a));
    }

    /** Sum of x^n / (a (a+1) ... (a+n)). */
    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < TERMS && term > ROUNDING * sum; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))), by Lentz' method. */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / SMALLEST;
        double d = 1 / b;
        double product = d;
        double factor = 0;
        for (int n = 1; n < TERMS && Math.abs(factor - 1) > ROUNDING; n++) {
            double numerator = n * (a - n);
            b += 2;
            d = notZero(numerator * d + b);
            c = notZero(b + numerator / c);
            d = 1 / d;
            factor = c * d;
            product *= factor;
        }
        return product;
    }

    private static double notZero(double value) {
        return Math.abs(value) < SMALLEST ? SMALLEST : value;
    }
}
