package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.inference.Cls;
import dev.limen.inference.CountingExperiment;
import dev.limen.inference.Discovery;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.Objectives;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.ToyLimit;
import dev.limen.inference.Toys;
import dev.limen.inference.UpperLimit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Experiments whose profile likelihood can be written down, and few bins that others have computed. */
final class HandCheckableTest {
    private static final double S = 10;
    private static final double B = 50;
    private static final double SIGMA = 7;

    private static Workspace counting(double signal, double background, double observed, Modifier... modifiers) {
        return workspace(List.of(signal), List.of(background), List.of(observed), modifiers);
    }

    private static Workspace workspace(
            List<Double> signal, List<Double> background, List<Double> observed, Modifier... modifiers) {
        Channel channel = new Channel(
                "SR",
                List.of(
                        new Sample("signal", signal, List.of(new NormFactor("mu"))),
                        new Sample("background", background, List.of(modifiers))));
        ParameterConfig mu = ParameterConfig.of("mu").withBounds(new Bounds(0, 100));
        return Workspace.of(
                "made",
                List.of(channel),
                List.of(new Observation("SR", observed)),
                List.of(new Measurement("m", "mu", List.of(mu))));
    }

    private static double value(Expr expr) {
        return Program.evaluate(expr).item();
    }

    /** -2 log L of n counts and of m = tau b0 counts that measure b, up to a constant, at the b that fits S events best. */
    private static double onOff(double n, double s) {
        double tau = B / (SIGMA * SIGMA);
        double m = tau * B;
        double p = n + m - (1 + tau) * s;
        double b = (p + Math.sqrt(p * p + 4 * (1 + tau) * m * s)) / (2 * (1 + tau));
        return 2 * (s + b - n * Math.log(s + b) + tau * b - m * Math.log(b));
    }

    /** The same where b is measured with a Gaussian of width 7. */
    private static double gaussian(double n, double s) {
        double p = s + SIGMA * SIGMA - B;
        double b = (Math.sqrt(p * p - 4 * (s * (SIGMA * SIGMA - B) - n * SIGMA * SIGMA)) - p) / 2;
        double pull = (b - B) / SIGMA;
        return 2 * (s + b - n * Math.log(s + b)) + pull * pull;
    }

    @ParameterizedTest
    @CsvSource({"50", "55", "60", "72", "90"})
    void fiftyPlusMinusSevenAsAuxiliaryCount(double n) {
        Model model = counting(S, B, n, new ShapeSys("b", List.of(SIGMA))).model();
        agree(model, n, onOff(n, 0), onOff(n, n - B), onOff(n, 3 * S), onOff(B, 0), onOff(B, 3 * S));
        double asimov = onOff(B + S, 0) - onOff(B + S, S);
        assertEquals(Math.sqrt(asimov), value(Objectives.expectedSignificance(model, 1)), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"50", "55", "60", "72", "90"})
    void fiftyPlusMinusSevenAsGaussian(double n) {
        // Code 4p is linear where the ends are symmetric.
        HistoSys shift = new HistoSys("b", List.of(B - SIGMA), List.of(B + SIGMA));
        Model model = counting(S, B, n, shift).model();
        agree(model, n, gaussian(n, 0), gaussian(n, n - B), gaussian(n, 3 * S), gaussian(B, 0), gaussian(B, 3 * S));
        double asimov = gaussian(B + S, 0) - gaussian(B + S, S);
        assertEquals(Math.sqrt(asimov), value(Objectives.expectedSignificance(model, 1)), 1e-11);
    }

    private static void agree(
            Model model,
            double n,
            double atZero,
            double best,
            double atThree,
            double nominalZero,
            double nominalThree) {
        Discovery discovery = Discovery.of(model, model.data());
        double q0 = n > B ? atZero - best : 0;
        assertEquals(q0, value(discovery.q0()), 1e-11);
        assertEquals(Math.sqrt(q0), value(discovery.significance()), 1e-10);
        Expr three = Expr.constant(3);
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        double q = n - B < 3 * S ? atThree - best : 0;
        assertEquals(q, value(test.q(three)), 1e-11);
        HypothesisTest blind = HypothesisTest.blind(model, TestStatistic.QTILDE);
        assertEquals(nominalThree - nominalZero, value(blind.qAsimov(three)), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 3.00, 2.24", "1, 4.11, 3.40", "5, 6.33, 5.75"})
    void asymptoticLimitsLieAtFewCounts(double background, double exact, double asymptotic) {
        Model model = counting(1, background, background).model();
        assertEquals(asymptotic, UpperLimit.blind(model, 0.95).expected().median(), 0.005);
        double enumerated =
                new CountingExperiment(background).expectedLimit(0.95).median();
        assertEquals(exact, enumerated, 0.005);
        ToyLimit toys = ToyLimit.blind(model, 0.95, Toys.of(2000, 3));
        assertEquals(enumerated, toys.value(), 3 * toys.error() + 2e-3 * enumerated);
    }

    @Test
    void twoBinsWithAuxiliaryCounts() {
        // pyhf 0.8.0.dev0, whose fits stop at 1e-6 in the likelihood: CLs is known to some 1e-5, and limits to the
        // digits given.
        Model model = workspace(
                        List.of(12.0, 11.0),
                        List.of(50.0, 52.0),
                        List.of(51.0, 48.0),
                        new ShapeSys("b", List.of(3.0, 7.0)))
                .model();
        Cls cls = Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
        assertEquals(0.0525149705, cls.observed(), 1e-5);
        assertEquals(0.0233250198, cls.clsb(), 1e-5);
        assertEquals(0.4441594385, cls.clb(), 1e-5);
        double[] band = {0.0026062600, 0.0138200496, 0.0644531921, 0.2352564084, 0.5730361690};
        double[] limits = {0.55988, 0.75702, 1.06235, 1.50117, 2.05079};
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        assertEquals(1.01157, limit.observed(), 1e-5);
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], cls.expected().values().get(i), 1e-5);
            assertEquals(limits[i], limit.expected().values().get(i), 1e-5 * limits[i] + 5e-6);
        }
    }

    @Test
    void twoBinsWithACorrelatedShift() {
        Model model = workspace(
                        List.of(12.0, 11.0),
                        List.of(50.0, 52.0),
                        List.of(51.0, 48.0),
                        new HistoSys("b", List.of(55.0, 47.0), List.of(45.0, 57.0)))
                .model();
        assertEquals(
                0.0207651342,
                Cls.of(model, model.data(), 1, TestStatistic.QTILDE).observed(),
                1e-5);
    }
}
