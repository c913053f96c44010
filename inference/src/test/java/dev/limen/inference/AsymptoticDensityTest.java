package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Densities of test statistics against the p-values that are made of them. */
final class AsymptoticDensityTest {
    /** That of the quadrature. */
    private static final double TOLERANCE = 1e-7;

    private static double above(double from, double kink, DoubleUnaryOperator density) {
        // In r = sqrt(q) there is no pole at 0.
        DoubleUnaryOperator inRoot = r -> 2 * r * density.applyAsDouble(r * r);
        double start = Math.max(Math.sqrt(from), 1e-12);
        double middle = Math.max(start, kink);
        return integral(start, middle, inRoot) + integral(middle, middle + 12, inRoot);
    }

    private static double integral(double from, double to, DoubleUnaryOperator function) {
        return from == to
                ? 0
                : new IterativeLegendreGaussIntegrator(20, 1e-10, 1e-12)
                        .integrate(1_000_000, function::applyAsDouble, from, to);
    }

    @ParameterizedTest
    @EnumSource(TestStatistic.class)
    void probabilitiesAddUpToOne(TestStatistic statistic) {
        for (double separation : new double[] {0.3, 1, 2.5}) {
            AsymptoticDensity density = new AsymptoticDensity(separation, statistic);
            assertEquals(0.5, above(0, separation, density::tested), TOLERANCE, "tested, " + separation);
            assertEquals(
                    1 - density.otherAtZero(), above(0, separation, density::other), TOLERANCE, "other, " + separation);
        }
    }

    @Test
    void tailsAreThePValuesOfTheTest() {
        CountingModel model = CountingModel.without(Expr.constant(new double[] {10}), Expr.constant(new double[] {50}));
        // Fitted below 0 and held there, so that qtilde is beyond the Asimov set's, and above it.
        for (int n : new int[] {44, 52}) {
            Data data = model.observed(n);
            Cls cls = Cls.of(model, data, 1, TestStatistic.QTILDE);
            AsymptoticDensity density = AsymptoticDensity.exclusion(model, data, 1);
            assertEquals(TestStatistic.QTILDE, density.statistic());
            double q = Scan.of(model, data, List.of(1.0), TestStatistic.QTILDE)
                    .points()
                    .get(0)
                    .twiceDeltaNll();
            assertEquals(cls.clsb(), above(q, density.separation(), density::tested), TOLERANCE, n + " with signal");
            assertEquals(cls.clb(), above(q, density.separation(), density::other), TOLERANCE, n + " without");
        }
        Significance expected = Significance.blind(model);
        assertEquals(
                expected.expected(), AsymptoticDensity.blindDiscovery(model, 1).separation(), 1e-9);
        assertEquals(AsymptoticDensity.discovery(model, model.observed(50), 1).separation(), expected.expected(), 1e-9);
        assertEquals(
                AsymptoticDensity.exclusion(model, model.observed(50), 1).separation(),
                AsymptoticDensity.blindExclusion(model, 1).separation(),
                1e-9);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new AsymptoticDensity(-1, TestStatistic.Q));
        assertThrows(IllegalArgumentException.class, () -> new AsymptoticDensity(1, TestStatistic.Q).tested(0));
    }
}
