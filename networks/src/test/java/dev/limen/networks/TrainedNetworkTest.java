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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainedNetworkTest {
    private static final Tensor X = Tensor.of(Shape.of(2, 2), 30, 0.1, 200, -2);

    @TempDir
    Path folder;

    /** Every kind of layer, with numbers that are not round. */
    static TrainedNetwork every(NetworkBuilder inputs) {
        NetworkBuilder builder = inputs;
        for (Activation activation : Activation.values()) {
            builder = builder.dense(5, activation);
        }
        Network network = builder.batchNorm()
                .residual(5, Activation.TANH)
                .layerNorm()
                .residual(4, Activation.ELU)
                .activation(Activation.GELU)
                .dense(3, Activation.IDENTITY)
                .softmax()
                .build();
        Weights weights = network.initial(7);
        double[] flat = weights.flat();
        for (int i = 0; i < flat.length; i++) {
            flat[i] += 0.1 * Math.sin(i);
        }
        Tensor mean = Tensor.fromDoubles(Shape.of(5), network.dtype(), new double[] {0.1, 0.2, -0.3, 0.4, 0.5});
        Tensor variance = Tensor.fromDoubles(Shape.of(5), network.dtype(), new double[] {1, 0.2, 0.3, 0.4, 2});
        Standardisation columns = Standardisation.fit(
                List.of("pt", "eta"),
                List.of("pt"),
                Map.of("pt", new double[] {20, 50, 70}, "eta", new double[] {1, -1, 0.1})::get,
                new double[] {1, 1, 2});
        return new TrainedNetwork(network, weights.with(flat), network.statistics(List.of(mean, variance)), columns);
    }

    private static double[] value(TrainedNetwork trained) {
        return Program.evaluate(trained.apply(Expr.constant(X))).toDoubles();
    }

    @Test
    void everyLayerSurvivesTheFileBitForBit() {
        for (NetworkBuilder inputs :
                List.of(Network.inputs(2), Network.inputs(2).float32())) {
            TrainedNetwork trained = every(inputs);
            Path file = folder.resolve("network.safetensors");
            trained.write(file);
            TrainedNetwork read = TrainedNetwork.read(file);
            assertEquals(trained, read);
            assertArrayEquals(value(trained), value(read));
        }
    }

    @Test
    void aCheckpointIsNoNetwork() {
        Path file = folder.resolve("state");
        new TensorFile(Map.of("format", "limen training state 1"), Map.of()).write(file);
        refused("its format is 'limen training state 1'", file);
        new TensorFile(
                        Map.of("format", "limen network 1", "network", "{\"inputs\": 1}", "standardisation", "[]"),
                        Map.of())
                .write(file);
        refused("'dtype' is", file);
        new TensorFile(
                        Map.of(
                                "format",
                                "limen network 1",
                                "network",
                                "{\"inputs\":1,\"dtype\":\"FLOAT64\",\"layers\":[{\"kind\":\"convolution\"}]}",
                                "standardisation",
                                "[]"),
                        Map.of())
                .write(file);
        refused("a layer of kind 'convolution'", file);
        new TensorFile(
                        Map.of(
                                "format",
                                "limen network 1",
                                "network",
                                Network.inputs(1)
                                        .dense(1, Activation.TANH)
                                        .build()
                                        .text(),
                                "standardisation",
                                "[]"),
                        Map.of())
                .write(file);
        refused("no tensor '0.weight'", file);
    }

    private static void refused(String expected, Path file) {
        String message = assertThrows(NetworkFileException.class, () -> TrainedNetwork.read(file))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aSigmoidBehindLogitsKeepsTheWeights() {
        Network logits = Network.inputs(2).dense(1, Activation.IDENTITY).build();
        Network scores = logits.then(Activation.SIGMOID);
        assertEquals(logits.weights(), scores.weights());
        Standardisation none = Standardisation.none(List.of("a", "b"));
        double z = value(new TrainedNetwork(logits, logits.initial(1), none))[0];
        double p = value(new TrainedNetwork(scores, logits.initial(1), none))[0];
        assertEquals(1 / (1 + Math.exp(-z)), p, 1e-15);
    }

    @Test
    void columnsAreThoseOfTheNetwork() {
        Network network = Network.inputs(2).dense(1, Activation.TANH).build();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new TrainedNetwork(network, network.initial(1), Standardisation.none(List.of("met"))))
                .getMessage();
        assertTrue(message.contains("columns [met] for a network of 2 inputs"), message);
    }
}
