package dev.limen.app.analysis;

import dev.limen.autodiff.fused.Activation;
import dev.limen.networks.Initialiser;
import java.util.List;
import java.util.Optional;

/**
 * A dense network, with or without a deep set of objects: cuts and regions read its scores by their names as if they were columns.
 *
 * @param name how cuts and regions refer to it
 * @param inputs columns of the files or of {@code columns}, or quantities of objects, standardised on training events;
 *     computed again under every shift
 * @param set of objects, whose sums stand before the inputs
 * @param layers from the inputs to the output, without the last; empty for a linear one
 * @param activation of hidden layers
 * @param initialiser of dense hidden layers; empty for the one that suits the activation
 * @param output what its last layer gives
 * @param seed of the first weights
 * @param precision of weights and layers
 */
public record Network(
        String name,
        List<String> inputs,
        Optional<ObjectSet> set,
        List<HiddenLayer> layers,
        Activation activation,
        Optional<Initialiser> initialiser,
        Output output,
        long seed,
        Precision precision) {

    /** Copies the lists. */
    public Network {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
    }

    /** The names of its scores, one an output. */
    public List<String> scores() {
        return output.scores(name);
    }

    /** What the last layer gives. */
    public sealed interface Output permits Single, Categories {

        /** The names of a network's scores, one an output. */
        List<String> scores(String network);
    }

    /** One score, by the network's name. */
    public enum Single implements Output {
        /** Between 0 and 1: the logistic function of a linear layer. */
        SIGMOID,
        /** Any number: a linear layer. */
        LINEAR;

        @Override
        public List<String> scores(String network) {
            return List.of(network);
        }
    }

    /** The floating-point numbers of weights and layers. */
    public enum Precision {
        /** 64 bits. */
        FLOAT64,
        /** 32 bits. */
        FLOAT32
    }
}
