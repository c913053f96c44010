package dev.limen.autodiff;

import java.util.List;

/**
 * The running sum along an axis, each element included.
 *
 * @param axis    the axis
 * @param reverse from the end instead of from the start
 */
public record Cumulate(int axis, boolean reverse) implements Primitive {
    @Override
    public String name() {
        return "cumulate";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Elementwise.requireAxis(name(), axis, inputs.get(0));
        return inputs;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of(Node.apply(new Cumulate(axis, !reverse), cotangents).output(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.cumulate(this);
    }
}
