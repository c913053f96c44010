package dev.limen.autodiff.fused;

import dev.limen.autodiff.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link KernelProduct} for each position of the batch axes: point by point, the factors of a point once for all positions that differ by weights
 * only.
 *
 * <p>Points are taken in blocks, whose sums are added in the order of blocks.
 */
final class KernelProductLanes implements Kernel {

    /** Points whose terms are added one by one before their sum is added to that of the blocks before. */
    private static final int BLOCK = 1024;

    private final KernelProduct product;
    private final KernelProductShapes shapes;
    private final int axes;
    private final int[][] factorOf;
    private final int[] rows;
    private final int[] columns;
    private final KernelFactorValues[] values;
    private final int groups;
    private final int lanes;
    private final double[][] sums;
    private final double[] forms;
    private final double[] rowSums;
    private final int[] starts;
    private final int[] points;

    KernelProductLanes(KernelProduct product, KernelProductShapes shapes) {
        this.product = product;
        this.shapes = shapes;
        this.axes = product.axes();
        int terms = product.terms().size();
        this.factorOf = new int[axes][terms];
        this.values = new KernelFactorValues[axes];
        for (int d = 0; d < axes; d++) {
            List<KernelFactor> distinct = new ArrayList<>();
            for (int k = 0; k < terms; k++) {
                KernelFactor factor = product.terms().get(k).get(d);
                if (!distinct.contains(factor)) {
                    distinct.add(factor);
                }
                factorOf[d][k] = distinct.indexOf(factor);
            }
            values[d] = new KernelFactorValues(
                    product.kernels().get(d), distinct, shapes.edges().get(d));
        }
        this.rows = new int[terms];
        this.columns = new int[terms];
        for (int k = 0; k < terms; k++) {
            List<Integer> core = shapes.core(product.terms().get(k)).dims();
            rows[k] = core.get(0);
            columns[k] = axes == 1 ? 1 : core.get(1);
        }
        int all = shapes.batch().size();
        boolean shared = shapes.leading().stream().skip(1).allMatch(leading -> leading.size() == 1);
        this.groups = shared ? 1 : all;
        this.lanes = shared ? all : 1;
        this.forms = new double[terms];
        this.rowSums = new double[axes == 1 ? 1 : values[1].count()];
        this.starts = new int[lanes];
        this.points = new int[axes];
        this.sums = new double[terms * lanes][];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = new double[rows[k / lanes] * columns[k / lanes]];
        }
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        for (int group = 0; group < groups; group++) {
            if (product.role() == KernelProduct.Role.SUM) {
                sum(inputs, outputs, group);
            } else {
                gather(inputs, outputs, group);
            }
        }
    }

    private int offset(int input, int lane, int length) {
        return lane % shapes.leading().get(input).size() * length;
    }

    private void sum(double[][] inputs, double[][] outputs, int group) {
        set(inputs, group, 0);
        int n = shapes.points();
        for (int lane = 0; lane < lanes; lane++) {
            starts[lane] = offset(0, group * lanes + lane, n);
        }
        for (int k = 0; k < outputs.length; k++) {
            int size = lanes * rows[k] * columns[k];
            Arrays.fill(outputs[k], group * size, (group + 1) * size, 0);
        }
        double[] weights = inputs[0];
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (int i = from; i < to; i++) {
                double spoilt = 0;
                for (int start : starts) {
                    spoilt += weights[start + i] * 0;
                }
                place(inputs, i, spoilt);
                for (int lane = 0; lane < lanes; lane++) {
                    double w = weights[starts[lane] + i];
                    for (int k = 0; k < outputs.length; k++) {
                        add(k, w, sums[k * lanes + lane]);
                    }
                }
            }
            flush(outputs, group);
        }
    }

    /** Adds the sums of a block to the outputs. */
    private void flush(double[][] outputs, int group) {
        for (int k = 0; k < outputs.length; k++) {
            int size = rows[k] * columns[k];
            for (int lane = 0; lane < lanes; lane++) {
                double[] sum = sums[k * lanes + lane];
                int start = (group * lanes + lane) * size;
                for (int at = 0; at < size; at++) {
                    outputs[k][start + at] += sum[at];
                    sum[at] = 0;
                }
            }
        }
    }

    /**
     * Sets edges and bandwidths, and where points begin; where one of the former is not finite, or {@code spoilt} is not 0, every point
     * reaches all edges.
     */
    private void set(double[][] inputs, int group, double spoilt) {
        double all = spoilt;
        for (int d = 0; d < axes; d++) {
            points[d] = offset(1 + 3 * d, group, shapes.points());
            int count = shapes.edges().get(d);
            int start = offset(2 + 3 * d, group, count);
            for (int k = 0; k < count; k++) {
                all += inputs[2 + 3 * d][start + k] * 0;
            }
            all += inputs[3 + 3 * d][offset(3 + 3 * d, group, 1)] * 0;
        }
        for (int d = 0; d < axes; d++) {
            int start = offset(2 + 3 * d, group, shapes.edges().get(d));
            double h = inputs[3 + 3 * d][offset(3 + 3 * d, group, 1)];
            if (all == 0) {
                values[d].set(inputs[2 + 3 * d], start, h);
            } else {
                values[d].setDense(inputs[2 + 3 * d], start, h);
            }
        }
    }

    /** Computes the factors of a point, in all cells if one of its numbers is not finite. */
    private void place(double[][] inputs, int i, double spoilt) {
        double x = inputs[1][points[0] + i];
        if (axes == 1) {
            values[0].at(x, spoilt);
            return;
        }
        double y = inputs[4][points[1] + i];
        values[0].at(x, spoilt + y * 0);
        values[1].at(y, spoilt + x * 0);
    }

    private void add(int term, double w, double[] sum) {
        int first = factorOf[0][term];
        double[] f = values[0].of(first);
        int begin = values[0].begin();
        int end = values[0].end(first);
        if (axes == 1) {
            for (int a = begin; a < end; a++) {
                sum[a] = Math.fma(w, f[a], sum[a]);
            }
            return;
        }
        int second = factorOf[1][term];
        double[] g = values[1].of(second);
        int low = values[1].begin();
        int high = values[1].end(second);
        for (int a = begin; a < end; a++) {
            double wf = w * f[a];
            int row = a * columns[term];
            for (int b = low; b < high; b++) {
                sum[row + b] = Math.fma(wf, g[b], sum[row + b]);
            }
        }
    }

    private void gather(double[][] inputs, double[][] outputs, int group) {
        int n = shapes.points();
        int size = rows[0] * columns[0];
        double[] c = inputs[0];
        double spoilt = 0;
        for (int lane = 0; lane < lanes; lane++) {
            starts[lane] = offset(0, group * lanes + lane, size);
            for (int at = 0; at < size; at++) {
                spoilt += c[starts[lane] + at] * 0;
            }
        }
        set(inputs, group, spoilt);
        for (int i = 0; i < n; i++) {
            place(inputs, i, 0);
            for (int lane = 0; lane < lanes; lane++) {
                form(c, starts[lane]);
                int at = (group * lanes + lane) * n + i;
                for (int k = 0; k < outputs.length; k++) {
                    outputs[k][at] = forms[k];
                }
            }
        }
    }

    /** The terms of a point: row sums are made once for all terms of one second factor. */
    private void form(double[] c, int start) {
        Arrays.fill(forms, 0);
        int begin = values[0].begin();
        int end = values[0].end(0);
        int width = columns[0];
        for (int a = begin; a < end; a++) {
            int row = start + a * width;
            if (axes == 1) {
                rowSums[0] = c[row];
            } else {
                rowSums(c, row);
            }
            for (int k = 0; k < forms.length; k++) {
                double sum = axes == 1 ? rowSums[0] : rowSums[factorOf[1][k]];
                forms[k] = Math.fma(values[0].of(factorOf[0][k])[a], sum, forms[k]);
            }
        }
    }

    private void rowSums(double[] c, int row) {
        int low = values[1].begin();
        int high = values[1].end(0);
        for (int s = 0; s < rowSums.length; s++) {
            double[] g = values[1].of(s);
            double sum = 0;
            for (int b = low; b < high; b++) {
                sum = Math.fma(c[row + b], g[b], sum);
            }
            rowSums[s] = sum;
        }
    }
}
