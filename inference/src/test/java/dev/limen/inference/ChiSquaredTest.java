package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tail of chi-squared against closed forms and another implementation. */
final class ChiSquaredTest {

    @ParameterizedTest
    @CsvSource({"0.3", "1", "2", "7.5", "40", "700"})
    void twoDegreesAreExponential(double x) {
        double exact = Math.exp(-x / 2);
        // exp of a sum of terms of size x / 2.
        assertEquals(exact, ChiSquared.survival(x, 2), 1e-15 * (1 + x) * exact);
        assertEquals(exact * (1 + x / 2), ChiSquared.survival(x, 4), 1e-15 * (1 + x) * (1 + x / 2) * exact);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "10", "41", "200", "5000"})
    void tailsAreThoseOfTheRegularisedGammaFunction(int k) {
        for (double ratio : new double[] {0.01, 0.5, 0.9, 1, 1.1, 1.5, 3}) {
            double expected = Gamma.regularizedGammaQ(0.5 * k, 0.5 * ratio * k, 1e-15, 1_000_000);
            // Both take the exponential of terms of size k.
            assertEquals(expected, ChiSquared.survival(ratio * k, k), 1e-12 * expected + 1e-300, k + " x " + ratio);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "1, 4", "2, 3", "7, 5", "40, 51"})
    void theDensityIsTheSlopeOfTheTail(int k, double x) {
        double step = 1e-5 * x;
        double slope = (ChiSquared.survival(x - step, k) - ChiSquared.survival(x + step, k)) / (2 * step);
        // The central difference is off by rounding over the step, and by its square.
        assertEquals(slope, ChiSquared.density(x, k), 1e-8 * slope);
    }

    @Test
    void endsAndRefusals() {
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.density(0, 1));
        assertEquals(1, ChiSquared.survival(0, 3));
        assertEquals(0, ChiSquared.survival(Double.POSITIVE_INFINITY, 3));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.survival(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.survival(Double.NaN, 3));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.survival(1, 0));
    }
}
