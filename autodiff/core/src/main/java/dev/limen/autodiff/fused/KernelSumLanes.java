package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the loops of {@link KernelSum} for each position of the batch axes, points in blocks: a block's sums are small
 * numbers of terms, and are added to the result in the order of blocks.
 */
final class KernelSumLanes implements Kernel {

    /** Points whose terms are added one by one before their sum is added to that of the blocks before. */
    private static final int BLOCK = 1024;

    private final KernelSum sum;
    private final KernelSumShapes shapes;
    private final KernelSumLoops loops;
    private final KernelWindows windows;
    private final double[] byEdge;
    private final double[] behind;

    KernelSumLanes(KernelSum sum, KernelSumShapes shapes, KernelSumLoops loops) {
        this.sum = sum;
        this.shapes = shapes;
        this.loops = loops;
        int highest = sum.orders().stream().max(Integer::compare).orElseThrow();
        this.windows = new KernelWindows(shapes.edges(), highest, loops.lanes());
        this.byEdge = new double[windows.padded()];
        this.behind = new double[windows.padded()];
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        int lanes = shapes.batch().size();
        for (int lane = 0; lane < lanes; lane++) {
            if (sum.role() == KernelSum.Role.SUM) {
                sum(inputs, outputs, lane);
            } else {
                gather(inputs, outputs, lane);
            }
        }
    }

    private int offset(int input, int lane, int length) {
        return lane % shapes.leading().get(input).size() * length;
    }

    private void sum(double[][] inputs, double[][] outputs, int lane) {
        int n = shapes.points();
        int count = shapes.edges();
        int x = offset(0, lane, n);
        int w = offset(1, lane, n);
        windows.set(inputs[2], offset(2, lane, count), inputs[3][offset(3, lane, 1)]);
        List<Integer> orders = sum.orders();
        for (int j = 0; j < orders.size(); j++) {
            double[] out = outputs[j];
            int start = lane * count;
            Arrays.fill(out, start, start + count, 0);
            for (int from = 0; from < n; from += BLOCK) {
                Arrays.fill(byEdge, 0);
                Arrays.fill(behind, 0);
                int length = Math.min(BLOCK, n - from);
                loops.sum(orders.get(j), windows, inputs[0], x + from, inputs[1], w + from, length, byEdge, behind);
                double before = 0;
                for (int k = 0; k < count; k++) {
                    before += behind[k];
                    out[start + k] += orders.get(j) == 0 ? byEdge[k] + before : byEdge[k];
                }
            }
        }
    }

    private void gather(double[][] inputs, double[][] outputs, int lane) {
        int n = shapes.points();
        int count = shapes.edges();
        int x = offset(0, lane, n);
        System.arraycopy(inputs[1], offset(1, lane, count), byEdge, 0, count);
        double after = 0;
        for (int k = count - 1; k >= 0; k--) {
            after += byEdge[k];
            behind[k] = after;
        }
        double h = inputs[3][offset(3, lane, 1)];
        if (Double.isFinite(after)) {
            windows.set(inputs[2], offset(2, lane, count), h);
        } else {
            windows.setDense(inputs[2], offset(2, lane, count), h);
        }
        List<Integer> orders = sum.orders();
        int out = lane * n;
        int first = 0;
        if (orders.size() > 1 && orders.get(0) == 0 && orders.get(1) == 1) {
            loops.gatherWithSlope(windows, inputs[0], x, byEdge, behind, n, outputs[0], outputs[1], out);
            first = 2;
        }
        for (int j = first; j < orders.size(); j++) {
            loops.gather(orders.get(j), windows, inputs[0], x, byEdge, behind, n, outputs[j], out);
        }
    }
}
