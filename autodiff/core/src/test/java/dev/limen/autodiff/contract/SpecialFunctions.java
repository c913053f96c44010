package dev.limen.autodiff.contract;

import dev.limen.autodiff.Unary;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** Functions of one number, from {@link Math} and Commons Math. */
final class SpecialFunctions {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private SpecialFunctions() {}

    static double of(Unary.Op op, double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return switch (op) {
            case NEG -> -x;
            case ABS -> x < 0 ? -x : x;
            case SIGN -> x < 0 ? -1 : x > 0 ? 1 : 0;
            case SQRT -> Math.pow(x, 0.5);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case NORMAL_CDF -> cdf(x);
            case LOG_NORMAL_CDF -> Math.log(cdf(x));
            case NORMAL_HAZARD -> NORMAL.density(x) / cdf(x);
            case NORMAL_QUANTILE -> NORMAL.inverseCumulativeProbability(x);
            case LGAMMA -> Gamma.logGamma(x);
            case FLOOR -> (long) x > x ? (long) x - 1 : (long) x;
            case NOT -> x == 0 ? 1 : 0;
            case DETACH -> x;
        };
    }

    private static double cdf(double x) {
        return Erf.erfc(-x / Math.sqrt(2)) / 2;
    }

    /** psi(x) = psi(x + 60) - sum 1/(x + k), the former from its asymptotic series; Commons Math's is good to 1e-9 only. */
    private static double digamma(double x) {
        double sum = 0;
        for (int k = 59; k >= 0; k--) {
            sum -= 1 / (x + k);
        }
        double y = x + 60;
        return sum
                + Math.log(y)
                - 1 / (2 * y)
                - 1 / (12 * y * y)
                + 1 / (120 * Math.pow(y, 4))
                - 1 / (252 * Math.pow(y, 6));
    }

    /** The Hurwitz zeta series (-1)^(n+1) n! sum_k (x + k)^-(n+1), its tail by the Euler-Maclaurin formula. */
    static double polygamma(int order, double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (order == 0) {
            return digamma(x);
        }
        int s = order + 1;
        int terms = 60;
        double sum = 0;
        for (int k = 0; k < terms; k++) {
            sum += Math.pow(x + k, -s);
        }
        double y = x + terms;
        sum += Math.pow(y, 1 - s) / (s - 1) + Math.pow(y, -s) / 2 + s * Math.pow(y, -s - 1) / 12;
        sum -= s * (s + 1.0) * (s + 2) * Math.pow(y, -s - 3) / 720;
        double factorial = 1;
        for (int k = 2; k <= order; k++) {
            factorial *= k;
        }
        return (order % 2 == 0 ? -1 : 1) * factorial * sum;
    }
}
