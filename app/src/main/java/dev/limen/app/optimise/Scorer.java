package dev.limen.app.optimise;

import dev.limen.app.analysis.Categories;
import dev.limen.app.analysis.Network.Precision;
import dev.limen.app.analysis.Network.Single;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.Activation;
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

/** A network of an analysis as a function of event columns and of the vector that holds its weights. */
final class Scorer {
    private final dev.limen.app.analysis.Network declared;
    private final Network network;
    private final Network linear;
    private final Standardisation scale;
    private final int first;
    private final Weights initial;

    /**
     * A network whose weights begin at {@code first} of the vector of what moves.
     *
     * @param scale of its inputs
     */
    Scorer(dev.limen.app.analysis.Network declared, Standardisation scale, int first) {
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
        this.initial = network.initial(declared.seed());
    }

    private static Activation last(dev.limen.app.analysis.Network declared) {
        return declared.output() == Single.SIGMOID ? Activation.SIGMOID : Activation.IDENTITY;
    }

    private static NetworkBuilder hidden(dev.limen.app.analysis.Network declared) {
        NetworkBuilder builder = Network.inputs(declared.inputs().size());
        for (int width : declared.layers()) {
            builder = builder.dense(width, declared.activation());
        }
        return declared.precision() == Precision.FLOAT32 ? builder.float32() : builder;
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

    /** Its columns. */
    List<String> inputs() {
        return declared.inputs();
    }

    /** The architecture. */
    Network network() {
        return network;
    }

    /** What an undefined input is replaced by. */
    double mean(int input) {
        return scale.columns().get(input).mean();
    }

    /** The scale of its inputs. */
    Standardisation scale() {
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
    TrainedNetwork trained(double[] moving) {
        Weights weights = initial.with(Arrays.copyOfRange(moving, first, first + size()));
        return new TrainedNetwork(network, weights, scale);
    }

    /** The scores {@code [events, outputs]}, from inputs {@code [events]} each. */
    Expr scores(Expr vector, List<Expr> inputs) {
        return apply(network, vector, inputs);
    }

    /** The scores before the last function {@code [events, outputs]}. */
    Expr logits(Expr vector, List<Expr> inputs) {
        return apply(linear, vector, inputs);
    }

    /** One column {@code [events]} of a table {@code [events, outputs]}. */
    static Expr column(Expr table, int output) {
        return table.slice(1, output, output + 1).reshape(Shape.events());
    }

    private Expr apply(Network which, Expr vector, List<Expr> inputs) {
        List<Expr> columns = inputs.stream()
                .map(input -> input.reshape(new Shape(List.of(Shape.EVENTS, 1))))
                .toList();
        Expr x = scale.apply(Expr.concat(1, columns));
        List<Expr> weights = new ArrayList<>();
        int at = first;
        for (NamedShape place : which.weights()) {
            int size = place.shape().size();
            weights.add(vector.slice(0, at, at + size).reshape(place.shape()).cast(which.dtype()));
            at += size;
        }
        return which.apply(x, weights).cast(DType.FLOAT64);
    }
}
