package dev.limen.networks;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.fused.Activation;
import java.util.ArrayList;
import java.util.List;

/** Puts layers one behind the other; used by one thread, and once. */
public final class NetworkBuilder {
    private final int inputs;
    private final List<Layer> layers = new ArrayList<>();
    private DType dtype = DType.FLOAT64;
    private int width;

    NetworkBuilder(int inputs) {
        this.inputs = requireWidth("a network's inputs", inputs);
        this.width = inputs;
    }

    /** {@code activation(x W + b)}; W begins by He's rule for RELU, ELU, GELU and SILU, else by Glorot's, b with zeros. */
    public NetworkBuilder dense(int outputs, Activation activation) {
        return dense(outputs, activation, Initialiser.suited(activation));
    }

    /** {@code activation(x W + b)} with another beginning of W. */
    public NetworkBuilder dense(int outputs, Activation activation, Initialiser initialiser) {
        return then(new Dense(width, requireWidth("a dense layer's outputs", outputs), activation, initialiser));
    }

    /**
     * {@code s(x) + activation(x W1 + b1) W2 + b2} with s the identity, or a matrix where the widths differ (K. He et
     * al., arXiv:1603.05027).
     */
    public NetworkBuilder residual(int outputs, Activation activation) {
        return then(new Residual(width, requireWidth("a residual layer's outputs", outputs), activation));
    }

    /** Subtracts the mean of an event's elements, divides by their deviation, then scales and shifts each (arXiv:1607.06450). */
    public NetworkBuilder layerNorm() {
        return then(new LayerNormalisation(width));
    }

    /**
     * Subtracts each element's mean over events, divides by its deviation, then scales and shifts it
     * (arXiv:1502.03167). The network then has {@link Network#statistics}.
     */
    public NetworkBuilder batchNorm() {
        return then(new BatchNormalisation(width));
    }

    /** An activation alone, after a normalisation for instance. */
    public NetworkBuilder activation(Activation activation) {
        return then(new Activated(width, activation));
    }

    /** {@code e^x_k / sum_j e^x_j}: fractions that add up to 1. */
    public NetworkBuilder softmax() {
        return then(new Softmax(width));
    }

    /** Makes the weights, and the numbers in between, 32-bit; they are 64-bit otherwise. */
    public NetworkBuilder float32() {
        dtype = DType.FLOAT32;
        return this;
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException if it has no layer
     */
    public Network build() {
        return new Network(inputs, dtype, layers);
    }

    private NetworkBuilder then(Layer layer) {
        layers.add(layer);
        width = layer.outputs();
        return this;
    }

    private static int requireWidth(String what, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(what + ": got " + width + "; expected 1 or more");
        }
        return width;
    }
}
