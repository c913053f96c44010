package dev.limen.autodiff;

import java.util.List;

/** An expression without inputs: a variable that a program binds, or a constant. */
public sealed interface Leaf extends Primitive permits Leaf.Variable, Leaf.Constant, Leaf.Fill, Leaf.Eye {

    Shape shape();

    DType dtype();

    @Override
    default List<Shape> shapes(List<Shape> inputs) {
        return List.of(shape());
    }

    @Override
    default List<DType> dtypes(List<DType> inputs) {
        return List.of(dtype());
    }

    @Override
    default List<Expr> vjp(Node node, List<Expr> cotangents) {
        return List.of();
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.leaf(this);
    }

    /** A named placeholder; each is equal to itself only, whatever its name. */
    final class Variable implements Leaf {
        private final String name;
        private final Shape shape;
        private final DType dtype;

        Variable(String name, Shape shape, DType dtype) {
            this.name = name;
            this.shape = shape;
            this.dtype = dtype;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public DType dtype() {
            return dtype;
        }
    }

    /** Given numbers. */
    record Constant(Tensor value) implements Leaf {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public Shape shape() {
            return value.shape();
        }

        @Override
        public DType dtype() {
            return value.dtype();
        }
    }

    /** The same number everywhere; the shape may have an event axis. */
    record Fill(Shape shape, DType dtype, double value) implements Leaf {
        @Override
        public String name() {
            return "fill";
        }
    }

    /** The identity matrix {@code [size, size]}. */
    record Eye(int size, DType dtype) implements Leaf {
        @Override
        public String name() {
            return "eye";
        }

        @Override
        public Shape shape() {
            return Shape.of(size, size);
        }
    }
}
