package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Outputs as a function of variables: a graph that can be applied to other inputs, any number of times.
 *
 * <p>What does not depend on the variables is shared by all applications.
 */
public final class Graph {
    private final List<Expr> variables;
    private final List<Expr> outputs;
    // Found once: a model's templates are thousands of nodes that no variable changes.
    private volatile List<Node> changing;

    /**
     * A function.
     *
     * @param variables expressions that {@link #call} and {@link #batch} replace; usually variables
     * @param outputs   the results
     */
    public Graph(List<Expr> variables, List<Expr> outputs) {
        this.variables = List.copyOf(variables);
        this.outputs = List.copyOf(outputs);
    }

    public List<Expr> variables() {
        return variables;
    }

    public List<Expr> outputs() {
        return outputs;
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
     * @throws IllegalArgumentException where an operation on the way has no batched form (positions that vary)
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
        for (Node node : changing()) {
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

    private List<Node> changing() {
        List<Node> found = changing;
        if (found == null) {
            List<Node> order = Traversal.topological(outputs);
            Set<Node> dependent = Traversal.dependents(order, variables);
            found = order.stream().filter(dependent::contains).toList();
            changing = found;
        }
        return found;
    }

    private static List<Expr> rebuild(Node node, List<Expr> inputs) {
        return inputs.equals(node.inputs()) ? node.outputs() : Simplify.apply(node.primitive(), inputs);
    }
}
