package dev.limen.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Walks over graphs, without recursion: a graph may be deeper than the call stack. */
public final class Traversal {
    private Traversal() {}

    /** All nodes the expressions need, inputs before users, in an order that depends on the graph only. */
    public static List<Node> topological(Collection<Expr> outputs) {
        List<Node> order = new ArrayList<>();
        Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Node> opened = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> stack = new ArrayDeque<>();
        for (Expr output : outputs) {
            stack.push(output.node());
            while (!stack.isEmpty()) {
                Node node = stack.peek();
                if (done.contains(node)) {
                    stack.pop();
                } else if (opened.add(node)) {
                    List<Expr> inputs = node.inputs();
                    for (int i = inputs.size() - 1; i >= 0; i--) {
                        if (!done.contains(inputs.get(i).node())) {
                            stack.push(inputs.get(i).node());
                        }
                    }
                } else {
                    stack.pop();
                    done.add(node);
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
