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

/**
 * {@code s(x) + activation(x W1 + b1) W2 + b2} with s the identity, or {@code x P} where the widths differ; nothing
 * follows the sum (K. He et al., arXiv:1603.05027).
 */
record Residual(int inputs, int outputs, Activation activation) implements Layer {

    private boolean projects() {
        return inputs != outputs;
    }

    @Override
    public List<NamedShape> weights() {
        List<NamedShape> weights = new ArrayList<>(List.of(
                new NamedShape("inner.weight", Shape.of(inputs, outputs)),
                new NamedShape("inner.bias", Shape.of(outputs)),
                new NamedShape("outer.weight", Shape.of(outputs, outputs)),
                new NamedShape("outer.bias", Shape.of(outputs))));
        if (projects()) {
            weights.add(new NamedShape("projection", Shape.of(inputs, outputs)));
        }
        return List.copyOf(weights);
    }

    @Override
    public double[] initial(int index, Function<String, RandomSource> source) {
        return switch (index) {
            case 0 -> Initialiser.suited(activation).draw(source.apply("inner.weight"), inputs, outputs);
            case 2 -> Initialiser.GLOROT_UNIFORM.draw(source.apply("outer.weight"), outputs, outputs);
            case 4 -> Initialiser.GLOROT_UNIFORM.draw(source.apply("projection"), inputs, outputs);
            default -> new double[outputs];
        };
    }

    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        String inner = graph.dense(x, names.get(0), names.get(1), activation);
        String sum = graph.dense(inner, names.get(2), names.get(3), Activation.IDENTITY);
        return graph.node("Add", List.of(sum, projects() ? graph.node("MatMul", List.of(x, names.get(4))) : x));
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "residual").put("outputs", outputs).put("activation", activation.name());
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        Expr sum = DenseStack.apply(
                x,
                List.of(weights.get(0), weights.get(2)),
                List.of(weights.get(1), weights.get(3)),
                List.of(activation, Activation.IDENTITY));
        return sum.add(projects() ? x.matmul(weights.get(4)) : x);
    }
}
