package dev.limen.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks over graphs, without recursion: a graph may be deeper than the call stack. */
public final class Traversal {
    private Traversal() {}

    /** All nodes the expressions need, inputs before users, in an order that depends on the graph only. */
    public static List<Node> topological(Collection<Expr> outputs) {
        List<Node> order = new ArrayList<>();
        Map<Node, Boolean> done = new IdentityHashMap<>();
        Deque<Node> stack = new ArrayDeque<>();
        for (Expr output : outputs) {
            stack.push(output.node());
            while (!stack.isEmpty()) {
                Node node = stack.peek();
                Boolean state = done.putIfAbsent(node, false);
                if (state == null && !node.inputs().isEmpty()) {
                    List<Expr> inputs = node.inputs();
                    for (int i = inputs.size() - 1; i >= 0; i--) {
                        if (!done.getOrDefault(inputs.get(i).node(), false)) {
                            stack.push(inputs.get(i).node());
                        }
                    }
                    continue;
                }
                stack.pop();
                if (state == null || !state) {
                    done.put(node, true);
                    order.add(node);
                }
            }
        }
        return order;
    }

    /** Of the nodes in this topological order, those that depend on one of the expressions. */
    public static Set<Node> dependents(List<Node> order, Collection<Expr> on) {
        Set<Expr> seeds = Collections.newSetFromMap(new IdentityHashMap<>());
        seeds.addAll(on);
        Set<Node> dependent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order) {
            for (Expr input : node.inputs()) {
                if (seeds.contains(input) || dependent.contains(input.node())) {
                    dependent.add(node);
                    break;
                }
            }
        }
        return dependent;
    }
}
