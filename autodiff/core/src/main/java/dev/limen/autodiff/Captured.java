package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A scalar as a function of an unknown, with the largest parts that do not depend on it taken out: these are
 * computed once, before a solver runs.
 *
 * @param unknown      a fresh variable
 * @param placeholders fresh variables for the parts taken out
 * @param value        the scalar in terms of these
 * @param sources      the parts taken out
 */
record Captured(Expr unknown, List<Expr> placeholders, Expr value, List<Expr> sources) {

    static final Captured NONE = new Captured(Expr.constant(0), List.of(), Expr.constant(0), List.of());

    static Captured of(String name, Expr unknown, Expr value) {
        if (value.shape().rank() != 0) {
            throw new IllegalArgumentException(
                    name + ": the function gives shape " + value.shape() + "; expected a scalar");
        }
        List<Node> order = Traversal.topological(List.of(value));
        Set<Node> dependent = Traversal.dependents(order, List.of(unknown));
        if (!dependent.contains(value.node()) && value != unknown) {
            throw new IllegalArgumentException(name + ": the function does not depend on its argument");
        }
        Set<Expr> sources = new LinkedHashSet<>();
        for (Node node : order) {
            if (!dependent.contains(node)) {
                continue;
            }
            for (Expr input : node.inputs()) {
                boolean outside = input != unknown && !dependent.contains(input.node());
                if (outside && mayCarryDerivative(input)) {
                    sources.add(input);
                }
            }
        }
        List<Expr> replaced = new ArrayList<>();
        List<Expr> placeholders = new ArrayList<>();
        replaced.add(unknown);
        for (Expr source : sources) {
            replaced.add(source);
            placeholders.add(Expr.variable("captured", source.shape(), source.dtype()));
        }
        List<Expr> arguments = new ArrayList<>(List.of(unknown));
        arguments.addAll(placeholders);
        Expr closed = new Graph(replaced, List.of(value)).call(arguments).get(0);
        return new Captured(unknown, List.copyOf(placeholders), closed, List.copyOf(sources));
    }

    /** A constant is captured too: a user may differentiate by the numbers of a file. */
    private static boolean mayCarryDerivative(Expr input) {
        Primitive primitive = input.node().primitive();
        boolean pattern = primitive instanceof Leaf.Fill || primitive instanceof Leaf.Eye;
        return !pattern
                && !(primitive instanceof Leaf.Constant && !input.dtype().isFloating());
    }

    /** The same with one more part, which the value does not depend on. */
    Captured and(String name, Expr source) {
        List<Expr> morePlaceholders = new ArrayList<>(placeholders);
        morePlaceholders.add(Expr.variable(name, source.shape(), source.dtype()));
        List<Expr> moreSources = new ArrayList<>(sources);
        moreSources.add(source);
        return new Captured(unknown, List.copyOf(morePlaceholders), value, List.copyOf(moreSources));
    }

    List<Expr> inputs(Expr start, Expr lower, Expr upper) {
        List<Expr> inputs = new ArrayList<>(List.of(start, lower, upper));
        inputs.addAll(sources);
        return inputs;
    }

    /** Cotangents of captures; zero for those of a type without derivative. */
    static List<Expr> pullback(List<Expr> of, List<Expr> weights, List<Expr> captures) {
        List<Expr> floating = captures.stream()
                .filter(capture -> capture.dtype().isFloating())
                .toList();
        List<Expr> pulled = Derivatives.vjp(of, weights, floating);
        return captures.stream()
                .map(capture ->
                        capture.dtype().isFloating() ? pulled.get(floating.indexOf(capture)) : Expr.zerosLike(capture))
                .toList();
    }

    /** Cotangents of a node's inputs from those of its captures; nothing flows to start and bounds. */
    static List<Expr> toInputs(Node node, List<Expr> captures) {
        List<Expr> all = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Expr input = node.input(i);
            all.add(i < 3 ? Expr.zerosLike(input) : captures.get(i - 3).sumLeadingTo(input.shape()));
        }
        return all;
    }
}
