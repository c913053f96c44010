package dev.limen.autodiff;

import java.util.List;

/**
 * Elements added up at given positions of an axis: inputs x and a vector of positions (INT32), one for each
 * element of x along {@code axis}; along it the output has the length {@code size}, zero where nothing was put.
 * A position outside is an error when the program runs.
 *
 * @param axis the axis; where it is open this is a sum over events or objects
 * @param size the length of the axis in the output
 */
public record ScatterAdd(int axis, int size) implements Primitive {
    @Override
    public String name() {
        return "scatter_add";
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Shape positions = inputs.get(1);
        Elementwise.requireAxis(name(), axis, x);
        if (positions.rank() != 1 || positions.dim(0) != x.dim(axis) || size < 0) {
            throw new IllegalArgumentException("scatter_add: x " + x + ", positions " + positions + ", size " + size
                    + "; expected one position for each element along axis " + axis);
        }
        return List.of(x.replace(axis, size));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        Take.requirePositions(name(), inputs.get(1));
        return List.of(inputs.get(0));
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr positions = node.input(1);
        return List.of(cotangents.get(0).take(axis, positions), Expr.zerosLike(positions));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.scatterAdd(this);
    }
}
