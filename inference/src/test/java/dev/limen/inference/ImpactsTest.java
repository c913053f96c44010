package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Impacts and uncertainty components against closed forms and refits. */
final class ImpactsTest {
    /** A fit ends within 1e-13 of the minimum's value, which is sqrt(2e-13) standard deviations at worst. */
    private static final double FIT = 1e-6;

    private static final double S = 10;
    private static final double B = 50;
    private static final double TAU = B / 49;

    private static Expr row(double... values) {
        return Expr.constant(values);
    }

    private static CountingModel onOff() {
        return CountingModel.poisson(row(S), row(B), row(7));
    }

    private static CountingModel twoBins(CountingModel.Nuisances nuisances) {
        return nuisances == CountingModel.Nuisances.GAUSSIAN
                ? CountingModel.gaussian(row(10, 4), row(50, 20), row(7, 5))
                : CountingModel.poisson(row(10, 4), row(50, 20), row(7, 5));
    }

    @Test
    void anOnOffMeasurementByHand() {
        double n = 83;
        double m = TAU * B;
        Impacts impacts = Impacts.of(
                onOff(), onOff().observed(n), Map.of("gammas", p -> p.name().startsWith("gamma")));
        // mu = (n - m / tau) / s.
        assertEquals((n - B) / S, impacts.best(), FIT);
        assertEquals(Math.sqrt(n) / S, impacts.statistical(), FIT);
        assertEquals(Math.sqrt(m) / (TAU * S), impacts.auxiliary(), FIT);
        assertEquals(Math.sqrt(n + m / (TAU * TAU)) / S, impacts.sigma(), FIT);
        assertEquals(impacts.sigma(), impacts.total(), 1e-8 * impacts.sigma());
        assertEquals(Math.sqrt(n) / S, impacts.constrainedHeld(), FIT);
        Impact gamma = impacts.impacts().get(0);
        assertEquals(-Math.sqrt(m) / (TAU * S), gamma.globalObservable().orElseThrow(), FIT);
        // gamma held at g: mu = (n - g b) / s.
        assertEquals(-7 / S, gamma.postfit().orElseThrow().up(), FIT);
        assertEquals(7 / S, gamma.postfit().orElseThrow().down(), FIT);
        assertEquals(-7 / S, gamma.prefit().orElseThrow().up(), FIT);
        assertEquals(0, gamma.pull().orElseThrow(), FIT);
        assertEquals(1, gamma.constraint().orElseThrow(), FIT);
        GroupImpact group = impacts.groups().get(0);
        assertEquals(1, group.parameters());
        assertEquals(Math.sqrt(m) / (TAU * S), group.held(), FIT);
        assertEquals(Math.sqrt(m) / (TAU * S), group.globalObservable(), FIT);
        assertEquals(0, impacts.failed());
    }

    @ParameterizedTest
    @EnumSource(names = {"GAUSSIAN", "POISSON"})
    void componentsAddUpToTheTotal(CountingModel.Nuisances nuisances) {
        CountingModel model = twoBins(nuisances);
        List<Data> sets = List.of(model.observed(71, 18), model.expected(Expr.constant(new double[] {1, 1, 1})));
        for (Data data : sets) {
            Impacts impacts = Impacts.of(model, data);
            double squares = Math.pow(impacts.statistical(), 2);
            for (Impact impact : impacts.impacts()) {
                squares += Math.pow(impact.globalObservable().orElseThrow(), 2);
            }
            assertEquals(impacts.total(), Math.sqrt(squares), 1e-14);
            // The rates are linear in the parameters.
            assertEquals(impacts.sigma(), impacts.total(), 1e-8 * impacts.sigma());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GAUSSIAN", "POISSON"})
    void componentsAreDifferencesOfFitsToShiftedData(CountingModel.Nuisances nuisances) {
        CountingModel model = twoBins(nuisances);
        double[] counts = {71, 18};
        double[] measured = Program.evaluate(model.observed(counts).auxiliary()).toDoubles();
        Impacts impacts = Impacts.of(model, model.observed(counts));
        for (int i = 0; i < 2; i++) {
            double sigma = nuisances == CountingModel.Nuisances.GAUSSIAN
                    ? new double[] {7 / 50.0, 5 / 20.0}[i]
                    : Math.sqrt(measured[i]);
            double step = 1e-3 * sigma;
            double difference =
                    best(model, counts, shifted(measured, i, step)) - best(model, counts, shifted(measured, i, -step));
            // Fits to 1e-9 over two steps of a thousandth, and the third derivative times the square of the step.
            assertEquals(
                    difference / 2e-3,
                    impacts.impacts().get(i).globalObservable().orElseThrow(),
                    2e-6);
        }
        double squares = 0;
        for (int b = 0; b < 2; b++) {
            double difference =
                    best(model, shifted(counts, b, 0.01), measured) - best(model, shifted(counts, b, -0.01), measured);
            squares += Math.pow(difference / 0.02, 2) * counts[b];
        }
        assertEquals(Math.sqrt(squares), impacts.statistical(), 2e-6);
    }

    private static double[] shifted(double[] values, int i, double step) {
        double[] moved = values.clone();
        moved[i] += step;
        return moved;
    }

    private static double best(CountingModel model, double[] counts, double[] measured) {
        Data data = new Data(Expr.constant(Tensor.of(counts)), Expr.constant(Tensor.of(measured)));
        return MaximumLikelihood.free(model, data).values().get(0);
    }

    @Test
    void impactsAreThoseOfFitsWithTheParameterFixed() {
        CountingModel model = twoBins(CountingModel.Nuisances.GAUSSIAN);
        Data data = model.observed(71, 18);
        Impacts impacts = Impacts.of(model, data);
        double[] prefit = {7 / 50.0, 5 / 20.0};
        for (int i = 0; i < 2; i++) {
            Impact impact = impacts.impacts().get(i);
            double up = fixed(model, data, 1 + i, impact.value() + impact.sigma()) - impacts.best();
            double down = fixed(model, data, 1 + i, impact.value() - prefit[i]) - impacts.best();
            assertEquals(up, impact.postfit().orElseThrow().up(), FIT);
            assertEquals(down, impact.prefit().orElseThrow().down(), FIT);
            assertEquals((impact.value() - 1) / prefit[i], impact.pull().orElseThrow(), 1e-12);
            assertEquals(impact.sigma() / prefit[i], impact.constraint().orElseThrow(), 1e-12);
        }
    }

    private static double fixed(CountingModel model, Data data, int parameter, double value) {
        return MaximumLikelihood.free(new Fixed(model, parameter, value), data)
                .values()
                .get(0);
    }

    @Test
    void aPoiAtItsBoundIsReleased() {
        CountingModel model = onOff();
        Impacts impacts = Impacts.of(model, model.observed(31));
        assertEquals((31 - B) / S, impacts.best(), FIT);
        assertTrue(
                impacts.note().orElseThrow().contains("bounds [0.0, 1000.0]"),
                impacts.note().orElseThrow());
        assertFalse(Impacts.of(model, model.observed(83)).note().isPresent());
    }

    @Test
    void unconstrainedParametersHaveNoPull() {
        // The second bin's background is free: its gamma has no auxiliary measurement.
        FreeNorm model = new FreeNorm(10, 50);
        Impacts impacts = Impacts.of(model, new Data(row(83, 52), Expr.zeros(Shape.of(0))));
        Impact norm = impacts.impacts().get(0);
        assertEquals(OptionalDouble.empty(), norm.pull());
        assertEquals(OptionalDouble.empty(), norm.globalObservable());
        assertTrue(norm.prefit().isEmpty());
        assertEquals(-Math.sqrt(52) / 10, norm.postfit().orElseThrow().up(), FIT);
        assertEquals(Math.sqrt(83 + 52) / 10, impacts.statistical(), FIT);
    }

    @Test
    void aPoiWithoutEffectIsRefused() {
        CountingModel model = CountingModel.gaussian(row(0), row(50), row(7));
        assertThrows(IllegalArgumentException.class, () -> Impacts.of(model, model.observed(50)));
    }

    /** A model with one parameter fixed. */
    private record Fixed(LogLikelihood model, int parameter, double value) implements VariedLikelihood {
        @Override
        public List<Parameter> parameters() {
            List<Parameter> all = new ArrayList<>(model.parameters());
            Parameter old = all.get(parameter);
            all.set(parameter, new Parameter(old.name(), value, old.lower(), old.upper(), true, old.kind()));
            return all;
        }
    }

    /** Counts mu s + k b and k b, with k free. */
    private record FreeNorm(double s, double b) implements LogLikelihood {
        @Override
        public List<Parameter> parameters() {
            return List.of(CountingModel.poi(0, 1000), new Parameter("k", 1, 0, 10, false, Parameter.Kind.FREE));
        }

        @Override
        public OptionalInt poi() {
            return OptionalInt.of(0);
        }

        @Override
        public Expr logLikelihood(Expr theta, Data data) {
            Expr rates = expected(theta).main();
            return data.main()
                    .mul(rates.log())
                    .sub(rates)
                    .sub(data.main().add(1).lgamma())
                    .sum();
        }

        @Override
        public Data expected(Expr theta) {
            Expr background = theta.get(1).mul(b);
            Expr rates = Expr.stack(theta.get(0).mul(s).add(background), background);
            return new Data(rates, Expr.zeros(Shape.of(0)));
        }

        @Override
        public List<Scatter> auxiliaryScatter() {
            return List.of();
        }

        @Override
        public Expr auxiliarySigma() {
            return Expr.zeros(Shape.of(0));
        }
    }
}
