package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NormalisationTest {
    private static final Tensor X = Tensor.of(Shape.of(4, 2), 1, 10, 2, 20, 4, 20, 5, 10);

    @Test
    void batchStatisticsAreWeightedByTheWeightsSize() {
        Network network = Network.inputs(2).batchNorm().build();
        List<Expr> measured = network.batchStatistics(
                Expr.constant(X), Expr.constant(1, -1, 2, 0), network.initial(0).constants());
        assertArrayEquals(
                new double[] {11. / 4, 70. / 4},
                Program.evaluate(measured.get(0)).toDoubles(),
                1e-15);
        double mean = 11. / 4;
        double variance = ((1 - mean) * (1 - mean) + (2 - mean) * (2 - mean) + 2 * (4 - mean) * (4 - mean)) / 4;
        assertEquals(variance, Program.evaluate(measured.get(1)).at(0), 1e-15);
    }

    @Test
    void eachEventsElementsGetMeanZeroAndVarianceOne() {
        Network network = Network.inputs(2).layerNorm().build();
        double[] y = Program.evaluate(
                        network.apply(Expr.constant(X), network.initial(0).constants()))
                .toDoubles();
        for (int event = 0; event < 4; event++) {
            double half = Math.abs(X.at(2 * event) - X.at(2 * event + 1)) / 2;
            double expected = half / Math.sqrt(half * half + LayerNormalisation.EPSILON);
            assertEquals(-expected, y[2 * event], 1e-15);
            assertEquals(expected, y[2 * event + 1], 1e-15);
        }
    }

    @Test
    void fractionsAddUpToOneForAnySizeOfInputs() {
        Network network = Network.inputs(2).softmax().build();
        double[] y = Program.evaluate(
                        network.apply(Expr.constant(Tensor.of(Shape.of(2, 2), 1000, 999, -1000, 1000)), List.of()))
                .toDoubles();
        assertEquals(1 / (1 + Math.exp(-1)), y[0], 1e-15);
        assertArrayEquals(new double[] {0, 1}, new double[] {y[2], y[3]});
    }

    @Test
    void residualOfZeroWeightsIsTheIdentity() {
        Network network = Network.inputs(2).residual(2, Activation.RELU).build();
        Weights zeros = network.initial(1).with(new double[network.initial(1).size()]);
        assertArrayEquals(
                X.toDoubles(),
                Program.evaluate(network.apply(Expr.constant(X), zeros.constants()))
                        .toDoubles());
    }

    @Test
    void runningStatisticsFollowThoseOfBatches() {
        Network network = Network.inputs(1).batchNorm().build();
        Weights running = network.statistics(List.of(Tensor.of(0), Tensor.of(1)));
        Weights batch = network.statistics(List.of(Tensor.of(10), Tensor.of(3)));
        assertArrayEquals(new double[] {1, 1.2}, running.blend(batch, 0.1).flat(), 1e-15);
    }

    @Test
    void aNetworkThatNeedsStatisticsSaysHowToGetThem() {
        Network network =
                Network.inputs(2).dense(3, Activation.TANH).batchNorm().build();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> network.apply(Expr.constant(X), network.initial(1).constants()))
                .getMessage();
        assertTrue(message.contains("[1.mean, 1.variance]") && message.contains("batchStatistics"), message);
    }
}
