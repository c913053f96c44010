package dev.limen.networks;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * An architecture: layers one behind the other, without numbers; immutable.
 *
 * <p>Weights are arguments wherever numbers are needed, so that one network serves a training, a comparison and a file.
 */
public final class Network {
    private final int inputs;
    private final DType dtype;
    private final List<Layer> layers;
    private final List<NamedShape> weights;

    Network(int inputs, DType dtype, List<Layer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("network: no layer; add one, as in Network.inputs(" + inputs
                    + ").dense(1, Activation.SIGMOID).build()");
        }
        this.inputs = inputs;
        this.dtype = dtype;
        this.layers = List.copyOf(layers);
        List<NamedShape> places = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            for (NamedShape own : layers.get(k).weights()) {
                places.add(new NamedShape(k + "." + own.name(), own.shape()));
            }
        }
        this.weights = List.copyOf(places);
    }

    /** Begins a network of {@code n} inputs. */
    public static NetworkBuilder inputs(int n) {
        return new NetworkBuilder(n);
    }

    /** Length of the last axis of what goes in. */
    public int inputs() {
        return inputs;
    }

    /** Length of the last axis of what comes out. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** The type of the weights and of the numbers in between: FLOAT64 or FLOAT32. */
    public DType dtype() {
        return dtype;
    }

    /** Names ({@code layer.role}, layers counted from 0) and shapes of what is trained, in order. */
    public List<NamedShape> weights() {
        return weights;
    }

    /** Weights to begin with: the same for the same seed, whatever the number of threads. */
    public Weights initial(long seed) {
        List<Tensor> tensors = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            String prefix = "network weights " + k + ".";
            for (int i = 0; i < layer.weights().size(); i++) {
                double[] values = layer.initial(i, name -> new RandomSource(seed, prefix + name));
                tensors.add(Tensor.fromDoubles(layer.weights().get(i).shape(), dtype, values));
            }
        }
        return new Weights(weights, dtype, tensors);
    }

    /** One variable for each weight tensor, named {@code prefix} and its name. */
    public List<Expr> variables(String prefix) {
        return weights.stream()
                .map(place -> Expr.variable(prefix + place.name(), place.shape(), dtype))
                .toList();
    }

    /**
     * The network's outputs.
     *
     * @param x {@code [.., inputs]} with one axis before the last at least: events, or any batch; a FLOAT64 is rounded
     *     where the network is FLOAT32
     * @param weights one for each of {@link #weights}, of its shape and the network's type
     * @return {@code [.., outputs]}, of x's type
     * @throws IllegalArgumentException naming the weight or the axis that does not fit
     */
    public Expr apply(Expr x, List<Expr> weights) {
        require(x, weights);
        Expr y = x.cast(dtype);
        int at = 0;
        for (Layer layer : layers) {
            int count = layer.weights().size();
            y = layer.apply(y, weights.subList(at, at + count));
            at += count;
        }
        return y.cast(x.dtype());
    }

    private void require(Expr x, List<Expr> given) {
        Shape shape = x.shape();
        if (shape.rank() < 2 || shape.dim(shape.rank() - 1) != inputs) {
            throw new IllegalArgumentException("network: inputs of shape " + shape + "; expected [.., " + inputs
                    + "], with an axis of events or of a batch before the last");
        }
        if (given.size() != weights.size()) {
            throw new IllegalArgumentException("network: " + given.size() + " weights for " + weights.size() + ", "
                    + weights.stream().map(NamedShape::name).toList());
        }
        for (int k = 0; k < given.size(); k++) {
            Expr weight = given.get(k);
            NamedShape place = weights.get(k);
            if (!weight.shape().equals(place.shape()) || weight.dtype() != dtype) {
                throw new IllegalArgumentException("network: weight '" + place.name() + "' got " + weight.dtype()
                        + weight.shape() + "; expected " + dtype + place.shape());
            }
        }
    }
}
