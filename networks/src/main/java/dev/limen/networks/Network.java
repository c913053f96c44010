package dev.limen.networks;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An architecture: layers one behind the other, without numbers; immutable.
 *
 * <p>Weights are arguments wherever numbers are needed, so that one network serves a training, a comparison and a file.
 *
 * <p>A network with batch normalisation has {@link #statistics} too: means and variances over events. A training step
 * measures them where it applies the network, {@code apply(x, weights, batchStatistics(x, w, weights))}: they are sums
 * over events, so a program that runs block by block has them exactly, one further sweep for each normalisation, and
 * derivatives flow through them. An evaluation takes numbers: those of one pass over the training sample, or a running
 * mean ({@link Weights#blend}). Systematic shifts take the nominal events' statistics.
 */
public final class Network {
    private final int inputs;
    private final DType dtype;
    private final List<Layer> layers;
    private final List<NamedShape> weights;
    private final List<NamedShape> statistics;

    Network(int inputs, DType dtype, List<Layer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("network: no layer; add one, as in Network.inputs(" + inputs
                    + ").dense(1, Activation.SIGMOID).build()");
        }
        this.inputs = inputs;
        this.dtype = dtype;
        this.layers = List.copyOf(layers);
        this.weights = numbered(Layer::weights);
        this.statistics = numbered(Layer::statistics);
    }

    private List<NamedShape> numbered(Function<Layer, List<NamedShape>> of) {
        List<NamedShape> places = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            for (NamedShape own : of.apply(layers.get(k))) {
                places.add(new NamedShape(k + "." + own.name(), own.shape()));
            }
        }
        return List.copyOf(places);
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

    /** Names and shapes of what is measured on events: none without batch normalisation. */
    public List<NamedShape> statistics() {
        return statistics;
    }

    List<Layer> layers() {
        return layers;
    }

    /** The same with an activation behind: a sigmoid, for a network that was trained by its logits. */
    public Network then(Activation activation) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Activated(outputs(), activation));
        return new Network(inputs, dtype, more);
    }

    /** The architecture as one line of JSON; {@link #ofText} reads it. */
    public String text() {
        return NetworkText.write(this);
    }

    /**
     * The architecture that {@link #text} wrote.
     *
     * @throws IllegalArgumentException naming what is not understood
     */
    public static Network ofText(String text) {
        return NetworkText.read(text);
    }

    /** Same layers, of the same widths, types and settings. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Network that
                && inputs == that.inputs
                && dtype == that.dtype
                && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * inputs + dtype.hashCode()) + layers.hashCode();
    }

    @Override
    public String toString() {
        return text();
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

    /** Given weights, in the order of {@link #weights}. */
    public Weights weights(List<Tensor> tensors) {
        return new Weights(weights, dtype, tensors);
    }

    /** Given statistics, as a program gave them, in the order of {@link #statistics}. */
    public Weights statistics(List<Tensor> tensors) {
        return new Weights(statistics, dtype, tensors);
    }

    /** One variable for each weight tensor, named {@code prefix} and its name. */
    public List<Expr> variables(String prefix) {
        return variables(weights, prefix);
    }

    /** One variable for each tensor of statistics, named {@code prefix} and its name. */
    public List<Expr> statisticVariables(String prefix) {
        return variables(statistics, prefix);
    }

    private List<Expr> variables(List<NamedShape> places, String prefix) {
        return places.stream()
                .map(place -> Expr.variable(prefix + place.name(), place.shape(), dtype))
                .toList();
    }

    /**
     * The outputs of a network without batch normalisation.
     *
     * @param x {@code [.., inputs]} with one axis before the last at least: events, or any batch; a FLOAT64 is rounded
     *     where the network is FLOAT32
     * @param weights one for each of {@link #weights}, of its shape and the network's type
     * @return {@code [.., outputs]}, of x's type
     * @throws IllegalArgumentException naming the weight or the axis that does not fit
     */
    public Expr apply(Expr x, List<Expr> weights) {
        if (!statistics.isEmpty()) {
            throw new IllegalArgumentException("network: its batch normalisation needs " + names(statistics)
                    + "; call apply(x, weights, statistics) with numbers, or with batchStatistics(x, w, weights) to"
                    + " measure them on these events");
        }
        return apply(x, weights, List.of());
    }

    /**
     * The outputs for given means and variances over events.
     *
     * @param statistics one for each of {@link #statistics}, of its shape and the network's type
     * @return as {@link #apply(Expr, List)}
     * @throws IllegalArgumentException naming the tensor or the axis that does not fit
     */
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        requireInputs(x);
        require("weight", this.weights, weights);
        require("statistic", this.statistics, statistics);
        Walk walk = new Walk(x.cast(dtype), weights);
        int at = 0;
        for (Layer layer : layers) {
            int count = layer.statistics().size();
            walk.through(layer, statistics.subList(at, at + count));
            at += count;
        }
        return walk.y().cast(x.dtype());
    }

    /**
     * Means and variances of what goes into each batch normalisation, over all axes of {@code x} but the last: the
     * denominators are sums of |w|, so that negative weights leave every variance positive.
     *
     * @param x {@code [.., inputs]}
     * @param w weights of the events, {@code [..]}; not all 0
     * @return one for each of {@link #statistics}; expressions of x, w and the weights
     * @throws IllegalArgumentException naming what does not fit
     */
    public List<Expr> batchStatistics(Expr x, Expr w, List<Expr> weights) {
        requireInputs(x);
        require("weight", this.weights, weights);
        Shape expected = x.shape().first(x.shape().rank() - 1);
        if (!w.shape().equals(expected)) {
            throw new IllegalArgumentException("network: event weights of shape " + w.shape() + " for inputs of "
                    + x.shape() + "; expected " + expected);
        }
        Walk walk = new Walk(x.cast(dtype), weights);
        List<Expr> measured = new ArrayList<>();
        for (Layer layer : layers) {
            List<Expr> own = layer instanceof BatchNormalisation batch ? batch.measured(walk.y(), w) : List.of();
            measured.addAll(own);
            walk.through(layer, own);
        }
        return List.copyOf(measured);
    }

    /** The way from the inputs to the outputs; dense layers that follow one another are one fused stack. */
    private static final class Walk {
        private final List<Expr> weights;
        private final List<Dense> waiting = new ArrayList<>();
        private Expr reached;
        private int used;

        Walk(Expr x, List<Expr> weights) {
            this.reached = x;
            this.weights = weights;
        }

        /** The numbers where the way has come to. */
        Expr y() {
            if (!waiting.isEmpty()) {
                int count = 2 * waiting.size();
                reached = Dense.stack(reached, waiting, weights.subList(used, used + count));
                used += count;
                waiting.clear();
            }
            return reached;
        }

        void through(Layer layer, List<Expr> statistics) {
            if (layer instanceof Dense dense) {
                waiting.add(dense);
                return;
            }
            Expr x = y();
            int count = layer.weights().size();
            reached = layer.apply(x, weights.subList(used, used + count), statistics);
            used += count;
        }
    }

    private void requireInputs(Expr x) {
        Shape shape = x.shape();
        if (shape.rank() < 2 || shape.dim(shape.rank() - 1) != inputs) {
            throw new IllegalArgumentException("network: inputs of shape " + shape + "; expected [.., " + inputs
                    + "], with an axis of events or of a batch before the last");
        }
    }

    private void require(String what, List<NamedShape> places, List<Expr> given) {
        if (given.size() != places.size()) {
            throw new IllegalArgumentException(
                    "network: " + given.size() + " " + what + "s for " + places.size() + ", " + names(places));
        }
        for (int k = 0; k < given.size(); k++) {
            Expr tensor = given.get(k);
            NamedShape place = places.get(k);
            if (!tensor.shape().equals(place.shape()) || tensor.dtype() != dtype) {
                throw new IllegalArgumentException("network: " + what + " '" + place.name() + "' got " + tensor.dtype()
                        + tensor.shape() + "; expected " + dtype + place.shape());
            }
        }
    }

    private static List<String> names(List<NamedShape> places) {
        return places.stream().map(NamedShape::name).toList();
    }
}
