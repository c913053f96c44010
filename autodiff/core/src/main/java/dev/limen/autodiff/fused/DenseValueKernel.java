package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link DenseStack.Role#VALUE}: some rows at a time through all layers.
 *
 * <p>A column of ones behind a layer's input meets the biases as a further row of the weights.
 */
final class DenseValueKernel<A> implements Kernel {

    /** Rows that go through all layers together: a multiple of what loops take at once; a few layers of 64 units stay in a core's second cache. */
    static final int ROWS = 126;

    private final DenseStack stack;
    private final DenseStackShapes shapes;
    private final DenseLoops<A> loops;
    private final int[] widths;
    private final int rows;
    private final List<A> weights = new ArrayList<>();
    private final List<A> layers = new ArrayList<>();

    DenseValueKernel(DenseStack stack, DenseStackShapes shapes, DenseLoops<A> loops) {
        this.stack = stack;
        this.shapes = shapes;
        this.loops = loops;
        this.widths = shapes.widths().stream().mapToInt(Integer::intValue).toArray();
        this.rows = shapes.rows().size();
        for (int k = 0; k < widths.length; k++) {
            layers.add(loops.array((ROWS + DenseLoops.SPARE_ROWS) * DenseLoops.rowLength(widths[k])));
            weights.add(k == 0 ? loops.array(0) : loops.weights(widths[k - 1], widths[k]));
        }
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        int lanes = shapes.batch().size();
        for (int lane = 0; lane < lanes; lane++) {
            int[] starts = shapes.starts(lane);
            load(inputs, starts);
            for (int first = 0; first < rows; first += ROWS) {
                int count = Math.min(ROWS, rows - first);
                run(inputs[0], starts[0] + first * widths[0], count);
                for (int k = 0; k < outputs.length; k++) {
                    int output = stack.given().get(k);
                    int layer = output == 0 ? stack.layers() : output;
                    int width = widths[layer];
                    loops.store(layers.get(layer), count, width, outputs[k], (lane * rows + first) * width);
                }
            }
        }
    }

    private void load(double[][] inputs, int[] starts) {
        for (int k = 1; k < widths.length; k++) {
            int bias = stack.layers() + k;
            loops.pack(inputs[k], starts[k], inputs[bias], starts[bias], widths[k - 1], widths[k], weights.get(k));
        }
    }

    private void run(double[] x, int at, int count) {
        loops.load(x, at, count, widths[0], layers.get(0));
        for (int k = 1; k < widths.length; k++) {
            int above = widths[k - 1];
            A h = layers.get(k - 1);
            loops.ones(h, count, above);
            loops.product(count, above + 1, widths[k], h, DenseLoops.rowLength(above), weights.get(k), layers.get(k));
            loops.activate(stack.activations().get(k - 1), count, widths[k], layers.get(k));
        }
    }
}
