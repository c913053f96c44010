package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer's derivatives by its inputs, weights and statistics, beside central differences. */
final class LayerDerivativesTest {
    private static final int EVENTS = 7;

    private static Network of(UnaryOperator<NetworkBuilder> layers) {
        return layers.apply(Network.inputs(3)).build();
    }

    static Stream<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            networks.add(of(n -> n.dense(4, activation)));
            networks.add(of(n -> n.activation(activation)));
        }
        networks.add(of(n -> n.residual(3, Activation.TANH)));
        networks.add(of(n -> n.residual(5, Activation.SILU)));
        networks.add(of(NetworkBuilder::layerNorm));
        networks.add(of(NetworkBuilder::batchNorm));
        networks.add(of(NetworkBuilder::softmax));
        networks.add(of(n -> n.dense(4, Activation.TANH)
                .batchNorm()
                .residual(5, Activation.ELU)
                .layerNorm()
                .dense(3, Activation.GELU)
                .batchNorm()
                .softmax()));
        return networks.stream();
    }

    /** A scalar of the network at numbers away from all kinks, and everything it depends on. */
    private record Fixture(Network network, Expr x, Expr w, List<Expr> weights, Map<Expr, Tensor> point) {
        static Fixture of(Network network, Shape batch) {
            Expr x = Expr.variable("x", batch.then(Shape.of(3)));
            Expr w = Expr.variable("w", batch);
            List<Expr> weights = network.variables("");
            Map<Expr, Tensor> point = new LinkedHashMap<>();
            point.put(x, numbers("x", Shape.of(EVENTS, 3)));
            point.put(w, numbers("w", Shape.of(EVENTS)));
            for (Expr weight : weights) {
                point.put(weight, numbers(weight.node().primitive().name(), weight.shape()));
            }
            return new Fixture(network, x, w, weights, point);
        }

        /** Outputs times fixed numbers, summed over events. */
        Expr value(List<Expr> statistics) {
            Expr direction = Expr.constant(numbers("direction", Shape.of(network.outputs())));
            Expr y = network.apply(x, weights, statistics);
            return y.mul(direction).mul(y.add(1)).sum();
        }
    }

    private static Tensor numbers(String name, Shape shape) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new RandomSource(11, name).at(i).normal();
        }
        return Tensor.wrap(shape, values);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void derivativesByInputsWeightsAndStatisticsAgreeWithDifferences(Network network) {
        Fixture fixture = Fixture.of(network, Shape.of(EVENTS));
        List<Expr> statistics = network.statisticVariables("");
        List<Expr> by = new ArrayList<>(fixture.weights());
        by.add(fixture.x());
        by.addAll(statistics);
        Map<Expr, Tensor> point = new LinkedHashMap<>(fixture.point());
        for (Expr statistic : statistics) {
            double[] values = numbers("statistics", statistic.shape()).toDoubles();
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 + values[i] * values[i];
            }
            point.put(statistic, Tensor.wrap(statistic.shape(), values));
        }
        // Differences extrapolated from steps of 0.005 leave 1e-9 of the largest derivative.
        GradientCheck.of(fixture.value(statistics), by, point, 0.005, Execution.plain())
                .require(1e-8, 1e-8);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void derivativesFlowThroughMeasuredStatistics(Network network) {
        Fixture fixture = Fixture.of(network, Shape.of(EVENTS));
        List<Expr> by = new ArrayList<>(fixture.weights());
        by.add(fixture.x());
        by.add(fixture.w());
        Expr value = fixture.value(network.batchStatistics(fixture.x(), fixture.w(), fixture.weights()));
        GradientCheck.of(value, by, fixture.point(), 0.005, Execution.plain()).require(1e-8, 1e-8);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void eventAxisGivesTheNumbersOfAFixedBatch(Network network) {
        List<double[]> fixed = derivatives(Fixture.of(network, Shape.of(EVENTS)), 4096);
        List<double[]> events = derivatives(Fixture.of(network, Shape.events()), 4096);
        List<double[]> blocks = derivatives(Fixture.of(network, Shape.events()), 2);
        for (int k = 0; k < fixed.size(); k++) {
            double scale = Arrays.stream(fixed.get(k)).map(Math::abs).max().orElse(0) + 1;
            for (int i = 0; i < fixed.get(k).length; i++) {
                // Sums of 7 events in another order.
                assertEquals(fixed.get(k)[i], events.get(k)[i], 1e-14 * scale);
                assertEquals(fixed.get(k)[i], blocks.get(k)[i], 1e-13 * scale);
            }
        }
    }

    private static List<double[]> derivatives(Fixture fixture, int block) {
        List<Expr> statistics = fixture.network().batchStatistics(fixture.x(), fixture.w(), fixture.weights());
        Expr value = fixture.value(statistics);
        List<Expr> outputs = new ArrayList<>(List.of(value));
        List<Expr> by = new ArrayList<>(fixture.weights());
        by.add(fixture.x());
        outputs.addAll(Derivatives.gradient(value, by));
        outputs.addAll(statistics);
        List<Expr> inputs = List.copyOf(fixture.point().keySet());
        Execution plain = Execution.plain();
        return Program.compile(inputs, outputs, new Execution(plain.backend(), 2, block))
                .run(inputs.stream().map(fixture.point()::get).toList())
                .outputs()
                .stream()
                .map(Tensor::toDoubles)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void float32IsNearFloat64(Network network) {
        Fixture wide = Fixture.of(network, Shape.of(EVENTS));
        List<Expr> statistics = network.batchStatistics(wide.x(), wide.w(), wide.weights());
        double[] exact = run(wide.network().apply(wide.x(), wide.weights(), statistics), wide.point());
        Network narrow = new Network(network.inputs(), DType.FLOAT32, network.layers());
        Map<Expr, Tensor> point = new LinkedHashMap<>();
        point.put(wide.x(), wide.point().get(wide.x()));
        point.put(wide.w(), wide.point().get(wide.w()));
        List<Expr> weights = narrow.variables("");
        for (int k = 0; k < weights.size(); k++) {
            Expr weight = weights.get(k);
            double[] values = wide.point().get(wide.weights().get(k)).toDoubles();
            point.put(weight, Tensor.fromDoubles(weight.shape(), DType.FLOAT32, values));
        }
        double[] rounded =
                run(narrow.apply(wide.x(), weights, narrow.batchStatistics(wide.x(), wide.w(), weights)), point);
        for (int i = 0; i < exact.length; i++) {
            // Some twenty roundings of 6e-8, of numbers up to 10.
            assertEquals(exact[i], rounded[i], 1e-5 * Math.max(1, Math.abs(exact[i])));
            assertEquals((float) rounded[i], rounded[i]);
        }
    }

    private static double[] run(Expr y, Map<Expr, Tensor> point) {
        return Program.evaluate(y, point).toDoubles();
    }
}
