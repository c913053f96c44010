package dev.limen.app.optimise;

import dev.limen.app.analysis.Categories;
import dev.limen.app.analysis.HiddenLayer;
import dev.limen.app.analysis.Network.Precision;
import dev.limen.app.analysis.Network.Single;
import dev.limen.app.analysis.ObjectSet;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.networks.DeepSet;
import dev.limen.networks.NamedShape;
import dev.limen.networks.Network;
import dev.limen.networks.NetworkBuilder;
import dev.limen.networks.Standardisation;
import dev.limen.networks.TrainedNetwork;
import dev.limen.networks.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network of an analysis as a function of event columns and of the vector that holds its weights. */
final class Scorer {
    private final dev.limen.app.analysis.Network declared;
    private final Network network;
    private final Network linear;
    private final Optional<Network> ofObjects;
    private final InputScale scale;
    private final int first;
    private final List<NamedShape> places;
    private final Weights initial;

    /**
     * A network whose weights begin at {@code first} of the vector of what moves.
     *
     * @param scale of its inputs
     */
    Scorer(dev.limen.app.analysis.Network declared, InputScale scale, int first) {
        this.declared = declared;
        this.scale = scale;
        this.first = first;
        // The same weights with and without the last function: cross-entropies and soft categories take what is before
        // it.
        this.linear = hidden(declared).dense(outputs(), Activation.IDENTITY).build();
        this.network = declared.output() instanceof Categories
                ? hidden(declared)
                        .dense(outputs(), Activation.IDENTITY)
                        .softmax()
                        .build()
                : hidden(declared).dense(outputs(), last(declared)).build();
        this.ofObjects = declared.set().map(set -> ofObjects(declared, set));
        Optional<DeepSet> whole = ofObjects.map(phi -> new DeepSet(phi, network));
        this.initial = whole.map(set -> set.initial(declared.seed())).orElseGet(() -> network.initial(declared.seed()));
        this.places = whole.map(DeepSet::weights).orElseGet(network::weights);
    }

    private static Activation last(dev.limen.app.analysis.Network declared) {
        return declared.output() == Single.SIGMOID ? Activation.SIGMOID : Activation.IDENTITY;
    }

    private static NetworkBuilder hidden(dev.limen.app.analysis.Network declared) {
        int sums = declared.set().map(ObjectSet::sums).orElse(0);
        return hidden(declared, sums + declared.inputs().size(), declared.layers());
    }

    private static Network ofObjects(dev.limen.app.analysis.Network declared, ObjectSet set) {
        List<HiddenLayer> layers = new ArrayList<>();
        set.layers().forEach(width -> layers.add(new HiddenLayer.Dense(width)));
        return hidden(declared, set.inputs().size(), layers).build();
    }

    private static NetworkBuilder hidden(
            dev.limen.app.analysis.Network declared, int inputs, List<HiddenLayer> layers) {
        NetworkBuilder builder = Network.inputs(inputs);
        for (HiddenLayer layer : layers) {
            builder = add(builder, layer, declared);
        }
        return declared.precision() == Precision.FLOAT32 ? builder.float32() : builder;
    }

    private static NetworkBuilder add(
            NetworkBuilder builder, HiddenLayer layer, dev.limen.app.analysis.Network declared) {
        if (layer instanceof HiddenLayer.Dense dense) {
            return declared.initialiser()
                    .map(initialiser -> builder.dense(dense.width(), declared.activation(), initialiser))
                    .orElseGet(() -> builder.dense(dense.width(), declared.activation()));
        }
        return layer instanceof HiddenLayer.Residual residual
                ? builder.residual(residual.width(), declared.activation())
                : builder.layerNorm();
    }

    /** Its name. */
    String name() {
        return declared.name();
    }

    /** How cuts and regions call its scores. */
    List<String> scores() {
        return declared.scores();
    }

    /** What it tells apart, of a network of several outputs. */
    Optional<Categories> categories() {
        return declared.output() instanceof Categories categories ? Optional.of(categories) : Optional.empty();
    }

    private int outputs() {
        return declared.scores().size();
    }

    /** Its columns and quantities. */
    List<String> inputs() {
        return declared.inputs();
    }

    /** The objects that it reads, if it does. */
    Optional<ObjectSet> set() {
        return declared.set();
    }

    /** What an undefined input is replaced by. */
    double mean(int input) {
        return scale.events().columns().get(input).mean();
    }

    /** The scale of its inputs. */
    InputScale scale() {
        return scale;
    }

    /** Where its weights begin in the vector of what moves. */
    int first() {
        return first;
    }

    /** How many weights there are. */
    int size() {
        return initial.size();
    }

    /** The first weights, of the seed in the file. */
    double[] initial() {
        return initial.flat();
    }

    /** The network with the weights in a vector of what moves. */
    SavedNetwork trained(double[] moving) {
        List<Tensor> tensors =
                initial.with(Arrays.copyOfRange(moving, first, first + size())).tensors();
        int ofPhi = ofObjects.map(phi -> phi.weights().size()).orElse(0);
        return new SavedNetwork(
                new TrainedNetwork(network, network.weights(tensors.subList(ofPhi, tensors.size())), eventScale()),
                ofObjects.map(phi -> new TrainedNetwork(
                        phi,
                        phi.weights(tensors.subList(0, ofPhi)),
                        scale.objects().orElseThrow())));
    }

    /** Of sums over objects, which are taken as they are, and of inputs. */
    private Standardisation eventScale() {
        List<String> sums = IntStream.range(
                        0, declared.set().map(ObjectSet::sums).orElse(0))
                .mapToObj(k -> "sum." + k)
                .toList();
        List<Standardisation.Column> columns =
                new ArrayList<>(Standardisation.none(sums).columns());
        columns.addAll(scale.events().columns());
        return new Standardisation(columns);
    }

    /**
     * Puts a saved network's weights into a vector of what moves.
     *
     * @throws OptimisationException if it is not the network that the analysis declares
     */
    void restore(SavedNetwork saved, double[] moving) {
        SavedNetwork own = trained(moving);
        requireSame(own.network(), saved.network());
        int at = first;
        if (own.ofObjects().isPresent()) {
            TrainedNetwork found = saved.ofObjects().orElseThrow();
            requireSame(own.ofObjects().get(), found);
            double[] ofPhi = found.weights().flat();
            System.arraycopy(ofPhi, 0, moving, at, ofPhi.length);
            at += ofPhi.length;
        }
        double[] weights = saved.network().weights().flat();
        System.arraycopy(weights, 0, moving, at, weights.length);
    }

    private void requireSame(TrainedNetwork own, TrainedNetwork other) {
        if (!other.network().text().equals(own.network().text())
                || !other.standardisation().names().equals(own.standardisation().names())) {
            throw new OptimisationException("/networks/" + name() + ": the file's network reads "
                    + other.standardisation().names() + " with layers "
                    + other.network().text()
                    + "; the analysis declares " + own.standardisation().names() + " and "
                    + own.network().text() + ". Take the file that the run wrote.");
        }
    }

    /** The scores {@code [events, outputs]}. */
    Expr scores(Expr vector, NetworkInputs inputs) {
        return apply(network, vector, inputs);
    }

    /** The scores before the last function {@code [events, outputs]}. */
    Expr logits(Expr vector, NetworkInputs inputs) {
        return apply(linear, vector, inputs);
    }

    /** One column {@code [events]} of a table {@code [events, outputs]}. */
    static Expr column(Expr table, int output) {
        return table.slice(1, output, output + 1).reshape(Shape.events());
    }

    private Expr apply(Network which, Expr vector, NetworkInputs inputs) {
        List<Expr> weights = new ArrayList<>();
        int at = first;
        for (NamedShape place : places) {
            int size = place.shape().size();
            weights.add(vector.slice(0, at, at + size).reshape(place.shape()).cast(which.dtype()));
            at += size;
        }
        Optional<Expr> events = inputs.events().isEmpty()
                ? Optional.empty()
                : Optional.of(scale.events().apply(table(inputs.events())));
        Expr scores = ofObjects
                .map(phi -> set(new DeepSet(phi, which), inputs.objects().orElseThrow(), events, weights))
                .orElseGet(() -> which.apply(events.orElseThrow(), weights));
        return scores.cast(DType.FLOAT64);
    }

    private Expr set(DeepSet set, NetworkInputs.Objects objects, Optional<Expr> events, List<Expr> weights) {
        Expr x = scale.objects().orElseThrow().apply(table(objects.columns()));
        return events.map(e -> set.apply(objects.segments(), x, objects.weight(), e, weights))
                .orElseGet(() -> set.apply(objects.segments(), x, objects.weight(), weights));
    }

    /** Columns {@code [n]} as one table {@code [n, columns]}. */
    private static Expr table(List<Expr> columns) {
        return Expr.concat(
                1,
                columns.stream()
                        .map(column -> column.reshape(column.shape().then(Shape.of(1))))
                        .toList());
    }
}
