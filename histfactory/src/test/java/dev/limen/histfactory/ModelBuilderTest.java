package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Data;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Objectives;
import dev.limen.inference.Parameter;
import dev.limen.inference.UpperLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model built in Java, and the workspace it is written as, are the same likelihood. */
final class ModelBuilderTest {
    private static final List<Observation> OBSERVED =
            List.of(new Observation("SR", List.of(52.0, 33.0)), new Observation("CR", List.of(208.0, 95.0)));

    /** All seven modifiers; the control region tells the shapefactor. */
    private static Model model(Expr signal, Expr fakes) {
        Expr top = Expr.constant(20, 12);
        return Model.build(m -> m.poi("mu")
                .luminosity(0.02)
                .parameter(ParameterConfig.of("mu").withBounds(new Bounds(0, 40)))
                .channel("SR", c -> c.sample(
                                "signal", signal, s -> s.normfactor("mu").lumi().normsys("theory", 0.93, 1.1))
                        .sample("top", top, s -> s.histosys("jes", top.mul(0.9), top.mul(1.15))
                                .normsys("xsec", Expr.constant(0.8), Expr.constant(1.3))
                                .lumi()
                                .staterror("mc_SR", Expr.constant(1.5, 0.9)))
                        .sample("fakes", fakes, s -> s.shapefactor("ff").staterror("mc_SR", Expr.constant(0.7, 0.4)))
                        .observed(Expr.constant(52, 33)))
                .channel("CR", c -> c.sample("fakes", fakes.mul(8), s -> s.shapefactor("ff"))
                        .sample("top", Expr.constant(6, 5), s -> s.normsys("xsec", 0.8, 1.3)
                                .shapesys("mc_CR", Expr.constant(1, 1.5)))
                        .observed(Expr.constant(208, 95))));
    }

    private static final Expr SIGNAL = Expr.variable("signal", Shape.of(2));
    private static final Expr FAKES = Expr.variable("fakes", Shape.of(2));

    private static Map<Expr, Tensor> point() {
        Map<Expr, Tensor> point = new LinkedHashMap<>();
        point.put(SIGNAL, Tensor.of(6, 8));
        point.put(FAKES, Tensor.of(26, 11));
        return point;
    }

    private static Model built() {
        return model(Expr.constant(6, 8), Expr.constant(26, 11));
    }

    private static Model readBack() {
        Workspace written = model(SIGNAL, FAKES).workspace(point(), OBSERVED);
        return Workspace.parse(written.toJson(), "written.json").model();
    }

    @Test
    void parametersAgree() {
        Model built = built();
        Model read = readBack();
        assertEquals(built.parameters(), read.parameters());
        assertEquals(built.poi(), read.poi());
        assertEquals(built.auxiliaryScatter(), read.auxiliaryScatter());
        assertEquals(
                List.of("jes", "lumi", "mu", "xsec", "theory", "ff[0]", "ff[1]", "mc_CR[0]"),
                built.parameters().stream().map(Parameter::name).limit(8).toList());
        close(built.auxiliarySigma(), read.auxiliarySigma());
        close(built.auxiliaryData(), read.auxiliaryData());
        close(built.data().main(), read.data().main());
    }

    private static void close(Expr expected, Expr actual) {
        double[] a = Program.evaluate(expected).toDoubles();
        double[] b = Program.evaluate(actual).toDoubles();
        assertEquals(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            // Square roots of variances are written and squared again: two roundings.
            assertEquals(a[i], b[i], 1e-15 * Math.max(1, Math.abs(a[i])));
        }
    }

    @Test
    void logLikelihoodsAndExpectationsAgree() {
        Model built = built();
        Model read = readBack();
        Expr starts = Expr.constant(Tensor.of(
                built.parameters().stream().mapToDouble(Parameter::start).toArray()));
        for (double step : new double[] {0, 0.07, -0.13, 0.6}) {
            Expr theta = starts.add(step);
            double a =
                    Program.evaluate(built.logLikelihood(theta, built.data())).item();
            double b = Program.evaluate(read.logLikelihood(theta, read.data())).item();
            assertEquals(a, b, 1e-12 * Math.abs(a));
            Data expected = built.expected(theta);
            close(expected.main(), read.expected(theta).main());
            close(expected.auxiliary(), read.expected(theta).auxiliary());
        }
    }

    @Test
    void limitsAgree() {
        Model built = built();
        Model read = readBack();
        UpperLimit a = UpperLimit.of(built, built.data(), 0.95);
        UpperLimit b = UpperLimit.of(read, read.data(), 0.95);
        // Inputs that differ in the last digit move a fit within its certificate of 1e-13 in the likelihood.
        assertEquals(a.observed(), b.observed(), 1e-12 * a.observed());
        for (int i = 0; i < 5; i++) {
            double expected = a.expected().values().get(i);
            assertEquals(expected, b.expected().values().get(i), 1e-12 * expected);
        }
    }

    @Test
    void resultsHaveGradientsByWhatTheTemplatesAreMadeOf() {
        Expr limit = Objectives.expectedLimit(model(SIGNAL, FAKES), 0.95);
        Expr gradient = Derivatives.gradient(limit, SIGNAL);
        double value = Program.evaluate(limit, point()).item();
        double[] bySignal = Program.evaluate(gradient, point()).toDoubles();
        // Signal twice as large halves the limit: the limit is homogeneous of degree -1.
        assertEquals(-value, 6 * bySignal[0] + 8 * bySignal[1], 1e-8 * value);
        assertTrue(bySignal[0] < 0 && bySignal[1] < 0);
    }

    @Test
    void gammasMayBeFixedByBin() {
        Expr nominal = Expr.constant(20, 12);
        Model model = Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", Expr.constant(3, 4), s -> s.normfactor("mu"))
                .sample("background", nominal, s -> s.staterror("mc", Expr.constant(4, 0), List.of(true, false)))));
        List<Parameter> parameters = model.parameters();
        assertEquals(
                List.of(false, false, true),
                parameters.stream().map(Parameter::fixed).toList());
        assertEquals(List.of(LogLikelihood.Scatter.GAUSSIAN, LogLikelihood.Scatter.GAUSSIAN), model.auxiliaryScatter());
        // sigma = sqrt(sumw2) / nominal, and 1 for the one that is fixed.
        close(Expr.constant(0.1, 1), model.auxiliarySigma());
        assertEquals("limen", model.measurement().name());
        Workspace written = model.workspace(Map.of(), List.of(new Observation("SR", List.of(20.0, 12.0))));
        assertEquals(parameters, written.model().parameters());
        StatError error = (StatError)
                written.channels().get(0).samples().get(1).modifiers().get(0);
        assertEquals(List.of(2.0, 0.0), error.data());
    }
}
