package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outputs as a function of variables: a graph that can be applied to other inputs.
 *
 * @param variables expressions that {@link #call} and {@link #batch} replace; usually variables
 * @param outputs   the results
 */
public record Graph(List<Expr> variables, List<Expr> outputs) {
    public Graph {
        variables = List.copyOf(variables);
        outputs = List.copyOf(outputs);
    }

    /** The outputs with the variables replaced by arguments of equal shapes and types. */
    public List<Expr> call(List<Expr> arguments) {
        return replace(arguments, false);
    }

    /**
     * The outputs with the variables replaced by arguments that may have got further leading axes: one evaluation
     * for each position of those axes. The leading axes of each argument are a suffix of the longest ones; every
     * output carries the leading axes of what it depends on.
     *
     * @throws IllegalArgumentException where an operation on the way has no batched form (sorting; positions that vary)
     */
    public List<Expr> batch(List<Expr> arguments) {
        return replace(arguments, true);
    }

    private List<Expr> replace(List<Expr> arguments, boolean batched) {
        if (arguments.size() != variables.size()) {
            throw new IllegalArgumentException(
                    "graph: " + arguments.size() + " arguments for " + variables.size() + " variables");
        }
        Map<Expr, Expr> known = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            Expr variable = variables.get(i);
            Expr argument = arguments.get(i);
            boolean fits = batched
                    ? variable.shape().isSuffixOf(argument.shape())
                    : variable.shape().equals(argument.shape());
            if (!fits || variable.dtype() != argument.dtype()) {
                throw new IllegalArgumentException(
                        "graph: argument " + argument.dtype() + argument.shape() + " for variable '"
                                + variable.node().primitive().name() + "' of " + variable.dtype() + variable.shape());
            }
            known.put(variable, argument);
        }
        Map<Node, Boolean> changes = new IdentityHashMap<>();
        for (Node node : Traversal.topological(outputs)) {
            boolean changed = node.inputs().stream()
                    .anyMatch(in -> known.containsKey(in) || changes.getOrDefault(in.node(), false));
            changes.put(node, changed);
            if (!changed) {
                continue;
            }
            List<Expr> inputs = new ArrayList<>(node.inputs().size());
            for (Expr input : node.inputs()) {
                inputs.add(known.getOrDefault(input, input));
            }
            List<Expr> results = batched ? Batching.apply(node, inputs) : rebuild(node, inputs);
            for (int k = 0; k < results.size(); k++) {
                known.putIfAbsent(node.output(k), results.get(k));
            }
        }
        return outputs.stream().map(out -> known.getOrDefault(out, out)).toList();
    }

    private static List<Expr> rebuild(Node node, List<Expr> inputs) {
        return inputs.equals(node.inputs()) ? node.outputs() : Simplify.apply(node.primitive(), inputs);
    }
}
