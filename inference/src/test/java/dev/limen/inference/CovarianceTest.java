package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Covariances against formulae by hand. */
final class CovarianceTest {
    /** A fit ends within 1e-13 of the minimum's value, which is sqrt(2e-13) standard deviations; V moves in proportion. */
    private static final double TOLERANCE = 1e-6;

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    @Test
    void aCountsVarianceIsTheCount() {
        CountingModel model = CountingModel.without(row(10), row(50));
        Covariance covariance = Covariance.of(model, model.observed(83));
        assertEquals(83 / 100.0, covariance.covariance(0, 0), TOLERANCE);
        assertEquals(Math.sqrt(0.83), covariance.sigma(0).orElseThrow(), TOLERANCE);
    }

    @Test
    void anOnOffMeasurementAddsTheVarianceOfTheBackground() {
        double s = 10;
        double b = 50;
        double n = 83;
        CountingModel model = CountingModel.poisson(row(s), row(b), row(7));
        double tau = b / 49;
        double m = tau * b;
        Covariance covariance = Covariance.of(model, model.observed(n));
        // mu = (n - m / tau) / s and gamma = m / (tau b), with n and m of variance n and m.
        double gamma = m / (tau * tau * b * b);
        assertEquals((n + m / (tau * tau)) / (s * s), covariance.covariance(0, 0), TOLERANCE);
        assertEquals(gamma, covariance.covariance(1, 1), TOLERANCE);
        assertEquals(-b / s * gamma, covariance.covariance(0, 1), TOLERANCE);
        assertEquals(covariance.covariance(0, 1), covariance.covariance(1, 0));
        double expected = -b / s * gamma / Math.sqrt(gamma * (n + m / (tau * tau)) / (s * s));
        assertEquals(expected, covariance.correlation(0, 1).orElseThrow(), TOLERANCE);
        assertEquals(OptionalDouble.of(1), covariance.correlation(1, 1));
    }

    @Test
    void whatTheFitHoldsHasNoUncertainty() {
        CountingModel model = CountingModel.gaussian(row(10, 0), row(50, 30), row(7, 3));
        Covariance covariance = Covariance.of(model, model.observed(31, 30));
        assertEquals(Determination.LOWER, covariance.determination(0));
        assertEquals(OptionalDouble.empty(), covariance.sigma(0));
        assertEquals(OptionalDouble.empty(), covariance.correlation(0, 1));
        assertEquals(0, covariance.covariance(0, 1));
        assertEquals(List.of(1, 2), covariance.free());
        CountingModel without = CountingModel.without(row(0), row(50));
        assertEquals(
                Determination.UNDETERMINED,
                Covariance.of(without, without.observed(31)).determination(0));
        Parameter fixed = new Parameter("mu", 1, 0, 10, true, Parameter.Kind.FREE);
        CountingModel held = model.with(fixed);
        assertEquals(
                Determination.FIXED, Covariance.of(held, held.observed(31, 30)).determination(0));
    }

    @Test
    void beforeAFitTheConstraintsAreWhatIsKnown() {
        CountingModel gaussian = CountingModel.gaussian(row(10), row(50), row(7));
        Covariance prefit = Covariance.prefit(gaussian);
        assertEquals(List.of(1.0, 1.0), prefit.values());
        assertEquals(OptionalDouble.empty(), prefit.sigma(0));
        assertEquals(7 / 50.0, prefit.sigma(1).orElseThrow(), 1e-15);
        CountingModel poisson = CountingModel.poisson(row(10), row(50), row(7));
        // A count of (b / sigma)^2 has the relative error sigma / b.
        assertEquals(7 / 50.0, Covariance.prefit(poisson).sigma(1).orElseThrow(), 1e-15);
    }

    @Test
    void theCentreOfACountIsWhereItIsExpected() {
        CountingModel poisson = CountingModel.poisson(row(10), row(50), row(7));
        double tau = 2500 / 49.0;
        Data data = new Data(row(50), row(61));
        AuxiliaryMeasurement measurement =
                AuxiliaryMeasurement.of(poisson, data).get(0);
        assertEquals(1, measurement.parameter());
        assertEquals(61 / tau, measurement.centre(), 1e-14);
        assertEquals(7 / 50.0, measurement.sigma(), 1e-15);
    }

    @Test
    void uncertaintiesPropagateWithCorrelations() {
        CountingModel model = CountingModel.poisson(row(10, 4), row(50, 20), row(7, 5));
        Covariance covariance = Covariance.of(model, model.observed(83, 25));
        Propagated rates = covariance.propagate(theta -> model.expected(theta).main());
        // J V J' with J by hand: nu_b = mu s_b + gamma_b b_b.
        double[][] jacobian = {{10, 50, 0}, {4, 0, 20}};
        for (int bin = 0; bin < 2; bin++) {
            double square = 0;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    square += jacobian[bin][i] * covariance.covariance(i, j) * jacobian[bin][j];
                }
            }
            assertEquals(Math.sqrt(square), rates.sigmas().get(bin), 1e-13);
        }
        // As many free parameters as counts in a saturated bin: its uncertainty is the count's.
        CountingModel one = CountingModel.poisson(row(10), row(50), row(7));
        Propagated rate = Covariance.of(one, one.observed(83))
                .propagate(theta -> one.expected(theta).main());
        assertEquals(83, rate.values().get(0), TOLERANCE);
        assertEquals(Math.sqrt(83), rate.sigmas().get(0), TOLERANCE);
        Propagated square = Covariance.of(one, one.observed(83))
                .propagate(theta -> one.expected(theta).main().square());
        assertEquals(2 * 83 * Math.sqrt(83), square.sigmas().get(0), 200 * TOLERANCE);
    }
}
