package dev.limen.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.random.RandomSource;
import java.util.List;
import java.util.function.Function;

/** A function of the last axis with weights of its own. */
sealed interface Layer permits Dense, Residual, Normalisation, Activated, Softmax {
    /** Length of the last axis that goes in. */
    int inputs();

    /** Length of the last axis that comes out. */
    int outputs();

    /** Names within the layer, and shapes, of what is trained. */
    default List<NamedShape> weights() {
        return List.of();
    }

    /** The elements of weight {@code index} at the beginning; {@code source} gives the random numbers of a name. */
    default double[] initial(int index, Function<String, RandomSource> source) {
        throw new IndexOutOfBoundsException("layer without weights: no weight " + index);
    }

    /** Names within the layer, and shapes, of what is measured on events rather than trained. */
    default List<NamedShape> statistics() {
        return List.of();
    }

    /** {@code [.., inputs]} to {@code [.., outputs]}. */
    Expr apply(Expr x, List<Expr> weights, List<Expr> statistics);

    /** Writes its kind and settings. */
    void describe(ObjectNode tree);

    /** Adds its operations behind {@code x}; names are those of its weights, then its statistics. Returns the result's name. */
    String export(OnnxGraph graph, String x, List<String> names);

    /** {@code x [.., n]} summed over its last axis, which stays with length 1. */
    static Expr sumLast(Expr x) {
        int last = x.shape().rank() - 1;
        return x.sum(last).reshape(x.shape().first(last).then(Shape.of(1)));
    }
}
