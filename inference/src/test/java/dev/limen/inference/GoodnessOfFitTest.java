package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

/** Goodness of fit against formulae by hand. */
final class GoodnessOfFitTest {

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    private static double deviance(double n, double nu) {
        return 2 * (nu - n + (n == 0 ? 0 : n * Math.log(n / nu)));
    }

    @Test
    void withoutNuisancesItIsThePoissonDeviance() {
        // No signal, so that the rates are given: 50, 3 and 0.5.
        CountingModel model = CountingModel.without(row(0, 0, 0), row(50, 3, 0.5));
        GoodnessOfFit fit = GoodnessOfFit.of(model, model.observed(61, 1, 0));
        assertEquals(deviance(61, 50) + deviance(1, 3) + deviance(0, 0.5), fit.statistic(), 1e-12);
        // A POI without effect is no parameter of the fit.
        assertEquals(3, fit.degreesOfFreedom());
    }

    @Test
    void aFreeSignalTakesADegreeOfFreedom() {
        CountingModel model = CountingModel.without(row(10, 10), row(50, 50));
        GoodnessOfFit fit = GoodnessOfFit.of(model, model.observed(70, 62));
        // Equal bins: the fit has the mean in both.
        assertEquals(deviance(70, 66) + deviance(62, 66), fit.statistic(), 1e-12);
        assertEquals(1, fit.degreesOfFreedom());
        assertEquals(ChiSquared.survival(fit.statistic(), 1), fit.pValue().orElseThrow());
    }

    @Test
    void constraintTermsCount() {
        // mu at its bound 0: n = b gamma with a Gaussian and with a Poisson measurement of gamma.
        double n = 31;
        CountingModel gaussian = CountingModel.gaussian(row(10), row(50), row(7));
        GoodnessOfFit fit = GoodnessOfFit.of(gaussian, gaussian.observed(n));
        double b = new OneBin.Gaussian(50, 7).background(n, 0);
        assertEquals(deviance(n, b) + Math.pow((b - 50) / 7, 2), fit.statistic(), 1e-11);
        CountingModel poisson = CountingModel.poisson(row(10), row(50), row(7));
        GoodnessOfFit counted = GoodnessOfFit.of(poisson, poisson.observed(n));
        double tau = 50 / 49.0;
        double m = 50 * tau;
        double at = new OneBin.OnOff(m, tau).background(n, 0);
        assertEquals(deviance(n, at) + deviance(m, tau * at), counted.statistic(), 1e-11);
        // One bin, one POI, though it is at its bound.
        assertEquals(0, counted.degreesOfFreedom());
        assertEquals(OptionalDouble.empty(), counted.pValue());
    }

    @Test
    void anAsimovSetIsDescribedExactly() {
        CountingModel model = CountingModel.poisson(row(10, 4), row(50, 20), row(7, 5));
        GoodnessOfFit fit = GoodnessOfFit.of(model, model.expected(Expr.constant(new double[] {1, 1, 1})));
        // The difference of two sums of size 10.
        assertEquals(0, fit.statistic(), 1e-12);
        assertEquals(1, fit.pValue().orElseThrow(), 1e-6);
    }

    @Test
    void toysGiveTheExactTail() {
        // One bin of known rate: p is the sum of Poisson probabilities of all counts with as large a deviance.
        double nu = 6;
        double n = 11;
        CountingModel model = CountingModel.without(row(0), row(nu));
        GoodnessOfFit fit = GoodnessOfFit.of(model, model.observed(n));
        PoissonDistribution distribution = new PoissonDistribution(nu);
        double exact = 0;
        for (int k = 0; k < 100; k++) {
            exact += deviance(k, nu) >= deviance(n, nu) - 1e-9 ? distribution.probability(k) : 0;
        }
        ToyPValue p = fit.byToys(new Toys(4000, 3, 2));
        assertEquals(0, p.failed());
        assertEquals(Math.sqrt(exact * (1 - exact) / 4000), p.error(), 0.2 * p.error());
        assertEquals(exact, p.value(), 3 * p.error());
        assertEquals(p, fit.byToys(new Toys(4000, 3, 1)));
        assertTrue(Math.abs(fit.pValue().orElseThrow() - exact) < 0.05, "chi-squared is near");
    }
}
