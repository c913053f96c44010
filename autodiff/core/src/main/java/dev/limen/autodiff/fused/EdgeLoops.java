package dev.limen.autodiff.fused;

import static dev.limen.autodiff.math.Coefficients.*;

/** The loops over events of {@link KernelSum}, each event edge by edge within its window. */
final class EdgeLoops {

    private EdgeLoops() {}

    /**
     * Adds to {@code sums[k]} the terms {@code w_i K_order((e_k - x_i) / h)} within the windows of events {@code [from, from + n)}, and, for order 0,
     * to {@code behind[k]} the weights of the events whose window ends before edge k.
     */
    static void sum(
            int order,
            KernelWindows windows,
            double[] x,
            int xFrom,
            double[] w,
            int wFrom,
            int n,
            double[] sums,
            double[] behind) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        for (int i = 0; i < n; i++) {
            double xi = x[xFrom + i];
            double wi = w[wFrom + i];
            int step = KernelWindows.step(xi, wi, lowest, scale, above);
            int end = spans[2 * step + 1];
            for (int k = spans[2 * step]; k < end; k++) {
                double t = (edges[k] - xi) * inverse;
                sums[k] = Math.fma(
                        wi, order == 0 ? cdf(t, gauss(t)) : INV_SQRT_2PI * hermite(order, t) * gauss(t), sums[k]);
            }
            behind[end] += wi;
        }
    }

    /**
     * Sets {@code out[outFrom + i]} to {@code sum_k c_k K_order((e_k - x_i) / h)}; {@code behind[k]} is the sum of {@code c} from k on.
     */
    static void gather(
            int order,
            KernelWindows windows,
            double[] x,
            int xFrom,
            double[] c,
            double[] behind,
            int n,
            double[] out,
            int outFrom) {
        double[] edges = windows.edges();
        int[] spans = windows.spans();
        double inverse = windows.inverse();
        double lowest = windows.lowest();
        double scale = windows.scale();
        int above = windows.above();
        for (int i = 0; i < n; i++) {
            double xi = x[xFrom + i];
            int step = KernelWindows.step(xi, 0, lowest, scale, above);
            int end = spans[2 * step + 1];
            double sum = 0;
            for (int k = spans[2 * step]; k < end; k++) {
                double t = (edges[k] - xi) * inverse;
                sum = Math.fma(c[k], order == 0 ? cdf(t, gauss(t)) : hermite(order, t) * gauss(t), sum);
            }
            out[outFrom + i] = order == 0 ? sum + behind[end] : INV_SQRT_2PI * sum;
        }
    }

    /** {@code exp(-t^2 / 2)}; {@code |t|} is cut back to {@link dev.limen.autodiff.math.Coefficients#WINDOW_MAX}. */
    static double gauss(double t) {
        double a = Math.abs(t);
        a = a > WINDOW_MAX ? WINDOW_MAX : a;
        double z = -0.5 * a * a;
        double rounded = Math.fma(z, LOG2E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, z));
        double r2 = r * r;
        double p = Math.fma(EXP_9, r, EXP_8);
        p = Math.fma(p, r2, Math.fma(EXP_7, r, EXP_6));
        p = Math.fma(p, r2, Math.fma(EXP_5, r, EXP_4));
        p = Math.fma(p, r2, Math.fma(EXP_3, r, EXP_2));
        p = Math.fma(p, r2, Math.fma(EXP_1, r, EXP_0));
        p = Math.fma(r2, p, r) + 1;
        return p * Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) << 52) + ONE_BITS);
    }

    /** {@code Phi(t)} from {@code gauss = exp(-t^2 / 2)}, to 1e-16 absolute. */
    static double cdf(double t, double gauss) {
        double a = Math.abs(t);
        a = a > WINDOW_MAX ? WINDOW_MAX : a;
        double q = 1 / (a + WINDOW_POLE);
        double s = Math.fma(-2 * WINDOW_POLE, q, 1);
        double s2 = s * s;
        double p = Math.fma(WINDOW_13, s, WINDOW_12);
        p = Math.fma(p, s2, Math.fma(WINDOW_11, s, WINDOW_10));
        p = Math.fma(p, s2, Math.fma(WINDOW_9, s, WINDOW_8));
        p = Math.fma(p, s2, Math.fma(WINDOW_7, s, WINDOW_6));
        p = Math.fma(p, s2, Math.fma(WINDOW_5, s, WINDOW_4));
        p = Math.fma(p, s2, Math.fma(WINDOW_3, s, WINDOW_2));
        p = Math.fma(p, s2, Math.fma(WINDOW_1, s, WINDOW_0));
        double tail = gauss * (p * q);
        return t > 0 ? 1 - tail : tail;
    }

    /** {@code K_order / phi}: the Hermite polynomial of degree {@code order - 1} with the sign of the derivative. */
    private static double hermite(int order, double t) {
        double c = t > WINDOW_MAX ? WINDOW_MAX : t < -WINDOW_MAX ? -WINDOW_MAX : t;
        double before = 0;
        double value = 1;
        for (int m = 1; m < order; m++) {
            double next = -c * value - (m - 1) * before;
            before = value;
            value = next;
        }
        return value;
    }
}
