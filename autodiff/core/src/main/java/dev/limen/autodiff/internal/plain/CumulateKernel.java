package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;

/** Running sums along an axis. */
record CumulateKernel(AxisLoop loop, boolean reverse) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] x = inputs[0];
        double[] y = outputs[0];
        int n = loop.length();
        for (int o = 0; o < loop.outer(); o++) {
            for (int i = 0; i < loop.inner(); i++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    int at = (o * n + (reverse ? n - 1 - k : k)) * loop.inner() + i;
                    sum += x[at];
                    y[at] = sum;
                }
            }
        }
    }
}
