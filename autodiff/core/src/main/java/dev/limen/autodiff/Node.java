package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * One application of a primitive to expressions: immutable, lazy, with identity equality.
 *
 * <p>It holds shapes and types and no value; a {@link Program} gives it values.
 */
public final class Node {
    private final Primitive primitive;
    private final List<Expr> inputs;
    private final List<Shape> shapes;
    private final List<DType> dtypes;
    private final List<Expr> outputs;

    private Node(Primitive primitive, List<Expr> inputs) {
        this.primitive = primitive;
        this.inputs = List.copyOf(inputs);
        // No streams: a graph has thousands of nodes, and a start from the shell makes them once.
        List<Shape> inputShapes = new ArrayList<>(inputs.size());
        List<DType> inputTypes = new ArrayList<>(inputs.size());
        for (Expr input : this.inputs) {
            inputShapes.add(input.shape());
            inputTypes.add(input.dtype());
        }
        this.shapes = List.copyOf(primitive.shapes(List.copyOf(inputShapes)));
        this.dtypes = List.copyOf(primitive.dtypes(List.copyOf(inputTypes)));
        List<Expr> made = new ArrayList<>(shapes.size());
        for (int index = 0; index < shapes.size(); index++) {
            made.add(new Expr(this, index));
        }
        this.outputs = List.copyOf(made);
    }

    /**
     * Applies a primitive.
     *
     * @throws IllegalArgumentException if the shapes or types of the inputs do not suit the primitive
     */
    public static Node apply(Primitive primitive, List<Expr> inputs) {
        return new Node(primitive, inputs);
    }

    public Primitive primitive() {
        return primitive;
    }

    public List<Expr> inputs() {
        return inputs;
    }

    public Expr input(int index) {
        return inputs.get(index);
    }

    /** Shapes of the outputs. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** Types of the outputs. */
    public List<DType> dtypes() {
        return dtypes;
    }

    public List<Expr> outputs() {
        return outputs;
    }

    public Expr output(int index) {
        return outputs.get(index);
    }

    @Override
    public String toString() {
        return primitive.name() + inputs.stream().map(e -> e.shape().toString()).toList() + " -> " + shapes;
    }
}
