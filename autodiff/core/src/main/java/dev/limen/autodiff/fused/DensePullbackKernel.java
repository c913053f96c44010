package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.SweepKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@link DenseStack.Role#PULLBACK}: some rows at a time through all layers, the last first, as far down as an output wants it.
 *
 * <p>A column of ones behind a layer's input makes the biases' cotangent a further row of the weights'.
 */
final class DensePullbackKernel<A> implements SweepKernel {

    /** Rows after which sums, which may be of 32 bits, are added to the outputs. */
    private static final int SUMMED = 8 * DenseLoops.ROWS;

    private final DenseStack stack;
    private final DenseStackShapes shapes;
    private final DenseLoops<A> loops;
    private final int[] widths;
    private final int rows;
    private final int[][] laneStarts;
    private final int layers;
    private final int lowest;
    private final List<A> loaded = new ArrayList<>();
    private final List<A> transposed = new ArrayList<>();
    private final List<A> sums = new ArrayList<>();
    private final PackedWeights packed;
    private Optional<DenseValueKernel<A>> source = Optional.empty();
    private A cotangent;
    private A below;

    DensePullbackKernel(DenseStack stack, DenseStackShapes shapes, DenseLoops<A> loops) {
        this.stack = stack;
        this.shapes = shapes;
        this.loops = loops;
        this.widths = shapes.widths().stream().mapToInt(Integer::intValue).toArray();
        this.rows = shapes.rows().size();
        this.laneStarts = shapes.starts();
        this.layers = stack.layers();
        int lowest = stack.given().contains(0) ? 1 : layers;
        for (int k = layers; k >= 1; k--) {
            lowest = isSummed(k) ? Math.min(lowest, k) : lowest;
        }
        this.lowest = lowest;
        this.packed = new PackedWeights(shapes.batch());
        int widest = Arrays.stream(widths).max().orElseThrow();
        this.cotangent = loops.events(widest);
        this.below = loops.events(widest);
        for (int k = 0; k <= layers; k++) {
            loaded.add(loops.events(isRead(k) ? widths[k] : 0));
            transposed.add(isPassed(k) ? loops.weights(widths[k], widths[k - 1]) : loops.weights(0, 0));
            sums.add(isSummed(k) ? loops.sums(widths[k - 1] + 1, widths[k]) : loops.sums(0, 0));
        }
    }

    /** Whether the cotangent of layer k's weights or biases is wanted. */
    private boolean isSummed(int k) {
        return k > 0 && (stack.given().contains(k) || stack.given().contains(layers + k));
    }

    /** Whether layer k passes its cotangent on to what is below. */
    private boolean isPassed(int k) {
        return k > lowest || k == 1 && stack.given().contains(0);
    }

    /** Whether layer k's output, or x for 0, is read. */
    private boolean isRead(int k) {
        return k >= lowest || k + 1 == lowest && isSummed(lowest);
    }

    @Override
    public void begin() {
        packed.begin();
    }

    /** All layers' outputs, from the kernel that computes them. */
    @Override
    @SuppressWarnings("unchecked")
    public BitSet readsFrom(Kernel kernel, int[] outputs) {
        BitSet inputs = new BitSet();
        if (!(kernel instanceof DenseValueKernel<?> values) || !values.isOf(stack, shapes, loops)) {
            return inputs;
        }
        for (int k = 1; k <= layers; k++) {
            if (isRead(k) && !values.gives(outputs[layers + k], k)) {
                return inputs;
            }
        }
        values.keep();
        source = Optional.of((DenseValueKernel<A>) values);
        inputs.set(layers + 1, 2 * layers + 1);
        return inputs;
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        for (int lane = 0; lane < laneStarts.length; lane++) {
            int[] starts = laneStarts[lane];
            if (packed.areDue()) {
                pack(inputs, starts);
            }
            if (rows == 0) {
                clear(outputs, lane);
            }
            for (int first = 0; first < rows; first += SUMMED) {
                int end = Math.min(rows, first + SUMMED);
                for (int from = first; from < end; from += DenseLoops.ROWS) {
                    int count = Math.min(DenseLoops.ROWS, end - from);
                    load(inputs, starts, from, count);
                    pull(from, count, from == first);
                    int x = stack.given().indexOf(0);
                    if (x >= 0) {
                        loops.store(cotangent, count, widths[0], outputs[x], (lane * rows + from) * widths[0]);
                    }
                }
                addSums(outputs, lane, first == 0);
            }
        }
    }

    private void pack(double[][] inputs, int[] starts) {
        for (int k = 1; k <= layers; k++) {
            if (isPassed(k)) {
                loops.packTransposed(inputs[k], starts[k], widths[k - 1], widths[k], transposed.get(k));
            }
        }
    }

    private void load(double[][] inputs, int[] starts, int from, int count) {
        for (int k = 0; k <= layers; k++) {
            if (isRead(k) && (k == 0 || source.isEmpty())) {
                int input = k == 0 ? 0 : layers + k;
                loops.load(inputs[input], starts[input] + from * widths[k], count, widths[k], loaded.get(k));
            }
        }
        int bar = 2 * layers + 1;
        loops.load(inputs[bar], starts[bar] + from * widths[layers], count, widths[layers], cotangent);
    }

    /** Layer k's output, or x for 0. */
    private A value(int k, int from) {
        return k == 0 || source.isEmpty() ? loaded.get(k) : source.get().layer(k, from);
    }

    private void pull(int from, int count, boolean first) {
        for (int k = layers; k >= lowest; k--) {
            int above = widths[k - 1];
            loops.pullback(stack.activations().get(k - 1), count, widths[k], value(k, from), cotangent);
            if (isSummed(k)) {
                A a = value(k - 1, from);
                loops.ones(a, count, above);
                loops.addTransposedProduct(above + 1, count, widths[k], a, above, cotangent, sums.get(k), first);
            }
            if (isPassed(k)) {
                A weights = transposed.get(k);
                loops.product(count, widths[k], above, cotangent, widths[k], weights, Activation.IDENTITY, below);
                A done = cotangent;
                cotangent = below;
                below = done;
            }
        }
    }

    private void addSums(double[][] outputs, int lane, boolean first) {
        for (int k = 1; k <= layers; k++) {
            if (!isSummed(k)) {
                continue;
            }
            int weights = stack.given().indexOf(k);
            int biases = stack.given().indexOf(layers + k);
            int above = widths[k - 1];
            if (weights >= 0) {
                int at = lane * above * widths[k];
                loops.add(sums.get(k), above + 1, 0, above, widths[k], first, outputs[weights], at);
            }
            if (biases >= 0) {
                loops.add(sums.get(k), above + 1, above, 1, widths[k], first, outputs[biases], lane * widths[k]);
            }
        }
    }

    private void clear(double[][] outputs, int lane) {
        int[] sizes = shapes.outputSizes();
        for (int k = 0; k < outputs.length; k++) {
            int size = sizes[stack.given().get(k)];
            Arrays.fill(outputs[k], lane * size, (lane + 1) * size, 0);
        }
    }
}
