package dev.limen.autodiff.internal.plain;

/** Sums in a fixed order: eight interleaved lanes over runs of 128 elements, lanes in order, runs pairwise. */
final class Sums {
    private static final int RUN = 128;

    private Sums() {}

    static double sum(double[] x, int from, int count) {
        if (count <= RUN) {
            return run(x, from, count);
        }
        // Halves are multiples of a run, so that the order of one does not depend on what follows it.
        int half = (count / 2 + RUN - 1) / RUN * RUN;
        return sum(x, from, half) + sum(x, from + half, count - half);
    }

    private static double run(double[] x, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int end = from + count / 8 * 8;
        for (int i = from; i < end; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        double sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
        for (int i = end; i < from + count; i++) {
            sum += x[i];
        }
        return sum;
    }
}
