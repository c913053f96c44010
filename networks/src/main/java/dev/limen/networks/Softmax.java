package dev.limen.networks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.List;

/** {@code e^x_k / sum_j e^x_j} over the last axis. */
record Softmax(int inputs) implements Layer {
    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        return graph.node("Softmax", List.of(x), OnnxGraph.attribute("axis", -1L));
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "softmax");
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        int last = x.shape().rank() - 1;
        // The result does not depend on what is subtracted, so neither does its derivative.
        Expr largest = x.detach().maximum(last).reshape(x.shape().first(last).then(Shape.of(1)));
        Expr e = x.sub(largest).exp();
        return e.div(Layer.sumLast(e));
    }
}
