package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.Cast;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Concat;
import dev.limen.autodiff.Cumulate;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.MatMul;
import dev.limen.autodiff.Pad;
import dev.limen.autodiff.Permute;
import dev.limen.autodiff.Polygamma;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Reshape;
import dev.limen.autodiff.ScatterAdd;
import dev.limen.autodiff.Select;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Slice;
import dev.limen.autodiff.Sort;
import dev.limen.autodiff.Take;
import dev.limen.autodiff.Unary;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Prod;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;

/**
 * How ND4J computes each primitive; empty where plain Java must.
 *
 * <p>Left to plain Java, beside {@link ElementCalls functions that lack digits}: what must be exact or in a fixed order
 * and is not on ND4J (sorting with positions, casts to INT32, additions at positions; largest and smallest, which lose
 * NaN; long sums, which ND4J adds up term by term, and those of all elements in an order that depends on its number of
 * threads), constants, and fused primitives, whose own kernels need a fraction of the work.
 */
record Assemblies(List<Shape> inputs, List<Shape> outputs) implements Primitive.Visitor<Optional<Assembly>> {
    /** Terms that plain Java, too, adds up one by one before it adds sums of them pairwise. */
    private static final int LONGEST_SUM = 128;

    private Shape in(int index) {
        return inputs.get(index);
    }

    private Shape out() {
        return outputs.get(0);
    }

    @Override
    public Optional<Assembly> leaf(Leaf primitive) {
        return Optional.empty();
    }

    @Override
    public Optional<Assembly> unary(Unary primitive) {
        return ElementCalls.unary(primitive.op());
    }

    @Override
    public Optional<Assembly> polygamma(Polygamma primitive) {
        return Optional.empty();
    }

    @Override
    public Optional<Assembly> binary(Binary primitive) {
        return ElementCalls.binary(primitive.op());
    }

    @Override
    public Optional<Assembly> compare(Compare primitive) {
        return Optional.of(ElementCalls.compare(primitive.op()));
    }

    @Override
    public Optional<Assembly> select(Select primitive) {
        return Optional.of(ElementCalls.select());
    }

    @Override
    public Optional<Assembly> cast(Cast primitive) {
        return ElementCalls.cast(primitive.target());
    }

    @Override
    public Optional<Assembly> reduce(Reduce primitive) {
        int[] axes = primitive.axes().stream().mapToInt(Integer::intValue).toArray();
        boolean sum = primitive.op() == Reduce.Op.SUM;
        boolean known = sum || primitive.op() == Reduce.Op.PROD;
        if (!known || axes.length == 0 || out().size() < 2 || in(0).size() / out().size() > LONGEST_SUM) {
            return Optional.empty();
        }
        return Optional.of((in, out) -> {
            INDArray from = ArrangementCalls.shaped(in[0], in(0));
            INDArray to = ArrangementCalls.shaped(out[0], out());
            return Calls.of(sum ? new Sum(from, null, to, false, axes) : new Prod(from, null, to, false, axes));
        });
    }

    @Override
    public Optional<Assembly> cumulate(Cumulate primitive) {
        return Optional.of((in, out) -> Calls.named(
                "cumsum",
                new INDArray[] {ArrangementCalls.shaped(in[0], in(0))},
                ArrangementCalls.shaped(out[0], out()),
                0,
                primitive.reverse() ? 1 : 0,
                primitive.axis()));
    }

    @Override
    public Optional<Assembly> broadcast(Broadcast primitive) {
        return out().rank() == 0
                ? Optional.empty()
                : Optional.of(ArrangementCalls.broadcast(in(0), out(), primitive.axes()));
    }

    @Override
    public Optional<Assembly> reshape(Reshape primitive) {
        return Optional.of((in, out) -> Calls.copy(in[0], out[0]));
    }

    @Override
    public Optional<Assembly> permute(Permute primitive) {
        return out().rank() == 0
                ? Optional.empty()
                : Optional.of(ArrangementCalls.permute(in(0), out(), primitive.order()));
    }

    @Override
    public Optional<Assembly> slice(Slice primitive) {
        return Optional.of(ArrangementCalls.slice(in(0), out(), primitive.axis(), primitive.from()));
    }

    @Override
    public Optional<Assembly> pad(Pad primitive) {
        return Optional.of(ArrangementCalls.pad(in(0), out(), primitive.axis(), primitive.before()));
    }

    /** Positions are checked by the kernel: ND4J would read whatever lies there. */
    @Override
    public Optional<Assembly> take(Take primitive) {
        return Optional.of((in, out) -> {
            INDArray positions = OffHeap.create(DataType.INT32, in(1).size());
            INDArray[] pair = {ArrangementCalls.shaped(in[0], in(0)), positions};
            return Calls.copy(in[1], positions)
                    .then(Calls.named("gather", pair, ArrangementCalls.shaped(out[0], out()), primitive.axis()));
        });
    }

    @Override
    public Optional<Assembly> scatterAdd(ScatterAdd primitive) {
        return Optional.empty();
    }

    @Override
    public Optional<Assembly> sort(Sort primitive) {
        return Optional.empty();
    }

    @Override
    public Optional<Assembly> concat(Concat primitive) {
        return Optional.of(ArrangementCalls.concat(inputs, out(), primitive.axis()));
    }

    @Override
    public Optional<Assembly> matMul(MatMul primitive) {
        return ProductCalls.lanes(out()) > ProductCalls.MOST_LANES
                ? Optional.empty()
                : Optional.of(ProductCalls.of(in(0), in(1), out()));
    }

    @Override
    public Optional<Assembly> fused(Fused primitive) {
        return Optional.empty();
    }

    @Override
    public Optional<Assembly> implicit(Implicit primitive) {
        return Optional.empty();
    }
}
