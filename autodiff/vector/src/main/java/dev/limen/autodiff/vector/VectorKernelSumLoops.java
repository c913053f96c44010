package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.Coefficients.*;

import dev.limen.autodiff.fused.KernelSumLoops;
import dev.limen.autodiff.fused.KernelWindows;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops with a vector of edges at a time.
 *
 * <p>Straight-line on purpose, with the kernel written out in each: helpers that take or return vectors are not inlined in methods this long, and
 * then every vector is an object. The operations and their order are those of the plain loops.
 */
final class VectorKernelSumLoops implements KernelSumLoops {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();

    private final double[] lanes = new double[LANES];

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void sum(int order, KernelWindows windows, double[] x, int xFrom, double[] w, int wFrom, int n, double[] sums, double[] behind) {
        if (order == 0) {
            sumCdf(windows, x, xFrom, w, wFrom, n, sums, behind);
        } else {
            sumDerivative(order, windows, x, xFrom, w, wFrom, n, sums);
        }
    }

    @Override
    public void gather(int order, KernelWindows windows, double[] x, int xFrom, double[] c, double[] behind, int n, double[] out, int outFrom) {
        if (order == 0) {
            gatherCdf(windows, x, xFrom, c, behind, n, out, outFrom);
        } else {
            gatherDerivative(order, windows, x, xFrom, c, n, out, outFrom);
        }
    }

    private static void sumCdf(KernelWindows windows, double[] x, int xFrom, double[] w, int wFrom, int count, double[] sums, double[] behind) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        DoubleVector log2e = DoubleVector.broadcast(D, LOG2E);
        DoubleVector round = DoubleVector.broadcast(D, ROUND);
        DoubleVector ln2High = DoubleVector.broadcast(D, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(D, -LN2_LOW);
        for (int i = 0; i < count; i++) {
            double xi = x[xFrom + i];
            double wi = w[wFrom + i];
            int step = KernelWindows.step(xi, wi, lowest, scale, above);
            int end = spans[2 * step + 1];
            for (int k = spans[2 * step]; k < end; k += LANES) {
                DoubleVector t = DoubleVector.fromArray(D, edges, k).sub(xi).mul(inverse);
                DoubleVector a = t.abs();
                a = a.blend(WINDOW_MAX, a.compare(VectorOperators.GT, WINDOW_MAX));
                DoubleVector z = a.mul(-0.5).mul(a);
                DoubleVector rounded = z.fma(log2e, round);
                DoubleVector n = rounded.sub(round);
                DoubleVector r = n.fma(ln2Low, n.fma(ln2High, z));
                DoubleVector r2 = r.mul(r);
                DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
                p = r2.fma(p, r).add(1);
                DoubleVector gauss = p.mul(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles());
                DoubleVector q = DoubleVector.broadcast(D, 1).div(a.add(WINDOW_POLE));
                DoubleVector s = q.fma(DoubleVector.broadcast(D, -2 * WINDOW_POLE), DoubleVector.broadcast(D, 1));
                DoubleVector s2 = s.mul(s);
                DoubleVector g = s.fma(DoubleVector.broadcast(D, WINDOW_13), DoubleVector.broadcast(D, WINDOW_12));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_11), DoubleVector.broadcast(D, WINDOW_10)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_9), DoubleVector.broadcast(D, WINDOW_8)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_7), DoubleVector.broadcast(D, WINDOW_6)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_5), DoubleVector.broadcast(D, WINDOW_4)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_3), DoubleVector.broadcast(D, WINDOW_2)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_1), DoubleVector.broadcast(D, WINDOW_0)));
                DoubleVector tail = gauss.mul(g.mul(q));
                DoubleVector cdf = tail.blend(DoubleVector.broadcast(D, 1).sub(tail), t.compare(VectorOperators.GT, 0));
                cdf.fma(DoubleVector.broadcast(D, wi), DoubleVector.fromArray(D, sums, k)).intoArray(sums, k);
            }
            behind[end] += wi;
        }
    }

    private static void sumDerivative(int order, KernelWindows windows, double[] x, int xFrom, double[] w, int wFrom, int count, double[] sums) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        DoubleVector log2e = DoubleVector.broadcast(D, LOG2E);
        DoubleVector round = DoubleVector.broadcast(D, ROUND);
        DoubleVector ln2High = DoubleVector.broadcast(D, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(D, -LN2_LOW);
        for (int i = 0; i < count; i++) {
            double xi = x[xFrom + i];
            double wi = w[wFrom + i];
            int step = KernelWindows.step(xi, wi, lowest, scale, above);
            int end = spans[2 * step + 1];
            for (int k = spans[2 * step]; k < end; k += LANES) {
                DoubleVector t = DoubleVector.fromArray(D, edges, k).sub(xi).mul(inverse);
                DoubleVector a = t.abs();
                a = a.blend(WINDOW_MAX, a.compare(VectorOperators.GT, WINDOW_MAX));
                DoubleVector z = a.mul(-0.5).mul(a);
                DoubleVector rounded = z.fma(log2e, round);
                DoubleVector n = rounded.sub(round);
                DoubleVector r = n.fma(ln2Low, n.fma(ln2High, z));
                DoubleVector r2 = r.mul(r);
                DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
                p = r2.fma(p, r).add(1);
                DoubleVector gauss = p.mul(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles());
                DoubleVector c = a.blend(a.neg(), t.compare(VectorOperators.LT, 0));
                DoubleVector before = DoubleVector.zero(D);
                DoubleVector kernel = gauss.mul(INV_SQRT_2PI);
                for (int m = 1; m < order; m++) {
                    DoubleVector next = c.neg().mul(kernel).sub(before.mul(m - 1));
                    before = kernel;
                    kernel = next;
                }
                kernel.fma(DoubleVector.broadcast(D, wi), DoubleVector.fromArray(D, sums, k)).intoArray(sums, k);
            }
        }
    }

    private void gatherCdf(KernelWindows windows, double[] x, int xFrom, double[] weights, double[] behind, int count, double[] out, int outFrom) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        DoubleVector log2e = DoubleVector.broadcast(D, LOG2E);
        DoubleVector round = DoubleVector.broadcast(D, ROUND);
        DoubleVector ln2High = DoubleVector.broadcast(D, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(D, -LN2_LOW);
        for (int i = 0; i < count; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            int end = spans[2 * step + 1];
            DoubleVector sum = DoubleVector.zero(D);
            for (int k = spans[2 * step]; k < end; k += LANES) {
                DoubleVector t = DoubleVector.fromArray(D, edges, k).sub(xi).mul(inverse);
                DoubleVector a = t.abs();
                a = a.blend(WINDOW_MAX, a.compare(VectorOperators.GT, WINDOW_MAX));
                DoubleVector z = a.mul(-0.5).mul(a);
                DoubleVector rounded = z.fma(log2e, round);
                DoubleVector n = rounded.sub(round);
                DoubleVector r = n.fma(ln2Low, n.fma(ln2High, z));
                DoubleVector r2 = r.mul(r);
                DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
                p = r2.fma(p, r).add(1);
                DoubleVector gauss = p.mul(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles());
                DoubleVector q = DoubleVector.broadcast(D, 1).div(a.add(WINDOW_POLE));
                DoubleVector s = q.fma(DoubleVector.broadcast(D, -2 * WINDOW_POLE), DoubleVector.broadcast(D, 1));
                DoubleVector s2 = s.mul(s);
                DoubleVector g = s.fma(DoubleVector.broadcast(D, WINDOW_13), DoubleVector.broadcast(D, WINDOW_12));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_11), DoubleVector.broadcast(D, WINDOW_10)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_9), DoubleVector.broadcast(D, WINDOW_8)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_7), DoubleVector.broadcast(D, WINDOW_6)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_5), DoubleVector.broadcast(D, WINDOW_4)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_3), DoubleVector.broadcast(D, WINDOW_2)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_1), DoubleVector.broadcast(D, WINDOW_0)));
                DoubleVector tail = gauss.mul(g.mul(q));
                DoubleVector cdf = tail.blend(DoubleVector.broadcast(D, 1).sub(tail), t.compare(VectorOperators.GT, 0));
                sum = cdf.fma(DoubleVector.fromArray(D, weights, k), sum);
            }
            sum.intoArray(lanes, 0);
            double total = lanes[0];
            for (int l = 1; l < LANES; l++) {
                total += lanes[l];
            }
            out[outFrom + i] = total + behind[end];
        }
    }

    private void gatherDerivative(int order, KernelWindows windows, double[] x, int xFrom, double[] weights, int count, double[] out, int outFrom) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        DoubleVector log2e = DoubleVector.broadcast(D, LOG2E);
        DoubleVector round = DoubleVector.broadcast(D, ROUND);
        DoubleVector ln2High = DoubleVector.broadcast(D, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(D, -LN2_LOW);
        for (int i = 0; i < count; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            int end = spans[2 * step + 1];
            DoubleVector sum = DoubleVector.zero(D);
            for (int k = spans[2 * step]; k < end; k += LANES) {
                DoubleVector t = DoubleVector.fromArray(D, edges, k).sub(xi).mul(inverse);
                DoubleVector a = t.abs();
                a = a.blend(WINDOW_MAX, a.compare(VectorOperators.GT, WINDOW_MAX));
                DoubleVector z = a.mul(-0.5).mul(a);
                DoubleVector rounded = z.fma(log2e, round);
                DoubleVector n = rounded.sub(round);
                DoubleVector r = n.fma(ln2Low, n.fma(ln2High, z));
                DoubleVector r2 = r.mul(r);
                DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
                p = r2.fma(p, r).add(1);
                DoubleVector gauss = p.mul(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles());
                DoubleVector c = a.blend(a.neg(), t.compare(VectorOperators.LT, 0));
                DoubleVector before = DoubleVector.zero(D);
                DoubleVector kernel = gauss.mul(INV_SQRT_2PI);
                for (int m = 1; m < order; m++) {
                    DoubleVector next = c.neg().mul(kernel).sub(before.mul(m - 1));
                    before = kernel;
                    kernel = next;
                }
                sum = kernel.fma(DoubleVector.fromArray(D, weights, k), sum);
            }
            sum.intoArray(lanes, 0);
            double total = lanes[0];
            for (int l = 1; l < LANES; l++) {
                total += lanes[l];
            }
            out[outFrom + i] = total;
        }
    }

    @Override
    public void gatherWithSlope(
            KernelWindows windows, double[] x, int xFrom, double[] c, double[] behind, int count, double[] out, double[] slope, int outFrom) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        DoubleVector log2e = DoubleVector.broadcast(D, LOG2E);
        DoubleVector round = DoubleVector.broadcast(D, ROUND);
        DoubleVector ln2High = DoubleVector.broadcast(D, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(D, -LN2_LOW);
        for (int i = 0; i < count; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            int end = spans[2 * step + 1];
            DoubleVector sum = DoubleVector.zero(D);
            DoubleVector density = DoubleVector.zero(D);
            for (int k = spans[2 * step]; k < end; k += LANES) {
                DoubleVector t = DoubleVector.fromArray(D, edges, k).sub(xi).mul(inverse);
                DoubleVector a = t.abs();
                a = a.blend(WINDOW_MAX, a.compare(VectorOperators.GT, WINDOW_MAX));
                DoubleVector z = a.mul(-0.5).mul(a);
                DoubleVector rounded = z.fma(log2e, round);
                DoubleVector n = rounded.sub(round);
                DoubleVector r = n.fma(ln2Low, n.fma(ln2High, z));
                DoubleVector r2 = r.mul(r);
                DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
                p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
                p = r2.fma(p, r).add(1);
                DoubleVector gauss = p.mul(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE_BITS).reinterpretAsDoubles());
                DoubleVector q = DoubleVector.broadcast(D, 1).div(a.add(WINDOW_POLE));
                DoubleVector s = q.fma(DoubleVector.broadcast(D, -2 * WINDOW_POLE), DoubleVector.broadcast(D, 1));
                DoubleVector s2 = s.mul(s);
                DoubleVector g = s.fma(DoubleVector.broadcast(D, WINDOW_13), DoubleVector.broadcast(D, WINDOW_12));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_11), DoubleVector.broadcast(D, WINDOW_10)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_9), DoubleVector.broadcast(D, WINDOW_8)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_7), DoubleVector.broadcast(D, WINDOW_6)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_5), DoubleVector.broadcast(D, WINDOW_4)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_3), DoubleVector.broadcast(D, WINDOW_2)));
                g = g.fma(s2, s.fma(DoubleVector.broadcast(D, WINDOW_1), DoubleVector.broadcast(D, WINDOW_0)));
                DoubleVector tail = gauss.mul(g.mul(q));
                DoubleVector cdf = tail.blend(DoubleVector.broadcast(D, 1).sub(tail), t.compare(VectorOperators.GT, 0));
                DoubleVector weight = DoubleVector.fromArray(D, c, k);
                sum = cdf.fma(weight, sum);
                density = gauss.fma(weight, density);
            }
            sum.intoArray(lanes, 0);
            double total = lanes[0];
            for (int l = 1; l < LANES; l++) {
                total += lanes[l];
            }
            density.intoArray(lanes, 0);
            double derivative = lanes[0];
            for (int l = 1; l < LANES; l++) {
                derivative += lanes[l];
            }
            out[outFrom + i] = total + behind[end];
            slope[outFrom + i] = INV_SQRT_2PI * derivative;
        }
    }
}
