package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reduction along axes, one group of neighbouring axes after the other from the last to the first.
 *
 * <p>Along the last axis elements are taken in eight lanes over runs of 128, runs are added pairwise
 * ({@link Sums}); along others, rows are added in order, in runs of 128. The order depends on shapes only.
 */
final class ReduceKernel implements Kernel {
    private static final int RUN = 128;

    private final Reduce.Op op;
    private final List<AxisLoop> passes;
    private final double[][] between;
    private final double[] run;

    private ReduceKernel(Reduce.Op op, List<AxisLoop> passes) {
        this.op = op;
        this.passes = passes;
        this.between = new double[passes.size()][];
        for (int k = 0; k + 1 < between.length; k++) {
            between[k] = new double[passes.get(k).outer() * passes.get(k).inner()];
        }
        this.run = new double[passes.stream().mapToInt(AxisLoop::inner).max().orElse(0)];
    }

    static Kernel of(Reduce reduce, Shape shape) {
        List<AxisLoop> passes = new ArrayList<>();
        int inner = 1;
        int axis = shape.rank() - 1;
        while (axis >= 0) {
            int length = 1;
            while (axis >= 0 && reduce.axes().contains(axis)) {
                length *= shape.dim(axis--);
            }
            if (axis < shape.rank() - 1 && reduce.axes().contains(axis + 1)) {
                passes.add(new AxisLoop(shape.first(axis + 1).size(), length, inner));
            }
            while (axis >= 0 && !reduce.axes().contains(axis)) {
                inner *= shape.dim(axis--);
            }
        }
        if (passes.isEmpty()) {
            passes.add(new AxisLoop(1, 1, shape.size()));
        }
        return new ReduceKernel(reduce.op(), passes);
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] from = inputs[0];
        for (int k = 0; k < passes.size(); k++) {
            double[] to = k + 1 < passes.size() ? between[k] : outputs[0];
            AxisLoop pass = passes.get(k);
            if (pass.inner() == 1) {
                rows(from, to, pass);
            } else {
                columns(from, to, pass);
            }
            from = to;
        }
    }

    private void rows(double[] from, double[] to, AxisLoop pass) {
        int n = pass.length();
        for (int o = 0; o < pass.outer(); o++) {
            to[o] = switch (op) {
                case SUM -> Sums.sum(from, o * n, n);
                case PROD, MAX, MIN -> fold(from, o * n, n);
            };
        }
    }

    private double fold(double[] from, int at, int n) {
        double result = Identities.of(op);
        for (int i = 0; i < n; i++) {
            result = Identities.combine(op, result, from[at + i]);
        }
        return result;
    }

    private void columns(double[] from, double[] to, AxisLoop pass) {
        int inner = pass.inner();
        double identity = Identities.of(op);
        for (int o = 0; o < pass.outer(); o++) {
            Arrays.fill(to, o * inner, (o + 1) * inner, identity);
            for (int start = 0; start < pass.length(); start += RUN) {
                Arrays.fill(run, 0, inner, identity);
                int end = Math.min(start + RUN, pass.length());
                for (int k = start; k < end; k++) {
                    combine(run, 0, from, (o * pass.length() + k) * inner, inner);
                }
                combine(to, o * inner, run, 0, inner);
            }
        }
    }

    private void combine(double[] to, int at, double[] from, int start, int count) {
        if (op == Reduce.Op.SUM) {
            for (int i = 0; i < count; i++) {
                to[at + i] += from[start + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[at + i] = Identities.combine(op, to[at + i], from[start + i]);
            }
        }
    }
}
