package dev.limen.app.analysis;

import dev.limen.autodiff.fused.Activation;
import java.util.List;

/**
 * A dense network of one output: cuts and regions read it by its name as if it were a column.
 *
 * @param name how cuts and regions refer to it
 * @param inputs columns of the files or of {@code columns}, standardised on training events; computed again under every
 *     shift
 * @param layers widths of the hidden layers, from the inputs to the output; empty for a linear one
 * @param activation after each hidden layer
 * @param output what its last layer gives
 * @param seed of the first weights
 * @param precision of weights and layers
 */
public record Network(
        String name,
        List<String> inputs,
        List<Integer> layers,
        Activation activation,
        Output output,
        long seed,
        Precision precision) {

    /** Copies the lists. */
    public Network {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
    }

    /** What the last layer gives. */
    public enum Output {
        /** Between 0 and 1: the logistic function of a linear layer. */
        SIGMOID,
        /** Any number: a linear layer. */
        LINEAR
    }

    /** The floating-point numbers of weights and layers. */
    public enum Precision {
        /** 64 bits. */
        FLOAT64,
        /** 32 bits. */
        FLOAT32
    }
}
