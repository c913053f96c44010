package dev.limen.autodiff.math;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Infinities, NaN, zeros of both signs, overflow and underflow; assertEquals tells -0 from +0. */
class SpecialValuesTest {

    private static void check(DoubleUnaryOperator f, double... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            assertEquals(pairs[i + 1], f.applyAsDouble(pairs[i]), "at " + pairs[i]);
        }
    }

    @Test
    void nanStaysNan() {
        for (DoubleUnaryOperator f : List.<DoubleUnaryOperator>of(
                Exponential::exp,
                Exponential::expm1,
                Exponential::tanh,
                Exponential::sigmoid,
                Logarithm::log,
                Logarithm::log1p,
                Logarithm::softplus,
                ErrorFunction::erf,
                ErrorFunction::erfc,
                Normal::density,
                Normal::cdf,
                Normal::logCdf,
                Normal::logCdfSlope,
                Normal::quantile,
                Normal::quantileOfLog,
                GammaFunction::logGamma,
                GammaFunction::digamma,
                x -> GammaFunction.polygamma(3, x))) {
            assertEquals(NaN, f.applyAsDouble(NaN));
        }
    }

    @Test
    void exponentials() {
        check(
                Exponential::exp,
                NEGATIVE_INFINITY,
                0,
                -1e300,
                0,
                -745.2,
                0,
                -745.13,
                5e-324,
                -0.0,
                1,
                0,
                1,
                709.79,
                POSITIVE_INFINITY);
        check(
                Exponential::exp,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                1e300,
                POSITIVE_INFINITY,
                709.78,
                1.7928227943945155e308);
        check(
                Exponential::expm1,
                NEGATIVE_INFINITY,
                -1,
                -50,
                -1,
                -0.0,
                -0.0,
                0,
                0,
                5e-324,
                5e-324,
                709.79,
                POSITIVE_INFINITY);
        check(Exponential::expm1, POSITIVE_INFINITY, POSITIVE_INFINITY, -1e-310, -1e-310);
        check(
                Exponential::tanh,
                NEGATIVE_INFINITY,
                -1,
                -0.0,
                -0.0,
                0,
                0,
                POSITIVE_INFINITY,
                1,
                1e-310,
                1e-310,
                -25,
                -1);
        check(
                Exponential::sigmoid,
                NEGATIVE_INFINITY,
                0,
                0,
                0.5,
                -0.0,
                0.5,
                POSITIVE_INFINITY,
                1,
                800,
                1,
                -745.13,
                5e-324);
    }

    @Test
    void logarithms() {
        check(Logarithm::log, 0, NEGATIVE_INFINITY, -0.0, NEGATIVE_INFINITY, -1, NaN, NEGATIVE_INFINITY, NaN, 1, 0);
        check(Logarithm::log, POSITIVE_INFINITY, POSITIVE_INFINITY, Double.MAX_VALUE, 0x1.62e42fefa39efp9);
        check(
                Logarithm::log1p,
                -1,
                NEGATIVE_INFINITY,
                -1.5,
                NaN,
                -0.0,
                -0.0,
                0,
                0,
                5e-324,
                5e-324,
                NEGATIVE_INFINITY,
                NaN);
        check(Logarithm::log1p, POSITIVE_INFINITY, POSITIVE_INFINITY, -1e-310, -1e-310);
        check(
                Logarithm::softplus,
                NEGATIVE_INFINITY,
                0,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                1000,
                1000,
                -745.13,
                5e-324);
    }

    @Test
    void normalDistribution() {
        check(Normal::density, NEGATIVE_INFINITY, 0, POSITIVE_INFINITY, 0, 39, 0, 0, 0x1.9884533d43651p-2);
        check(Normal::cdf, NEGATIVE_INFINITY, 0, POSITIVE_INFINITY, 1, -39, 0, 9, 1, 0, 0.5, -0.0, 0.5);
        check(
                Normal::logCdf,
                NEGATIVE_INFINITY,
                NEGATIVE_INFINITY,
                POSITIVE_INFINITY,
                0,
                -1e200,
                NEGATIVE_INFINITY,
                100,
                0);
        check(Normal::logCdfSlope, NEGATIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY, 0, 100, 0);
        check(Normal::quantile, 0, NEGATIVE_INFINITY, 1, POSITIVE_INFINITY, 0.5, 0, -0.1, NaN, 1.1, NaN);
        check(Normal::quantileOfLog, NEGATIVE_INFINITY, NEGATIVE_INFINITY, 0, POSITIVE_INFINITY, 0.1, NaN);
        check(ErrorFunction::erf, NEGATIVE_INFINITY, -1, POSITIVE_INFINITY, 1, 0, 0, -0.0, -0.0);
        check(ErrorFunction::erfc, NEGATIVE_INFINITY, 2, POSITIVE_INFINITY, 0, 0, 1, 28, 0);
        assertTrue(Normal.cdf(-38.4) > 0, "gradual underflow");
        assertEquals(1e300, Normal.logCdfSlope(-1e300), 3 * Math.ulp(1e300));
    }

    @Test
    void gammaFunctions() {
        check(
                GammaFunction::logGamma,
                1,
                0,
                2,
                0,
                0,
                POSITIVE_INFINITY,
                -0.5,
                NaN,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY);
        check(GammaFunction::digamma, 0, NEGATIVE_INFINITY, -0.5, NaN, POSITIVE_INFINITY, POSITIVE_INFINITY);
        check(x -> GammaFunction.polygamma(1, x), 0, POSITIVE_INFINITY, -1, NaN, POSITIVE_INFINITY, 0);
        check(x -> GammaFunction.polygamma(2, x), 0, NEGATIVE_INFINITY, POSITIVE_INFINITY, -0.0);
        assertEquals(GammaFunction.digamma(3.5), GammaFunction.polygamma(0, 3.5));
        String message = assertThrows(IllegalArgumentException.class, () -> GammaFunction.polygamma(101, 1))
                .getMessage();
        assertEquals("polygamma has orders 0 to 100; got 101", message);
        assertThrows(IllegalArgumentException.class, () -> GammaFunction.polygamma(-1, 1));
    }
}
