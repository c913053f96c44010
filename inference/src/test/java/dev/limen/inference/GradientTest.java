package dev.limen.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of results by signal, background, uncertainty and counts, against central differences with new fits. */
final class GradientTest {
    private static final Expr SIGNAL = Expr.variable("signal", Shape.of(2));
    private static final Expr BACKGROUND = Expr.variable("background", Shape.of(2));
    private static final Expr UNCERTAINTY = Expr.variable("uncertainty", Shape.of(2));
    private static final Expr COUNTS = Expr.variable("counts", Shape.of(2));
    private static final List<Expr> NUMBERS = List.of(SIGNAL, BACKGROUND, UNCERTAINTY);

    private static Map<Expr, Tensor> point() {
        Map<Expr, Tensor> point = new LinkedHashMap<>();
        point.put(SIGNAL, Tensor.of(8, 5));
        point.put(BACKGROUND, Tensor.of(40, 20));
        point.put(UNCERTAINTY, Tensor.of(6, 3));
        point.put(COUNTS, Tensor.of(45, 22));
        return point;
    }

    /** A result by its name. */
    record Result(String name, Expr value, boolean observed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Result> results() {
        return Stream.of(
                        CountingModel.gaussian(SIGNAL, BACKGROUND, UNCERTAINTY),
                        CountingModel.poisson(SIGNAL, BACKGROUND, UNCERTAINTY))
                .flatMap(GradientTest::results);
    }

    private static Stream<Result> results(CountingModel model) {
        String kind = model.nuisances() + " ";
        Data data = new Data(COUNTS, model.observed(0, 0).auxiliary());
        HypothesisTest observed = HypothesisTest.of(model, data, TestStatistic.QTILDE);
        Expr mu = Expr.constant(1.7);
        return Stream.of(
                new Result(kind + "expected limit", Objectives.expectedLimit(model, 0.95), false),
                new Result(kind + "expected log CLs", Objectives.expectedLogCls(model, 1), false),
                new Result(kind + "expected Z", Objectives.expectedSignificance(model, 1), false),
                new Result(kind + "POI uncertainty", Objectives.poiUncertainty(model, 1), false),
                new Result(kind + "half width", Objectives.intervalHalfWidth(model, 3, 1), false),
                new Result(kind + "q", observed.q(mu), true),
                new Result(kind + "log CLs", observed.logCls(mu), true),
                new Result(kind + "limit", observed.limit(0.95), true),
                new Result(kind + "upper band of the limit", observed.expectedLimit(0.95, -1), true),
                new Result(kind + "Z", Discovery.of(model, data).significance(), true));
    }

    @ParameterizedTest
    @MethodSource("results")
    void first(Result result) {
        List<Expr> by = result.observed() ? List.of(SIGNAL, BACKGROUND, UNCERTAINTY, COUNTS) : NUMBERS;
        GradientCheck.of(result.value(), by, point()).require(1e-6, 1e-8);
    }

    static Stream<Result> smooth() {
        CountingModel model = CountingModel.poisson(SIGNAL, BACKGROUND, UNCERTAINTY);
        return Stream.of(
                new Result("expected limit", Objectives.expectedLimit(model, 0.95), false),
                new Result("expected Z", Objectives.expectedSignificance(model, 1), false),
                new Result("POI uncertainty", Objectives.poiUncertainty(model, 1), false));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void second(Result result) {
        // The slope along a fixed direction, differentiated again.
        Expr slope = Expr.constant(0);
        double[][] directions = {{0.7, -0.4}, {0.3, 1.1}, {-0.5, 0.2}};
        List<Expr> gradient = Derivatives.gradient(result.value(), NUMBERS);
        for (int i = 0; i < directions.length; i++) {
            slope = slope.add(gradient.get(i).mul(Expr.constant(directions[i])).sum());
        }
        GradientCheck.of(slope, NUMBERS, point(), GradientCheck.STEP, Execution.preferred())
                .require(1e-6, 1e-8);
    }

    @Test
    void resultsHandOutTheirGradients() {
        Expr signal = Expr.constant(8, 5);
        Expr background = Expr.constant(40, 20);
        CountingModel model = CountingModel.poisson(signal, background, Expr.constant(6, 3));
        Data data = model.observed(45, 22);
        HypothesisTest test = HypothesisTest.of(model, data, TestStatistic.QTILDE);
        UpperLimit limit = UpperLimit.of(model, data, 0.95);
        same(test.limit(0.95), limit.observedGradient(signal, background), signal, background);
        same(test.expectedLimit(0.95, 0), limit.gradient(signal, background), signal, background);
        Cls cls = Cls.of(model, data, 1.7, TestStatistic.QTILDE);
        Expr mu = Expr.constant(1.7);
        same(test.logCls(mu).exp(), cls.observedGradient(signal, background), signal, background);
        same(test.expectedLogCls(mu, 0).exp(), cls.gradient(signal, background), signal, background);
        Significance significance = Significance.of(model, data);
        Discovery discovery = Discovery.of(model, data);
        same(discovery.significance(), significance.observedGradient(signal, background), signal, background);
        same(discovery.expectedSignificance(), significance.gradient(signal, background), signal, background);
        UpperLimit blind = UpperLimit.blind(model, 0.95);
        same(Objectives.expectedLimit(model, 0.95), blind.gradient(signal, background), signal, background);
    }

    private static void same(Expr value, List<Tensor> gradients, Expr... by) {
        List<Expr> expected = Derivatives.gradient(value, List.of(by));
        for (int i = 0; i < by.length; i++) {
            double[] numbers = Program.evaluate(expected.get(i)).toDoubles();
            for (int k = 0; k < numbers.length; k++) {
                assertEquals(numbers[k], gradients.get(i).at(k), 1e-12 * Math.abs(numbers[k]));
            }
        }
    }
}
