package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link DenseStack.Role#PULLBACK}: some rows at a time through all layers, the last first, as far down as an output wants it.
 *
 * <p>A column of ones behind a layer's input makes the biases' cotangent a further row of the weights'.
 */
final class DensePullbackKernel<A> implements Kernel {

    /** Rows after which sums, which may be of 32 bits, are added to the outputs. */
    private static final int SUMMED = 8 * DenseValueKernel.ROWS;

    private final DenseStack stack;
    private final DenseStackShapes shapes;
    private final DenseLoops<A> loops;
    private final int[] widths;
    private final int rows;
    private final int layers;
    private final int lowest;
    private final List<A> values = new ArrayList<>();
    private final List<A> transposed = new ArrayList<>();
    private final List<A> sums = new ArrayList<>();
    private A cotangent;
    private A below;

    DensePullbackKernel(DenseStack stack, DenseStackShapes shapes, DenseLoops<A> loops) {
        this.stack = stack;
        this.shapes = shapes;
        this.loops = loops;
        this.widths = shapes.widths().stream().mapToInt(Integer::intValue).toArray();
        this.rows = shapes.rows().size();
        this.layers = stack.layers();
        int lowest = stack.given().contains(0) ? 1 : layers;
        for (int k = layers; k >= 1; k--) {
            lowest = isSummed(k) ? Math.min(lowest, k) : lowest;
        }
        this.lowest = lowest;
        int block = DenseValueKernel.ROWS + DenseLoops.SPARE_ROWS;
        int longest = DenseLoops.rowLength(Arrays.stream(widths).max().orElseThrow());
        this.cotangent = loops.array(block * longest);
        this.below = loops.array(block * longest);
        for (int k = 0; k <= layers; k++) {
            int row = DenseLoops.rowLength(widths[k]);
            values.add(loops.array(isRead(k) ? block * row : 0));
            transposed.add(isPassed(k) ? loops.weights(widths[k], widths[k - 1]) : loops.array(0));
            sums.add(loops.array(isSummed(k) ? (widths[k - 1] + 1 + DenseLoops.SPARE_ROWS) * row : 0));
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
    public void run(double[][] inputs, double[][] outputs) {
        int lanes = shapes.batch().size();
        int[] sizes = shapes.outputSizes();
        for (int lane = 0; lane < lanes; lane++) {
            int[] starts = shapes.starts(lane);
            for (int k = 1; k <= layers; k++) {
                if (isPassed(k)) {
                    loops.packTransposed(inputs[k], starts[k], widths[k - 1], widths[k], transposed.get(k));
                }
            }
            for (int k = 0; k < outputs.length; k++) {
                int size = sizes[stack.given().get(k)];
                Arrays.fill(outputs[k], lane * size, (lane + 1) * size, 0);
            }
            for (int first = 0; first < rows; first += SUMMED) {
                int end = Math.min(rows, first + SUMMED);
                for (int from = first; from < end; from += DenseValueKernel.ROWS) {
                    int count = Math.min(DenseValueKernel.ROWS, end - from);
                    load(inputs, starts, from, count);
                    pull(count);
                    int x = stack.given().indexOf(0);
                    if (x >= 0) {
                        loops.store(cotangent, count, widths[0], outputs[x], (lane * rows + from) * widths[0]);
                    }
                }
                addSums(outputs, lane);
            }
        }
    }

    private void load(double[][] inputs, int[] starts, int from, int count) {
        for (int k = 0; k <= layers; k++) {
            if (isRead(k)) {
                int input = k == 0 ? 0 : layers + k;
                loops.load(inputs[input], starts[input] + from * widths[k], count, widths[k], values.get(k));
            }
        }
        int bar = 2 * layers + 1;
        loops.load(inputs[bar], starts[bar] + from * widths[layers], count, widths[layers], cotangent);
    }

    private void pull(int count) {
        for (int k = layers; k >= lowest; k--) {
            int above = widths[k - 1];
            int row = DenseLoops.rowLength(above);
            loops.pullback(stack.activations().get(k - 1), count, widths[k], values.get(k), cotangent);
            if (isSummed(k)) {
                loops.ones(values.get(k - 1), count, above);
                loops.addTransposedProduct(above + 1, count, widths[k], values.get(k - 1), row, cotangent, sums.get(k));
            }
            if (isPassed(k)) {
                int rowHere = DenseLoops.rowLength(widths[k]);
                loops.product(count, widths[k], above, cotangent, rowHere, transposed.get(k), below);
                A done = cotangent;
                cotangent = below;
                below = done;
            }
        }
    }

    private void addSums(double[][] outputs, int lane) {
        for (int k = 1; k <= layers; k++) {
            if (!isSummed(k)) {
                continue;
            }
            int weights = stack.given().indexOf(k);
            int biases = stack.given().indexOf(layers + k);
            int above = widths[k - 1];
            if (weights >= 0) {
                loops.add(sums.get(k), 0, above, widths[k], outputs[weights], lane * above * widths[k]);
            }
            if (biases >= 0) {
                loops.add(sums.get(k), above, 1, widths[k], outputs[biases], lane * widths[k]);
            }
            loops.clear(sums.get(k), (above + 1) * DenseLoops.rowLength(widths[k]));
        }
    }
}
