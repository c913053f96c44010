package dev.limen.autodiff.fused;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The derivative rule of {@link DenseStack}: its pullback, and beyond it the rules of the expansion. */
final class DenseStackRule {
    private final DenseStack stack;
    private final Node node;

    DenseStackRule(DenseStack stack, Node node) {
        this.stack = stack;
        this.node = node;
    }

    List<Expr> vjp(List<Expr> cotangents) {
        boolean last = stack.role() == DenseStack.Role.VALUE
                && IntStream.range(0, cotangents.size())
                        .allMatch(k ->
                                stack.given().get(k) == 0 || cotangents.get(k).isZero());
        return last ? pullback(cotangents.get(0)) : byExpansion(cotangents);
    }

    /** No cotangent flows to layers before the last: the case that is fast. */
    private List<Expr> pullback(Expr cotangent) {
        int layers = stack.layers();
        List<Expr> values = Node.apply(stack.whole(), node.inputs()).outputs();
        List<Expr> inputs = new ArrayList<>(node.inputs().subList(0, 1 + layers));
        inputs.addAll(values.subList(1, layers));
        inputs.add(values.get(0));
        inputs.add(cotangent);
        List<Expr> bars = Node.apply(stack.pullback(), inputs).outputs();
        List<Expr> summed = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Shape target = node.input(i).shape();
            int extra = bars.get(i).shape().rank() - target.rank();
            summed.add(bars.get(i).sum(IntStream.range(0, extra).toArray()));
        }
        return summed;
    }

    private List<Expr> byExpansion(List<Expr> cotangents) {
        List<Expr> variables = node.inputs().stream()
                .map(in -> Expr.variable("input", in.shape(), in.dtype()))
                .toList();
        List<Expr> outputs = stack.expand(variables);
        return new Graph(variables, Derivatives.vjp(outputs, cotangents, variables)).call(node.inputs());
    }
}
