package dev.limen.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.Activation;
import java.util.List;

/** An activation alone. */
record Activated(int inputs, Activation activation) implements Layer {
    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        return graph.activation(activation, x);
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "activation").put("activation", activation.name());
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        return activation.apply(x);
    }
}
