package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** One primitive applied to inputs of which some have further leading axes than at its first application. */
final class Batching {
    private Batching() {}

    static List<Expr> apply(Node node, List<Expr> inputs) {
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int extra = inputs.get(i).shape().rank() - node.input(i).shape().rank();
            leading.add(inputs.get(i).shape().first(extra));
        }
        String name = node.primitive().name();
        Shape batch = Shape.commonLeading(name, leading);
        if (batch.rank() == 0) {
            return inputs.equals(node.inputs()) ? node.outputs() : Simplify.apply(node.primitive(), inputs);
        }
        Primitive primitive = node.primitive();
        if (primitive instanceof Fused fused) {
            return fused.batched(behindNew(node, inputs, fused::coreRank));
        }
        if (primitive instanceof MatMul) {
            return Simplify.apply(primitive, behindNew(node, inputs, i -> 2));
        }
        if (primitive instanceof Implicit implicit) {
            List<Shape> core =
                    implicit.coreShapes(node.inputs().stream().map(Expr::shape).toList());
            return Simplify.apply(
                    primitive, behindNew(node, inputs, i -> core.get(i).rank()));
        }
        if (primitive instanceof Take || primitive instanceof ScatterAdd) {
            if (leading.get(1).rank() > 0) {
                throw new IllegalArgumentException(name + ": positions cannot vary along batch axes " + leading.get(1));
            }
            return Simplify.apply(shift(primitive, batch), List.of(inputs.get(0), inputs.get(1)));
        }
        List<Expr> spread = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Expr input = inputs.get(i);
            Shape full = batch.then(node.input(i).shape());
            int offset = full.rank() - input.shape().rank();
            spread.add(input.broadcast(
                    full, IntStream.range(offset, full.rank()).boxed().toList()));
        }
        return Simplify.apply(shift(primitive, batch), spread);
    }

    /**
     * The inputs, so that axes that the node's inputs had before come behind the new ones: an input that lacked them
     * and has got new ones is repeated along them.
     */
    private static List<Expr> behindNew(Node node, List<Expr> inputs, IntUnaryOperator coreRank) {
        List<Shape> known = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = node.input(i).shape();
            known.add(shape.first(shape.rank() - coreRank.applyAsInt(i)));
        }
        Shape common = Shape.commonLeading(node.primitive().name(), known);
        List<Expr> placed = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = inputs.get(i).shape();
            int extra = shape.rank() - node.input(i).shape().rank();
            int missing = common.rank() - known.get(i).rank();
            if (extra == 0 || missing == 0) {
                placed.add(inputs.get(i));
                continue;
            }
            Shape full = shape.first(extra).then(common).then(shape.last(coreRank.applyAsInt(i)));
            List<Integer> axes = IntStream.range(0, full.rank())
                    .filter(axis -> axis < extra || axis >= extra + missing)
                    .boxed()
                    .toList();
            placed.add(inputs.get(i).broadcast(full, axes));
        }
        return placed;
    }

    private static Primitive shift(Primitive primitive, Shape batch) {
        return primitive.accept(new Shifted(batch));
    }

    /** The same operation on the axes behind {@code batch}. */
    private record Shifted(Shape batch) implements Primitive.Visitor<Primitive> {
        private List<Integer> axes(List<Integer> axes) {
            return axes.stream().map(axis -> axis + batch.rank()).toList();
        }

        private List<Integer> after(List<Integer> axes) {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, batch.rank()).boxed().toList());
            all.addAll(axes(axes));
            return all;
        }

        @Override
        public Primitive leaf(Leaf primitive) {
            return primitive;
        }

        @Override
        public Primitive unary(Unary primitive) {
            return primitive;
        }

        @Override
        public Primitive polygamma(Polygamma primitive) {
            return primitive;
        }

        @Override
        public Primitive binary(Binary primitive) {
            return primitive;
        }

        @Override
        public Primitive compare(Compare primitive) {
            return primitive;
        }

        @Override
        public Primitive select(Select primitive) {
            return primitive;
        }

        @Override
        public Primitive cast(Cast primitive) {
            return primitive;
        }

        @Override
        public Primitive reduce(Reduce primitive) {
            return new Reduce(primitive.op(), axes(primitive.axes()));
        }

        @Override
        public Primitive cumulate(Cumulate primitive) {
            return new Cumulate(primitive.axis() + batch.rank(), primitive.reverse());
        }

        @Override
        public Primitive broadcast(Broadcast primitive) {
            return new Broadcast(batch.then(primitive.target()), after(primitive.axes()));
        }

        @Override
        public Primitive reshape(Reshape primitive) {
            return new Reshape(batch.then(primitive.target()));
        }

        @Override
        public Primitive permute(Permute primitive) {
            return new Permute(after(primitive.order()));
        }

        @Override
        public Primitive slice(Slice primitive) {
            return new Slice(primitive.axis() + batch.rank(), primitive.from(), primitive.to());
        }

        @Override
        public Primitive pad(Pad primitive) {
            return new Pad(primitive.axis() + batch.rank(), primitive.before(), primitive.after());
        }

        @Override
        public Primitive take(Take primitive) {
            return new Take(primitive.axis() + batch.rank());
        }

        @Override
        public Primitive scatterAdd(ScatterAdd primitive) {
            return new ScatterAdd(primitive.axis() + batch.rank(), primitive.size());
        }

        @Override
        public Primitive sort(Sort primitive) {
            return primitive;
        }

        @Override
        public Primitive concat(Concat primitive) {
            return new Concat(primitive.axis() + batch.rank());
        }

        @Override
        public Primitive matMul(MatMul primitive) {
            return primitive;
        }

        @Override
        public Primitive fused(Fused primitive) {
            return primitive;
        }

        @Override
        public Primitive implicit(Implicit primitive) {
            return primitive;
        }
    }
}
