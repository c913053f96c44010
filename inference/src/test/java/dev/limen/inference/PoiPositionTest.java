package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing depends on where among the parameters the POI stands. */
final class PoiPositionTest {
    private static final CountingModel FIRST =
            CountingModel.poisson(Expr.constant(10, 8), Expr.constant(50, 60), Expr.constant(7, 5));
    private static final LastPoi LAST = new LastPoi(FIRST);
    private static final Data DATA = FIRST.observed(57, 64);

    @Test
    void fitsAndTestsAreThose() {
        assertEquals(2, LAST.requirePoi());
        MaximumLikelihood first = MaximumLikelihood.conditional(FIRST, DATA, 0.5);
        List<Double> last = MaximumLikelihood.conditional(LAST, DATA, 0.5).values();
        assertEquals(0.5, last.get(2));
        assertEquals(first.values().get(1), last.get(0), 1e-9);
        assertEquals(
                Cls.of(FIRST, DATA, 1, TestStatistic.QTILDE).observed(),
                Cls.of(LAST, DATA, 1, TestStatistic.QTILDE).observed(),
                1e-9);
        assertEquals(
                UpperLimit.of(FIRST, DATA, 0.95).expected().median(),
                UpperLimit.of(LAST, DATA, 0.95).expected().median(),
                1e-9);
        assertEquals(
                Significance.of(FIRST, DATA).observed(),
                Significance.of(LAST, DATA).observed(),
                1e-9);
    }

    @Test
    void everyFitBehindANumberHasItsCertificate() {
        assertCertified(Cls.of(LAST, DATA, 1, TestStatistic.QTILDE).certificates());
        assertCertified(UpperLimit.of(LAST, DATA, 0.95).certificates());
    }

    private static void assertCertified(List<Certificate> certificates) {
        // The free fit, the conditional one, and those of the Asimov set.
        assertTrue(certificates.size() >= 4, certificates.toString());
        certificates.forEach(certificate -> assertTrue(certificate.converged(), certificate.message()));
    }

    @Test
    void aWidenedModelIsOtherwiseTheSame() {
        WidenedPoi wide = new WidenedPoi(LAST, 5000);
        assertEquals(LAST.parameters().subList(0, 2), wide.parameters().subList(0, 2));
        assertEquals(
                new Parameter("mu", 1, 0, 5000, false, Parameter.Kind.FREE),
                wide.parameters().get(2));
        assertEquals(LAST.kinks(), wide.kinks());
        assertEquals(List.of(LogLikelihood.Scatter.POISSON, LogLikelihood.Scatter.POISSON), wide.auxiliaryScatter());
        assertEquals(LAST.auxiliarySigma().shape(), wide.auxiliarySigma().shape());
    }

    @Test
    void aParameterMayBeHeldByItsBounds() {
        assertEquals(1, new Parameter("alpha", 1, 1, 1, false, Parameter.Kind.FREE).upper());
    }
}
