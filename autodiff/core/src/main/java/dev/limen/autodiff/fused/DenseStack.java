package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.EventSum;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stack of dense network layers over blocks of events.
 *
 * <pre>
 *   VALUE:     h_0 = x,  h_k = f_k(h_(k-1) W_k + b_k),  k = 1 ... L
 *              inputs x [rows, n_0], W_1 [n_0, n_1] ... W_L, b_1 [n_1] ... b_L  ->  h_L [rows, n_L], h_1 [rows, n_1] ... h_(L-1)
 *   PULLBACK:  d_L = y_bar f_L'(h_L),  W_k_bar = h_(k-1)' d_k,  b_k_bar = sum_rows d_k,  d_(k-1) = (d_k W_k') f_(k-1)'(h_(k-1)),  x_bar = d_1 W_1'
 *              inputs x, W_1 ... W_L, h_1 ... h_L, y_bar [rows, n_L]  ->  x_bar, W_1_bar ... W_L_bar, b_1_bar ... b_L_bar
 * </pre>
 *
 * <p>The activations f are those whose derivative is known from their value: identity, rectifier, tanh and sigmoid; {@link #apply} puts others
 * between stacks. Rows are events, or any number of axes; what has no row axis is summed over rows. Any input may have leading batch axes. Of
 * FLOAT32 inputs, products and functions are computed in 32 bits, and sums over rows are put together in 64.
 *
 * <p>Every number is one chain of fused multiply-adds in the order of the summed index, so kernels agree with each other bit for bit, and with
 * {@link #expand} to a few units in the last place of the sum of absolute terms.
 *
 * @param role        which computation
 * @param activations of each layer, one at least
 * @param dtype       FLOAT64 or FLOAT32, of all inputs and outputs
 * @param rowAxes     number of axes of rows
 * @param given       which outputs of the role, ascending
 */
public record DenseStack(Role role, List<Activation> activations, DType dtype, int rowAxes, List<Integer> given)
        implements FusedKernel, EventSum {

    /** What is computed. */
    public enum Role {
        /** The last layer's output, and each layer's before it. */
        VALUE,
        /** From the last layer's cotangent those of x, weights and biases. */
        PULLBACK
    }

    public DenseStack {
        activations = List.copyOf(activations);
        given = List.copyOf(given);
        if (activations.isEmpty() || !activations.stream().allMatch(Activation::isFused)) {
            throw new IllegalArgumentException("dense stack: activations " + activations
                    + "; expected one or more of IDENTITY, RELU, TANH and SIGMOID. DenseStack.apply takes any.");
        }
        if (!dtype.isFloating() || rowAxes < 0) {
            throw new IllegalArgumentException("dense stack: type " + dtype + " and " + rowAxes
                    + " axes of rows; expected FLOAT64 or FLOAT32, and 0 axes or more");
        }
        int count = outputs(role, activations.size());
        if (given.isEmpty() || given.stream().anyMatch(output -> output < 0 || output >= count)) {
            throw new IllegalArgumentException("dense stack: outputs " + given + " of " + role + " with "
                    + activations.size() + " layers; expected some of 0 to " + (count - 1));
        }
    }

    /** With all outputs. */
    DenseStack(Role role, List<Activation> activations, DType dtype, int rowAxes) {
        this(
                role,
                activations,
                dtype,
                rowAxes,
                IntStream.range(0, outputs(role, activations.size())).boxed().toList());
    }

    private static int outputs(Role role, int layers) {
        return role == Role.VALUE ? layers : 1 + 2 * layers;
    }

    /**
     * The output of a stack of layers.
     *
     * @param x           {@code [..., in]}
     * @param weights     {@code [in_k, out_k]}, each behind batch axes or none
     * @param biases      {@code [out_k]}, each behind batch axes or none
     * @param activations of each layer
     * @return {@code [..., out]}
     * @throws IllegalArgumentException if numbers of layers, shapes or types do not suit
     */
    public static Expr apply(Expr x, List<Expr> weights, List<Expr> biases, List<Activation> activations) {
        int layers = activations.size();
        if (layers == 0 || weights.size() != layers || biases.size() != layers) {
            throw new IllegalArgumentException("dense stack: " + weights.size() + " weights, " + biases.size()
                    + " biases and " + layers + " activations; expected as many of each, one at least");
        }
        boolean shared = weights.stream().allMatch(w -> w.shape().rank() == 2)
                && biases.stream().allMatch(b -> b.shape().rank() == 1);
        int rowAxes = shared ? x.shape().rank() - 1 : 1;
        Expr h = x;
        int first = 0;
        for (int k = 0; k < layers; k++) {
            Activation activation = activations.get(k);
            if (activation.isFused() && k < layers - 1) {
                continue;
            }
            List<Activation> fused = new ArrayList<>(activations.subList(first, k));
            fused.add(activation.isFused() ? activation : Activation.IDENTITY);
            List<Expr> inputs = new ArrayList<>(List.of(h));
            inputs.addAll(weights.subList(first, k + 1));
            inputs.addAll(biases.subList(first, k + 1));
            h = Node.apply(new DenseStack(Role.VALUE, fused, x.dtype(), rowAxes), inputs)
                    .output(0);
            h = activation.isFused() ? h : activation.apply(h);
            first = k + 1;
        }
        return h;
    }

    /** The primitive that gives all outputs of the role. */
    DenseStack whole() {
        return new DenseStack(role, activations, dtype, rowAxes);
    }

    /** The same stack's other computation. */
    DenseStack pullback() {
        return new DenseStack(Role.PULLBACK, activations, dtype, rowAxes);
    }

    int layers() {
        return activations.size();
    }

    /** Of all outputs of the role those that are given. */
    <T> List<T> select(List<T> all) {
        return given.stream().map(all::get).toList();
    }

    @Override
    public String name() {
        return "dense_" + role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return select(DenseStackShapes.of(this, inputs).outputs());
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        if (inputs.stream().anyMatch(type -> type != dtype)) {
            throw new IllegalArgumentException(
                    name() + ": types " + inputs + "; expected all " + dtype + "; cast first");
        }
        return given.stream().map(output -> dtype).toList();
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        return select(new DenseStackExpansion(this, inputs).outputs());
    }

    @Override
    public int coreRank(int index) {
        if (index >= 1 && index <= layers()) {
            return 2;
        }
        return role == Role.VALUE && index > layers() ? 1 : rowAxes + 1;
    }

    @Override
    public DenseStack giving(List<Integer> outputs) {
        return new DenseStack(
                role,
                activations,
                dtype,
                rowAxes,
                outputs.stream().map(given::get).toList());
    }

    /** Layers' outputs of 256 kB, but enough rows to make up for the time that weights and their sums take. */
    @Override
    public int blockSize(List<Shape> inputs) {
        if (!inputs.get(0).hasEvents()) {
            return Integer.MAX_VALUE;
        }
        DenseStackShapes shapes = DenseStackShapes.of(this, inputs);
        long units = 0;
        long weights = 0;
        for (int k = 1; k <= layers(); k++) {
            units += shapes.batch().then(shapes.rows().bind(1)).size()
                    * (long) shapes.widths().get(k);
            weights += shapes.widths().get(k - 1) * (long) shapes.widths().get(k);
        }
        int rows = DenseLoops.ROWS;
        int least = weights < 65536 ? rows : 4 * rows;
        long kept = dtype == DType.FLOAT64 ? 32768 : 65536;
        return (int) Math.max(least, (kept / Math.max(1, units) + rows / 2) / rows * rows);
    }

    /** Where a number takes many more products than the memory it is kept in takes time. */
    @Override
    public boolean isWorthKeeping(List<Shape> inputs) {
        List<Integer> widths = DenseStackShapes.of(this, inputs).widths();
        long units = 0;
        long weights = 0;
        for (int k = 1; k <= layers(); k++) {
            units += widths.get(k);
            weights += widths.get(k - 1) * (long) widths.get(k);
        }
        return role == Role.VALUE && weights >= 100 * units;
    }

    @Override
    public boolean roundsEvents() {
        return true;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        return new DenseStackRule(this, node).vjp(cotangents);
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        return Optional.of(
                dtype == DType.FLOAT64 ? kernel(inputs, new PlainDoubles()) : kernel(inputs, new PlainFloats()));
    }

    /**
     * The kernel on a back end's loops.
     *
     * @param inputs shapes of the inputs, without event axis
     * @param loops  over arrays of this primitive's type
     */
    public <A> Kernel kernel(List<Shape> inputs, DenseLoops<A> loops) {
        DenseStackShapes shapes = DenseStackShapes.of(this, inputs);
        return role == Role.VALUE
                ? new DenseValueKernel<>(this, shapes, loops)
                : new DensePullbackKernel<>(this, shapes, loops);
    }
}
