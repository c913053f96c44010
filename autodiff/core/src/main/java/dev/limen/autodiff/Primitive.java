package dev.limen.autodiff;

import java.util.List;

/**
 * An operation that a {@link Node} applies.
 *
 * <p>Primitives are values: two are equal if they mean the same, so that equal nodes can be merged. The one
 * exception is {@link Leaf.Variable}, which is itself only.
 */
public sealed interface Primitive
        permits Leaf,
                Unary,
                Polygamma,
                Binary,
                Compare,
                Select,
                Cast,
                Reduce,
                Cumulate,
                Broadcast,
                Reshape,
                Permute,
                Slice,
                Pad,
                Take,
                ScatterAdd,
                Sort,
                Concat,
                MatMul,
                Fused,
                Implicit {

    /** The name for messages and listings. */
    String name();

    /**
     * Shapes of the outputs.
     *
     * @throws IllegalArgumentException naming the operation and the shapes, if the inputs do not suit
     */
    List<Shape> shapes(List<Shape> inputs);

    /** Types of the outputs; by default one output of the first input's type. */
    default List<DType> dtypes(List<DType> inputs) {
        return List.of(inputs.get(0));
    }

    /**
     * The derivative rule: cotangents of the inputs, as graph, from those of the outputs.
     *
     * @param node        the application, whose inputs and outputs the rule may use
     * @param cotangents  one for each output, of the output's shape; zero ones are {@link Expr#isZero()}
     * @return one for each input, of the input's shape; {@link Expr#zeros} where nothing flows
     */
    List<Expr> vjp(Node node, List<Expr> cotangents);

    /** Calls the visitor's method for this primitive. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each primitive: what keeps back ends complete. */
    interface Visitor<R> {
        R leaf(Leaf primitive);

        R unary(Unary primitive);

        R polygamma(Polygamma primitive);

        R binary(Binary primitive);

        R compare(Compare primitive);

        R select(Select primitive);

        R cast(Cast primitive);

        R reduce(Reduce primitive);

        R cumulate(Cumulate primitive);

        R broadcast(Broadcast primitive);

        R reshape(Reshape primitive);

        R permute(Permute primitive);

        R slice(Slice primitive);

        R pad(Pad primitive);

        R take(Take primitive);

        R scatterAdd(ScatterAdd primitive);

        R sort(Sort primitive);

        R concat(Concat primitive);

        R matMul(MatMul primitive);

        R fused(Fused primitive);

        R implicit(Implicit primitive);
    }
}
