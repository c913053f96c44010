package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.Cast;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Concat;
import dev.limen.autodiff.Cumulate;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Kernel;
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
import dev.limen.autodiff.math.GammaFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The plain-Java kernel of each primitive, for given shapes. */
record KernelChoice(List<Shape> inputs, List<Shape> outputs) implements Primitive.Visitor<Optional<Kernel>> {

    private int size() {
        return outputs.get(0).size();
    }

    @Override
    public Optional<Kernel> leaf(Leaf leaf) {
        if (leaf instanceof Leaf.Constant constant) {
            int size = size();
            return Optional.of((in, out) -> constant.value().copyTo(0, out[0], 0, size));
        }
        if (leaf instanceof Leaf.Fill fill) {
            int size = size();
            double value = fill.value();
            return Optional.of((in, out) -> Arrays.fill(out[0], 0, size, value));
        }
        if (leaf instanceof Leaf.Eye eye) {
            int n = eye.size();
            return Optional.of((in, out) -> {
                Arrays.fill(out[0], 0, n * n, 0);
                for (int i = 0; i < n; i++) {
                    out[0][i * (n + 1)] = 1;
                }
            });
        }
        return Optional.empty();
    }

    @Override
    public Optional<Kernel> unary(Unary primitive) {
        return Optional.of(UnaryKernels.of(primitive.op(), size()));
    }

    @Override
    public Optional<Kernel> polygamma(Polygamma primitive) {
        int size = size();
        int order = primitive.order();
        return Optional.of((in, out) -> {
            for (int i = 0; i < size; i++) {
                out[0][i] = GammaFunction.polygamma(order, in[0][i]);
            }
        });
    }

    @Override
    public Optional<Kernel> binary(Binary primitive) {
        return Optional.of(BinaryKernels.of(primitive.op(), size()));
    }

    @Override
    public Optional<Kernel> compare(Compare primitive) {
        return Optional.of(BinaryKernels.of(primitive.op(), size()));
    }

    @Override
    public Optional<Kernel> select(Select primitive) {
        return Optional.of(BinaryKernels.select(size()));
    }

    @Override
    public Optional<Kernel> cast(Cast primitive) {
        return Optional.of(UnaryKernels.cast(primitive.target(), size()));
    }

    @Override
    public Optional<Kernel> reduce(Reduce primitive) {
        return Optional.of(ReduceKernel.of(primitive, inputs.get(0)));
    }

    @Override
    public Optional<Kernel> cumulate(Cumulate primitive) {
        return Optional.of(new CumulateKernel(AxisLoop.of(inputs.get(0), primitive.axis()), primitive.reverse()));
    }

    @Override
    public Optional<Kernel> broadcast(Broadcast primitive) {
        return Optional.of(StridedCopy.broadcast(inputs.get(0), outputs.get(0), primitive.axes()));
    }

    @Override
    public Optional<Kernel> reshape(Reshape primitive) {
        return Optional.of(UnaryKernels.cast(DType.FLOAT64, size()));
    }

    @Override
    public Optional<Kernel> permute(Permute primitive) {
        return Optional.of(StridedCopy.permute(inputs.get(0), primitive.order()));
    }

    @Override
    public Optional<Kernel> slice(Slice primitive) {
        return Optional.of(StridedCopy.slice(inputs.get(0), outputs.get(0), primitive.axis(), primitive.from()));
    }

    @Override
    public Optional<Kernel> pad(Pad primitive) {
        return Optional.of(
                new PadKernel(AxisLoop.of(inputs.get(0), primitive.axis()), primitive.before(), primitive.after()));
    }

    @Override
    public Optional<Kernel> take(Take primitive) {
        return Optional.of(new TakeKernel(
                AxisLoop.of(inputs.get(0), primitive.axis()), inputs.get(1).size()));
    }

    @Override
    public Optional<Kernel> scatterAdd(ScatterAdd primitive) {
        return Optional.of(new ScatterAddKernel(AxisLoop.of(inputs.get(0), primitive.axis()), primitive.size()));
    }

    @Override
    public Optional<Kernel> sort(Sort primitive) {
        int length = inputs.get(0).dim(inputs.get(0).rank() - 1);
        return Optional.of(Ascending.kernel(length == 0 ? 0 : size() / length, length));
    }

    @Override
    public Optional<Kernel> concat(Concat primitive) {
        return Optional.of(ConcatKernel.of(inputs, primitive.axis()));
    }

    @Override
    public Optional<Kernel> matMul(MatMul primitive) {
        return Optional.of(MatMulKernel.of(inputs.get(0), inputs.get(1), outputs.get(0)));
    }

    @Override
    public Optional<Kernel> fused(Fused primitive) {
        return PlainBackend.ofFused(primitive, inputs);
    }

    @Override
    public Optional<Kernel> implicit(Implicit primitive) {
        return Optional.empty();
    }
}
