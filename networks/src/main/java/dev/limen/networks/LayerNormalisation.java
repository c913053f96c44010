package dev.limen.networks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.Expr;
import java.util.List;

/**
 * {@code (x - m) / sqrt(v + 1e-5) * scale + shift} with m and v the mean and the variance over the last axis, event by
 * event (J. L. Ba et al., arXiv:1607.06450).
 */
record LayerNormalisation(int inputs) implements Normalisation {
    @Override
    public String export(OnnxGraph graph, String x, List<String> names) {
        AttributeProto last = OnnxGraph.attribute("axes", List.of(-1L));
        String centred = graph.node("Sub", List.of(x, graph.node("ReduceMean", List.of(x), last)));
        String square = graph.node("Mul", List.of(centred, centred));
        String variance = graph.node("ReduceMean", List.of(square), last);
        String deviation = graph.node("Sqrt", List.of(graph.node("Add", List.of(variance, graph.number(EPSILON)))));
        String scaled = graph.node("Mul", List.of(graph.node("Div", List.of(centred, deviation)), names.get(0)));
        return graph.node("Add", List.of(scaled, names.get(1)));
    }

    @Override
    public void describe(ObjectNode tree) {
        tree.put("kind", "layer_normalisation");
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        Expr centred = x.sub(Layer.sumLast(x).div(inputs));
        Expr variance = Layer.sumLast(centred.square()).div(inputs);
        return centred.div(variance.add(EPSILON).sqrt()).mul(weights.get(0)).add(weights.get(1));
    }
}
