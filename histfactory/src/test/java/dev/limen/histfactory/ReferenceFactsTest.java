package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Cls;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.Significance;
import dev.limen.inference.TestStatistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Facts of HistFactory and of its reference implementation (pyhf), and the mistakes of the latter that are not repeated
 * here (docs/differences-from-pyhf.md).
 *
 * <p>Others have their own tests: orders of channels, samples, modifiers, parameters and data in
 * {@link PyhfReferenceOrderTest} and {@link ParameterSetsTest}, as are shared names, starts, bounds, sigmas, factors and
 * placeholders of staterror and shapesys; codes of interpolation in {@link InterpolationTest}; the schema and what lies
 * beyond it in {@link WorkspaceMessagesTest}; patches and patch sets in {@link JsonPatchTest} and {@link PatchSetTest};
 * digests in {@link DigestTest}; joins in {@link WorkspaceOperationsTest}; test statistics, bands and limits in
 * {@link HandCheckableTest} and {@link GoldenNumbersTest}.
 */
final class ReferenceFactsTest {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** One channel of a sample with a normfactor mu, which may be negative, and a background. */
    private static Workspace counting(
            List<Double> signal, List<Double> background, List<Double> observed, Modifier... modifiers) {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample("signal", signal, List.of(new NormFactor("mu"))));
        samples.add(new Sample("background", background, List.of(modifiers)));
        return Workspace.of(
                "made",
                List.of(new Channel("SR", samples)),
                List.of(new Observation("SR", observed)),
                List.of(new Measurement(
                        "m", "mu", List.of(ParameterConfig.of("mu").withBounds(new Bounds(-20, 20))))));
    }

    private static double logLikelihood(Model model, double... theta) {
        return Program.evaluate(model.logLikelihood(Expr.constant(Tensor.of(theta)), model.data()))
                .item();
    }

    private static double[] expected(Model model, double... theta) {
        return Program.evaluate(model.expected(Expr.constant(Tensor.of(theta))).main())
                .toDoubles();
    }

    private static double[] gradient(Model model, double... theta) {
        Expr at = Expr.variable("theta", Shape.of(theta.length));
        Expr gradient = Derivatives.gradient(model.logLikelihood(at, model.data()), at);
        return Program.compile(List.of(at), List.of(gradient))
                .run(Tensor.of(theta))
                .output(0)
                .toDoubles();
    }

    private static boolean finite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** Rates: nu = product of factors times (nominal + sum of shifts). */
    @Test
    void factorsMultiplyTheNominalAndAllShiftsTogether() {
        Workspace workspace = Workspaces.oneBin(
                new HistoSys("a", List.of(3.0), List.of(6.0)),
                new HistoSys("b", List.of(4.5), List.of(3.5)),
                new NormFactor("k"),
                new NormSys("n", 0.5, 2));
        Model model = workspace.model();
        assertEquals(List.of("a", "b", "k", "n"), model.parameterSets().names());
        // At the ends of all variations, where every code agrees: 3 * 2 * (4 + 2 + 0.5).
        assertEquals(3 * 2 * (4 + 2 + 0.5), expected(model, 1, -1, 3, 1)[0], 1e-14);
    }

    /** Densities: constants are kept, counts need not be whole. */
    @Test
    void densitiesHaveAllConstantsAndRealCounts() {
        Model model = counting(List.of(1.0), List.of(2.0), List.of(2.5), new NormSys("n", 0.9, 1.1))
                .model();
        // Gamma(3.5) = 15 sqrt(pi) / 8.
        double poisson = 2.5 * Math.log(3) - 3 - Math.log(15 * Math.sqrt(Math.PI) / 8);
        assertEquals(poisson - HALF_LOG_TWO_PI, logLikelihood(model, 1, 0), 1e-14);
        double pulled = 2.5 * Math.log(1 + 2 * 1.21) - (1 + 2 * 1.21) - Math.log(15 * Math.sqrt(Math.PI) / 8);
        assertEquals(pulled - HALF_LOG_TWO_PI - 2, logLikelihood(model, 1, 2), 1e-14);
    }

    /** Auxiliary counts of a shapesys are real numbers too: tau = 6.25 here. */
    @Test
    void auxiliaryCountsAreContinuous() {
        Model model = counting(List.of(1.0), List.of(5.0), List.of(6.0), new ShapeSys("g", List.of(2.0)))
                .model();
        double tau = 6.25;
        double main = 6 * Math.log(6) - 6 - Math.log(720);
        // log Gamma(7.25).
        double logGamma = 7.0521854507385395;
        assertEquals(main + tau * Math.log(tau) - tau - logGamma, logLikelihood(model, 1, 1), 1e-13);
    }

    /** The terms of bins without content are constants: ln Pois(1|1) = -1, and -ln(2 pi)/2 of a staterror. */
    @Test
    void placeholdersAddTheirConstants() {
        List<Double> signal = List.of(1.0, 1.0);
        List<Double> background = List.of(5.0, 0.0);
        List<Double> observed = List.of(6.0, 1.0);
        double bare = logLikelihood(counting(signal, background, observed).model(), 1);
        Model shapesys = counting(signal, background, observed, new ShapeSys("g", List.of(0.0, 2.0)))
                .model();
        assertEquals(List.of(true, true), shapesys.parameterSets().set("g").fixed());
        assertEquals(bare - 2, logLikelihood(shapesys, 1, 1, 1), 1e-14);
        Model staterror = counting(signal, background, observed, new StatError("g", List.of(0.0, 2.0)))
                .model();
        assertEquals(List.of(true, true), staterror.parameterSets().set("g").fixed());
        assertEquals(bare - 2 * HALF_LOG_TWO_PI, logLikelihood(staterror, 1, 1, 1), 1e-14);
    }

    /** pyhf: NaN where events were seen, and rewarded where not. */
    @Test
    void aNegativeTotalRateIsImpossibleWithAndWithoutEvents() {
        for (double seen : new double[] {0, 3}) {
            Model model = counting(List.of(1.0), List.of(2.0), List.of(seen)).model();
            assertEquals(Double.NEGATIVE_INFINITY, logLikelihood(model, -3));
            assertTrue(finite(gradient(model, -3)));
        }
    }

    @Test
    void aRateOfZeroIsPossibleWithoutEventsOnly() {
        Model none = counting(List.of(1.0), List.of(2.0), List.of(0.0)).model();
        assertEquals(0, logLikelihood(none, -2));
        assertEquals(-1, gradient(none, -2)[0]);
        Model some = counting(List.of(1.0), List.of(2.0), List.of(1.0)).model();
        assertEquals(Double.NEGATIVE_INFINITY, logLikelihood(some, -2));
    }

    /** Published minima have such samples; only the total counts. */
    @Test
    void oneSampleMayBeNegative() {
        Model model = counting(List.of(1.0), List.of(2.0), List.of(1.0)).model();
        assertEquals(Math.log(0.5) - 0.5, logLikelihood(model, -1.5), 1e-15);
    }

    /** pyhf's code 4 gives NaN between -1 and 1 there. */
    @Test
    void aNormsysWantsPositiveFactors() {
        for (double factor : new double[] {0, -0.2}) {
            Workspace workspace = Workspaces.oneBin(new NormSys("n", factor, 1.1));
            String message =
                    assertThrows(WorkspaceException.class, workspace::model).getMessage();
            assertEquals(
                    "made: /channels/0/samples/0/modifiers/0/data/lo: the normsys 'n' of sample 's' has the factor "
                            + factor
                            + "; interpolation takes its logarithm (codes 1 and 4) and wants a positive one. Give a"
                            + " small positive factor, or describe the variation by a histosys.",
                    message);
        }
    }

    /** Factors act on the rate, not on the ratio of two templates: nothing is divided by an empty bin. */
    @Test
    void aSampleWithoutContentTakesEveryModifier() {
        Model model = counting(
                        List.of(1.0),
                        List.of(0.0),
                        List.of(1.0),
                        new NormSys("n", 0.8, 1.3),
                        new HistoSys("h", List.of(0.0), List.of(0.0)),
                        new StatError("s", List.of(0.0)))
                .model();
        double[] at = {0.4, 1, -0.7, 1};
        assertEquals(List.of("h", "mu", "n", "s[0]"), model.parameterSets().names());
        assertEquals(1, expected(model, at)[0]);
        assertTrue(finite(gradient(model, at)));
    }

    /** A total that is not positive leaves no relative error: the gamma is fixed at 1, and that is said. */
    @Test
    void aStaterrorOnANegativeYieldIsFixedWithARemark() {
        Model model = counting(
                        List.of(9.0, 9.0),
                        List.of(-1.0, 4.0),
                        List.of(8.0, 12.0),
                        new StatError("s", List.of(0.5, 0.5)))
                .model();
        assertEquals(List.of(true, false), model.parameterSets().set("s").fixed());
        assertEquals(
                List.of("made: /channels/0/samples/1/modifiers/0/data/0: the samples with the staterror 's' have -1.0"
                        + " events together in this bin, of which no relative error can be taken; its gamma is fixed at"
                        + " 1"),
                model.warnings());
        Model empty = counting(
                        List.of(9.0, 9.0), List.of(0.0, 4.0), List.of(8.0, 12.0), new StatError("s", List.of(0.0, 0.5)))
                .model();
        assertEquals(List.of(), empty.warnings());
    }

    /** sqrt(q) has no slope at q = 0: pyhf's JAX gradients are NaN there, by way of a where. */
    @Test
    void gradientsAreFiniteWhereTheStatisticVanishes() {
        Workspace workspace = counting(List.of(10.0), List.of(50.0), List.of(70.0), new NormSys("n", 0.9, 1.1));
        Model model = workspace.model();
        Expr cls = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE).logCls(Expr.constant(1));
        Expr gradient =
                Derivatives.gradient(cls, model.template("SR", "background").nominal());
        assertEquals(1, Cls.of(model, model.data(), 1, TestStatistic.QTILDE).clsb() * 2, 1e-12);
        assertTrue(finite(Program.evaluate(gradient).toDoubles()));
    }

    /** 1 - Phi is 0 from 8.3 sigma on; logarithms are not. */
    @Test
    void farTailsAreNotZero() {
        Model model = counting(List.of(400.0), List.of(50.0), List.of(50.0), new NormSys("n", 0.9, 1.1))
                .model();
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        Expr logCls = test.logCls(Expr.constant(1));
        double tail = Program.evaluate(logCls).item();
        assertTrue(tail < -150 && Double.isFinite(tail), "log CLs = " + tail);
        double slope = Program.evaluate(Derivatives.gradient(
                        logCls, model.template("SR", "signal").nominal()))
                .toDoubles()[0];
        assertTrue(slope < 0, "slope " + slope);
        // CLb -> 0: many fewer events than the background alone gives.
        Model deficit = counting(List.of(40.0), List.of(500.0), List.of(200.0)).model();
        double few = Cls.of(deficit, deficit.data(), 1, TestStatistic.QTILDE).observed();
        assertTrue(few >= 0 && few < 1, "CLs = " + few);
    }

    /** pyhf reports 0.4998 to 0.49999: the root of the difference of two fits. */
    @Test
    void p0IsOneHalfWhereNoExcessIsSeen() {
        for (double seen : new double[] {31, 50}) {
            Model model = counting(List.of(10.0), List.of(50.0), List.of(seen), new NormSys("n", 0.9, 1.1))
                    .model();
            assertEquals(0.5, Significance.of(model, model.data()).p0());
            assertEquals(0, Significance.of(model, model.data()).observed());
        }
    }

    /** An empty POI means none. */
    @Test
    void anEmptyPoiIsNone() {
        assertTrue(Workspaces.oneBin(new NormFactor("mu")).model().poi().isEmpty());
    }

    /** pyhf applies patches to channels and parameters only when it makes a model; here to the whole document. */
    @Test
    void aPatchMayChangeMeasurementsAndObservations() {
        Workspace patched = Workspaces.twoBins().patch(JsonPatch.parse("""
                        [{"op": "replace", "path": "/measurements/0/config/poi", "value": "norm"},
                         {"op": "replace", "path": "/observations/0/data/1", "value": 66}]""", "p.json"));
        assertEquals("norm", patched.model().measurement().poi());
        assertEquals(List.of(52.0, 66.0), patched.observation("SR").data());
    }

    /** The published sbottom patches leave one behind. */
    @Test
    void anObservationOfNoChannelIsIgnored() {
        Workspace workspace = Workspaces.twoBins().patch(JsonPatch.parse("""
                        [{"op": "add", "path": "/observations/-", "value": {"name": "gone", "data": [1, 2, 3]}}]""", "p.json"));
        assertEquals(2, workspace.model().order().size());
        assertFalse(workspace.model().order().channelNames().contains("gone"));
    }
}
