package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import java.util.Arrays;

/** Elements added up at positions of an axis of length {@code size}, in the order of the input. */
record ScatterAddKernel(AxisLoop loop, int size) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] x = inputs[0];
        double[] y = outputs[0];
        int inner = loop.inner();
        Arrays.fill(y, 0, loop.outer() * size * inner, 0);
        for (int k = 0; k < loop.length(); k++) {
            int position = loop.position("scatter_add", inputs[1][k], size);
            for (int o = 0; o < loop.outer(); o++) {
                int from = (o * loop.length() + k) * inner;
                int to = (o * size + position) * inner;
                for (int i = 0; i < inner; i++) {
                    y[to + i] += x[from + i];
                }
            }
        }
    }
}
