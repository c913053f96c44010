package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Outputs with the largest parts that do not depend on an unknown taken out.
 *
 * @param parts the parts taken out
 * @param placeholders a variable for each of them
 * @param outputs the outputs in terms of the unknown, the captures and these
 */
record Prelude(List<Expr> parts, List<Expr> placeholders, List<Expr> outputs) {

    static Prelude of(Expr unknown, List<Expr> captures, List<Expr> outputs) {
        Map<Node, Boolean> depends = dependence(unknown, outputs);
        Set<Expr> parts = new LinkedHashSet<>();
        for (Expr output : outputs) {
            if (!depends.get(output.node()) && !(output.node().primitive() instanceof Leaf)) {
                parts.add(output);
            }
        }
        for (Map.Entry<Node, Boolean> entry : depends.entrySet()) {
            if (entry.getValue()) {
                for (Expr input : entry.getKey().inputs()) {
                    if (!depends.get(input.node()) && !(input.node().primitive() instanceof Leaf)) {
                        parts.add(input);
                    }
                }
            }
        }
        List<Expr> taken = List.copyOf(parts);
        List<Expr> placeholders = taken.stream()
                .map(part -> Expr.variable("part", part.shape(), part.dtype()))
                .toList();
        return new Prelude(taken, placeholders, new Graph(taken, outputs).call(placeholders));
    }

    /** Every node below the outputs, and whether it depends on the unknown; inputs come before what uses them. */
    private static Map<Node, Boolean> dependence(Expr unknown, List<Expr> outputs) {
        Map<Node, Boolean> depends = new IdentityHashMap<>();
        List<Node> order = new ArrayList<>();
        Deque<Node> stack = new ArrayDeque<>();
        outputs.forEach(output -> stack.push(output.node()));
        while (!stack.isEmpty()) {
            Node node = stack.peek();
            boolean ready = true;
            for (Expr input : node.inputs()) {
                if (!depends.containsKey(input.node())) {
                    stack.push(input.node());
                    ready = false;
                }
            }
            if (!ready) {
                continue;
            }
            stack.pop();
            if (depends.putIfAbsent(
                            node,
                            node == unknown.node()
                                    || node.inputs().stream().anyMatch(input -> depends.get(input.node())))
                    == null) {
                order.add(node);
            }
        }
        Map<Node, Boolean> ordered = new LinkedHashMap<>();
        order.forEach(node -> ordered.put(node, depends.get(node)));
        return ordered;
    }
}
