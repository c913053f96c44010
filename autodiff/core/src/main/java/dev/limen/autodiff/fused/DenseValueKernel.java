package dev.limen.autodiff.fused;

import dev.limen.autodiff.SweepKernel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Runs {@link DenseStack.Role#VALUE}: some rows at a time through all layers.
 *
 * <p>A column of ones behind a layer's input meets the biases as a further row of the weights.
 */
final class DenseValueKernel<A> implements SweepKernel {
    private static final int ROWS = DenseLoops.ROWS;

    private final DenseStack stack;
    private final DenseStackShapes shapes;
    private final DenseLoops<A> loops;
    private final int[] widths;
    private final int rows;
    private final int[][] laneStarts;
    private final List<A> weights = new ArrayList<>();
    private final List<List<A>> parts = new ArrayList<>();
    private final PackedWeights packed;
    private final BitSet omitted = new BitSet();
    private boolean kept;

    DenseValueKernel(DenseStack stack, DenseStackShapes shapes, DenseLoops<A> loops) {
        this.stack = stack;
        this.shapes = shapes;
        this.loops = loops;
        this.widths = shapes.widths().stream().mapToInt(Integer::intValue).toArray();
        this.rows = shapes.rows().size();
        this.laneStarts = shapes.starts();
        this.packed = new PackedWeights(shapes.batch());
        for (int k = 1; k < widths.length; k++) {
            weights.add(loops.weights(widths[k - 1], widths[k]));
        }
        addPart();
    }

    private void addPart() {
        List<A> layers = new ArrayList<>();
        for (int width : widths) {
            layers.add(loops.events(width));
        }
        parts.add(layers);
    }

    /** Keeps all layers' outputs of a run until the next, for another kernel. */
    void keep() {
        kept = true;
        while (parts.size() * ROWS < rows) {
            addPart();
        }
    }

    /** Kept of the latest run: layer k's output for the rows from a multiple of {@link DenseLoops#ROWS} on. */
    A layer(int k, int first) {
        return parts.get(first / ROWS).get(k);
    }

    /** Whether another stack has these layers, on arrays of these loops' kind; behind batch axes no more than one set is held at a time. */
    boolean isOf(DenseStack other, DenseStackShapes otherShapes, DenseLoops<?> otherLoops) {
        return stack.activations().equals(other.activations())
                && stack.dtype() == other.dtype()
                && shapes.widths().equals(otherShapes.widths())
                && shapes.rows().equals(otherShapes.rows())
                && shapes.batch().rank() == 0
                && otherShapes.batch().rank() == 0
                && loops.getClass() == otherLoops.getClass();
    }

    /** Whether an output of this kernel, -1 for none, is layer k's. */
    boolean gives(int output, int k) {
        return output >= 0 && stack.given().get(output) == k % stack.layers();
    }

    @Override
    public void begin() {
        packed.begin();
    }

    @Override
    public void omit(int output) {
        omitted.set(output);
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        for (int lane = 0; lane < laneStarts.length; lane++) {
            int[] starts = laneStarts[lane];
            if (packed.areDue()) {
                pack(inputs, starts);
            }
            for (int first = 0; first < rows; first += ROWS) {
                int count = Math.min(ROWS, rows - first);
                List<A> layers = parts.get(kept ? first / ROWS : 0);
                run(inputs[0], starts[0] + first * widths[0], count, layers);
                for (int k = 0; k < outputs.length; k++) {
                    if (omitted.get(k)) {
                        continue;
                    }
                    int output = stack.given().get(k);
                    int layer = output == 0 ? stack.layers() : output;
                    int width = widths[layer];
                    loops.store(layers.get(layer), count, width, outputs[k], (lane * rows + first) * width);
                }
            }
        }
    }

    private void pack(double[][] inputs, int[] starts) {
        for (int k = 1; k < widths.length; k++) {
            int bias = stack.layers() + k;
            loops.pack(inputs[k], starts[k], inputs[bias], starts[bias], widths[k - 1], widths[k], weights.get(k - 1));
        }
    }

    private void run(double[] x, int at, int count, List<A> layers) {
        loops.load(x, at, count, widths[0], layers.get(0));
        for (int k = 1; k < widths.length; k++) {
            int above = widths[k - 1];
            A h = layers.get(k - 1);
            loops.ones(h, count, above);
            Activation f = stack.activations().get(k - 1);
            loops.product(count, above + 1, widths[k], h, above, weights.get(k - 1), f, layers.get(k));
        }
    }
}
