package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Axes in another order: axis {@code i} of the output is axis {@code order[i]} of the input.
 *
 * @param order a permutation of the input's axes
 */
public record Permute(List<Integer> order) implements Primitive {
    public Permute {
        order = List.copyOf(order);
    }

    @Override
    public String name() {
        return "permute";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape from = inputs.get(0);
        List<Integer> sorted = order.stream().sorted().toList();
        boolean permutation = sorted.size() == from.rank();
        for (int i = 0; permutation && i < sorted.size(); i++) {
            permutation = sorted.get(i) == i;
        }
        if (!permutation) {
            throw new IllegalArgumentException("permute: " + order + " is no order of the axes of " + from);
        }
        return List.of(new Shape(order.stream().map(from::dim).toList()));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
        for (int i = 0; i < order.size(); i++) {
            inverse.set(order.get(i), i);
        }
        return List.of(cotangents.get(0).permute(inverse));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.permute(this);
    }
}
