package dev.limen.autodiff;

import java.util.List;

/**
 * The derivative of order {@code order + 1} of log Gamma, at each element (x above 0).
 *
 * @param order 0 is digamma, 1 trigamma, and so on
 */
public record Polygamma(int order) implements Primitive {

    public Polygamma {
        if (order < 0) {
            throw new IllegalArgumentException("polygamma: order " + order + "; expected 0 or more");
        }
    }

    @Override
    public String name() {
        return "polygamma" + order;
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return inputs;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(cotangents.get(0).mul(node.input(0).polygamma(order + 1)));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.polygamma(this);
    }
}
