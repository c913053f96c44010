package dev.limen.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.fused.DenseStack;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code activation(x W + b)} with {@code W [inputs, outputs]} and {@code b [outputs]}. */
record Dense(int inputs, int outputs, Activation activation, Initialiser initialiser) implements Layer {

    @Override
    public List<NamedShape> weights() {
        return List.of(new NamedShape("weight", Shape.of(inputs, outputs)), new NamedShape("bias", Shape.of(outputs)));
    }

    @Override
    public double[] initial(int index, Function<String, RandomSource> source) {
        return index == 0 ? initialiser.draw(source.apply("weight"), inputs, outputs) : new double[outputs];
    }

    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        return graph.dense(x, names.get(0), names.get(1), activation);
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "dense")
                .put("outputs", outputs)
                .put("activation", activation.name())
                .put("initialiser", initialiser.name());
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        return stack(x, List.of(this), weights);
    }

    /** Several of them, one behind the other; weights and biases take turns. */
    static Expr stack(Expr x, List<Dense> layers, List<Expr> weights) {
        List<Expr> matrices = new ArrayList<>();
        List<Expr> biases = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            matrices.add(weights.get(2 * k));
            biases.add(weights.get(2 * k + 1));
        }
        return DenseStack.apply(
                x, matrices, biases, layers.stream().map(Dense::activation).toList());
    }
}
