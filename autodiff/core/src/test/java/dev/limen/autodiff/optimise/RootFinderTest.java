package dev.limen.autodiff.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RootFinderTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final RootFinder FINDER = RootFinder.standard();

    private static RootFinder.Function cubic(double root) {
        return (x, slope) -> {
            double d = x - root;
            slope[0] = 3 * d * d + 1;
            return d * d * d + d;
        };
    }

    @Property(tries = 300)
    void findsTheRootWithAndWithoutASlope(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double root,
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double start) {
        Root newton = FINDER.find(cubic(root), start, -INF, INF);
        assertTrue(newton.certificate().converged(), newton::toString);
        assertEquals(root, newton.x(), 2e-13 * Math.max(1, Math.abs(root)));
        Root plain = FINDER.find(x -> cubic(root).evaluate(x, new double[1]), start, -INF, INF);
        assertTrue(plain.certificate().converged(), plain::toString);
        assertEquals(root, plain.x(), 2e-13 * Math.max(1, Math.abs(root)));
        assertTrue(newton.certificate().evaluations() <= 40, newton::toString);
        assertTrue(plain.certificate().evaluations() <= 80, plain::toString);
    }

    @Test
    void aGoodGuessTakesAHandfulOfEvaluations() {
        // The shape of log CLs in mu: smooth, monotone, nearly quadratic.
        RootFinder.Function f = (x, slope) -> {
            slope[0] = -0.4 - 0.6 * x;
            return -0.4 * x - 0.3 * x * x + Math.log(20);
        };
        Root root = FINDER.find(f, 2, 0, 100);
        assertTrue(root.certificate().converged());
        double exact = (-0.4 + Math.sqrt(0.16 + 1.2 * Math.log(20))) / 0.6;
        assertEquals(exact, root.x(), 1e-13);
        assertTrue(root.certificate().evaluations() <= 7, root::toString);
        assertEquals(0.4 + 0.6 * exact, root.certificate().smallestEigenvalue(), 1e-9);
    }

    @Test
    void theLimitsAreRespectedAndNotEvaluatedInVain() {
        RootFinder.Function f = (x, slope) -> {
            assertTrue(x < 10 && x > 0, () -> "evaluated at " + x);
            slope[0] = 1 / x;
            return Math.log(x) - 1;
        };
        Root root = FINDER.find(f, 1, 0, 1e300);
        assertEquals(Math.E, root.x(), 1e-13 * Math.E);
        Root atLimit = FINDER.find(
                (x, slope) -> {
                    slope[0] = 1;
                    return x - 3;
                },
                1,
                -5,
                3);
        assertEquals(3, atLimit.x());
        assertTrue(atLimit.certificate().converged());
    }

    @Test
    void aMisleadingSlopeIsOvercome() {
        RootFinder.Function wrong = (x, slope) -> {
            slope[0] = -1;
            return Math.tanh(x - 3);
        };
        Root root = FINDER.find(wrong, 0, -50, 50);
        assertTrue(root.certificate().converged(), root::toString);
        assertEquals(3, root.x(), 1e-12);
    }

    @Test
    void infiniteValuesCountByTheirSign() {
        Root root = FINDER.find(x -> x < 0.25 ? Double.NEGATIVE_INFINITY : x - 0.25 + 1e-3, 3, -10, 10);
        assertTrue(root.certificate().converged(), root::toString);
        assertEquals(0.25, root.x(), 1e-12);
    }

    @Test
    void aRootAtZeroIsFound() {
        Root root = FINDER.find(x -> x * x * x, 1, -7, INF);
        assertTrue(root.certificate().converged(), root::toString);
        assertEquals(0, root.x(), 1e-4);
    }

    @Test
    void failureIsReported() {
        Root none = FINDER.find(x -> x * x + 1, 0.5, -3, 4);
        assertFalse(none.certificate().converged());
        assertTrue(none.certificate().message().contains("no change of sign between x = -3.0 and 4.0"), none::toString);
        Root nan = FINDER.find(x -> x > 0.8 ? Double.NaN : x - 2, 0.5, -3, 4);
        assertFalse(nan.certificate().converged());
        assertTrue(nan.certificate().message().contains("NaN"), nan::toString);
        Root start = FINDER.find(x -> Double.NaN, 0.5, -3, 4);
        assertFalse(start.certificate().converged());
        Root few = new RootFinder(1e-13, 3).find(x -> Math.exp(x) - 5, 0, -30, 40);
        assertFalse(few.certificate().converged());
        assertThrows(IllegalArgumentException.class, () -> FINDER.find(x -> x, 5, -3, 4));
        assertThrows(IllegalArgumentException.class, () -> FINDER.find(x -> x, 0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new RootFinder(-1, 10));
    }
}
