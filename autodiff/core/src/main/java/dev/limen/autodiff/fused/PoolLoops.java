package dev.limen.autodiff.fused;

import dev.limen.autodiff.math.Exponential;
import dev.limen.autodiff.math.Logarithm;
import java.util.Arrays;

/** The plain-Java loops of {@link Pools}: one walk along a row, pool by pool. */
final class PoolLoops {
    /** Terms added one by one before their sum is added to that of those before. */
    private static final int RUN = 128;

    private PoolLoops() {}

    static void run(Pools.Role role, double[][] in, int x, int pools, double[] out, int to, int length) {
        int start = 0;
        while (start < length) {
            double pool = in[1][pools + start];
            int end = start + 1;
            while (end < length && in[1][pools + end] == pool) {
                end++;
            }
            int first = x + start;
            int count = end - start;
            double value =
                    switch (role) {
                        case SUM -> sum(in[0], first, count);
                        case MEAN -> sum(in[0], first, count) / count;
                        case LOG_SUM_EXP -> logSumExp(in[0], first, count);
                    };
            Arrays.fill(out, to + start, to + end, value);
            start = end;
        }
    }

    private static double sum(double[] x, int first, int count) {
        double sum = 0;
        for (int start = first; start < first + count; start += RUN) {
            double run = 0;
            for (int i = start; i < Math.min(start + RUN, first + count); i++) {
                run += x[i];
            }
            sum += run;
        }
        return sum;
    }

    static double logSumExp(double[] x, int first, int count) {
        if (count == 1) {
            return x[first];
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < first + count; i++) {
            largest = Math.max(largest, x[i]);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = first; i < first + count; i++) {
            sum += Exponential.exp(x[i] - largest);
        }
        return largest + Logarithm.log(sum);
    }
}
