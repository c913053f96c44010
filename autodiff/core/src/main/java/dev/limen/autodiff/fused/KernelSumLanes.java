package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link KernelSum} for each position of the batch axes: by series where there are many events to a table of them, else edge by edge.
 *
 * <p>Events are taken in blocks, whose sums are added in the order of blocks.
 */
final class KernelSumLanes implements Kernel {

    /** Points whose terms are added one by one before their sum is added to that of the blocks before. */
    private static final int BLOCK = 1024;

    private final KernelSum sum;
    private final KernelSumShapes shapes;
    private final KernelWindows windows;
    private final SeriesSums series;
    private final boolean oneTable;
    private final double[] byEdge;
    private final double[] behind;

    KernelSumLanes(KernelSum sum, KernelSumShapes shapes) {
        this.sum = sum;
        this.shapes = shapes;
        int highest = sum.orders().stream().max(Integer::compare).orElseThrow();
        this.windows = new KernelWindows(shapes.edges(), highest);
        this.series = new SeriesSums(sum, shapes.edges());
        this.oneTable =
                shapes.leading().get(2).rank() == 0 && shapes.leading().get(3).rank() == 0;
        this.byEdge = new double[shapes.edges() + 1];
        this.behind = new double[shapes.edges() + 1];
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
        double[] x = inputs[0];
        double[] w = inputs[1];
        int xFrom = offset(0, lane, n);
        int wFrom = offset(1, lane, n);
        int edges = offset(2, lane, count);
        double h = inputs[3][offset(3, lane, 1)];
        int start = lane * count;
        for (double[] out : outputs) {
            Arrays.fill(out, start, start + count, 0);
        }
        if (oneTable && series.set(inputs[2], edges, h, n)) {
            if (series.sum(x, xFrom, w, wFrom, n, outputs, start) > 0) {
                windows.set(inputs[2], edges, h);
                for (int i = 0; i < n; i++) {
                    if (x[xFrom + i] * 0 + w[wFrom + i] * 0 != 0) {
                        add(x, xFrom + i, w, wFrom + i, 1, outputs, start);
                    }
                }
            }
            return;
        }
        windows.set(inputs[2], edges, h);
        for (int from = 0; from < n; from += BLOCK) {
            add(x, xFrom + from, w, wFrom + from, Math.min(BLOCK, n - from), outputs, start);
        }
    }

    private void add(double[] x, int xFrom, double[] w, int wFrom, int n, double[][] outputs, int start) {
        List<Integer> orders = sum.orders();
        for (int j = 0; j < orders.size(); j++) {
            Arrays.fill(byEdge, 0);
            Arrays.fill(behind, 0);
            EdgeLoops.sum(orders.get(j), windows, x, xFrom, w, wFrom, n, byEdge, behind);
            double before = 0;
            for (int k = 0; k < shapes.edges(); k++) {
                before += behind[k];
                outputs[j][start + k] += orders.get(j) == 0 ? byEdge[k] + before : byEdge[k];
            }
        }
    }

    private void gather(double[][] inputs, double[][] outputs, int lane) {
        int n = shapes.points();
        int count = shapes.edges();
        double[] x = inputs[0];
        int xFrom = offset(0, lane, n);
        int edges = offset(2, lane, count);
        double h = inputs[3][offset(3, lane, 1)];
        System.arraycopy(inputs[1], offset(1, lane, count), byEdge, 0, count);
        double after = 0;
        for (int k = count - 1; k >= 0; k--) {
            after += byEdge[k];
            behind[k] = after;
        }
        int start = lane * n;
        if (!Double.isFinite(after)) {
            windows.setDense(inputs[2], edges, h);
            set(x, xFrom, n, outputs, start);
        } else if (oneTable && series.set(inputs[2], edges, h, n)) {
            if (series.gather(x, xFrom, byEdge, behind, n, outputs, start) > 0) {
                windows.set(inputs[2], edges, h);
                for (int i = 0; i < n; i++) {
                    if (!Double.isFinite(x[xFrom + i])) {
                        set(x, xFrom + i, 1, outputs, start + i);
                    }
                }
            }
        } else {
            windows.set(inputs[2], edges, h);
            set(x, xFrom, n, outputs, start);
        }
    }

    private void set(double[] x, int xFrom, int n, double[][] outputs, int start) {
        List<Integer> orders = sum.orders();
        for (int j = 0; j < orders.size(); j++) {
            EdgeLoops.gather(orders.get(j), windows, x, xFrom, byEdge, behind, n, outputs[j], start);
        }
    }
}
