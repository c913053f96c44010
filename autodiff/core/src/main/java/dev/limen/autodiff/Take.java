package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Elements picked along an axis: inputs x and a vector of positions (INT32); along {@code axis} the output has
 * the length of the positions. A position outside the axis is an error when the program runs.
 *
 * @param axis the axis; not an open one, but that of the positions may be
 */
public record Take(int axis) implements Primitive {
    @Override
    public String name() {
        return "take";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Shape positions = inputs.get(1);
        Elementwise.requireAxis(name(), axis, x);
        if (positions.rank() != 1 || x.dim(axis) < 0) {
            throw new IllegalArgumentException("take: x " + x + ", positions " + positions
                    + "; expected a vector of positions and an axis that is not that of events or objects");
        }
        return List.of(x.replace(axis, positions.dim(0)));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        requirePositions(name(), inputs.get(1));
        return List.of(inputs.get(0));
    }

    static void requirePositions(String name, DType dtype) {
        if (dtype != DType.INT32) {
            throw new IllegalArgumentException(name + ": positions are " + dtype + "; expected INT32");
        }
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr positions = node.input(1);
        int length = node.input(0).shape().dim(axis);
        List<Expr> inputs = new ArrayList<>(cotangents);
        inputs.add(positions);
        return List.of(Node.apply(new ScatterAdd(axis, length), inputs).output(0), Expr.zerosLike(positions));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.take(this);
    }
}
