package dev.limen.autodiff.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for all arguments; tolerances are a few ulps of the largest term. */
class FunctionPropertiesTest {

    private static final double EPS = Math.ulp(1.0);

    @Property
    void increasingFunctionsIncrease(
            @ForAll @Scale(12) @DoubleRange(min = -36, max = 36) double x,
            @ForAll @Scale(12) @DoubleRange(min = 1e-9, max = 3) double step) {
        double y = x + step;
        assertTrue(Exponential.exp(x) < Exponential.exp(y));
        assertTrue(Exponential.expm1(x) <= Exponential.expm1(y));
        assertTrue(Exponential.tanh(x) <= Exponential.tanh(y));
        assertTrue(Exponential.sigmoid(x) <= Exponential.sigmoid(y));
        assertTrue(Logarithm.softplus(x) < Logarithm.softplus(y));
        assertTrue(Normal.cdf(x) <= Normal.cdf(y));
        assertTrue(Normal.logCdf(x) < Normal.logCdf(y) || x > 0);
        assertTrue(Normal.logCdfSlope(x) > Normal.logCdfSlope(y));
        assertTrue(ErrorFunction.erf(x) <= ErrorFunction.erf(y));
        double u = Exponential.exp(x);
        assertTrue(Logarithm.log(u) < Logarithm.log(u * (1 + step)));
        assertTrue(GammaFunction.digamma(u) < GammaFunction.digamma(u * (1 + step)));
    }

    @Property
    void symmetriesAreExact(@ForAll @Scale(12) @DoubleRange(min = -40, max = 40) double x) {
        assertEquals(-Exponential.tanh(x), Exponential.tanh(-x));
        assertEquals(-ErrorFunction.erf(x), ErrorFunction.erf(-x));
        assertEquals(Normal.density(x), Normal.density(-x));
        assertEquals(1, Normal.cdf(x) + Normal.cdf(-x), EPS);
        assertEquals(1, Exponential.sigmoid(x) + Exponential.sigmoid(-x), EPS);
        assertEquals(2, ErrorFunction.erfc(x) + ErrorFunction.erfc(-x), EPS);
    }

    @Property
    void inversesUndoEachOther(@ForAll @Scale(12) @DoubleRange(min = -30, max = 8) double x) {
        // The relative change of an argument by eps moves Phi by x^2 eps, log Phi by x times its slope times eps.
        assertEquals(
                x,
                Normal.quantileOfLog(Normal.logCdf(x)),
                16 * EPS * (1 + Math.abs(x)) * (1 + 1 / Normal.logCdfSlope(Math.min(x, 0)))
                        + (x > 0 ? 16 * EPS : 0) * (x > 0 ? 1 / Normal.density(x) : 0));
        assertEquals(x, Logarithm.log(Exponential.exp(x)), 2 * EPS * (1 + Math.abs(x)));
        assertEquals(x, Logarithm.log1p(Exponential.expm1(x)), 4 * EPS * (1 + Math.abs(x)) * (1 + Exponential.exp(-x)));
    }

    @Property
    void agreesWithItsDefinition(@ForAll @Scale(12) @DoubleRange(min = -20, max = 20) double x) {
        assertEquals(Normal.density(x) / Normal.cdf(x), Normal.logCdfSlope(x), 16 * EPS * Normal.logCdfSlope(x));
        assertEquals(
                Normal.logCdf(x), Logarithm.log(Normal.cdf(x)), 16 * EPS * Math.max(1, Math.abs(Normal.logCdf(x))));
        assertEquals(Math.tanh(x), Exponential.tanh(x), 4 * EPS);
        assertEquals(StrictMath.exp(x), Exponential.exp(x), 2 * Math.ulp(StrictMath.exp(x)));
    }

    /** psi^(m)(x) = psi^(m)(x + 1) - (-1)^m m! / x^(m+1); for m = 0 the recurrence of log Gamma's derivative. */
    @Property
    void gammaRecurrences(
            @ForAll @Scale(12) @DoubleRange(min = 0.01, max = 50) double x,
            @ForAll @IntRange(min = 1, max = 30) int order) {
        double logGamma = GammaFunction.logGamma(x);
        assertEquals(logGamma + Logarithm.log(x), GammaFunction.logGamma(x + 1), 16 * EPS * (1 + Math.abs(logGamma)));
        assertEquals(GammaFunction.digamma(x) + 1 / x, GammaFunction.digamma(x + 1), 16 * EPS * (1 + 1 / x));
        double factorial = 1;
        for (int i = 2; i <= order; i++) {
            factorial *= i;
        }
        double step = (order % 2 == 0 ? 1 : -1) * factorial / Math.pow(x, order + 1);
        double here = GammaFunction.polygamma(order, x);
        assertEquals(here + step, GammaFunction.polygamma(order, x + 1), 8 * EPS * (order + 1) * Math.abs(here) * 4);
    }
}
