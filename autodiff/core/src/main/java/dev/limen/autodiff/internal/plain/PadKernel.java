package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;
import java.util.Arrays;

/** Zeros at the ends of an axis. */
record PadKernel(AxisLoop loop, int before, int after) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] y = outputs[0];
        int row = loop.length() * loop.inner();
        int at = 0;
        for (int o = 0; o < loop.outer(); o++) {
            Arrays.fill(y, at, at + before * loop.inner(), 0);
            at += before * loop.inner();
            System.arraycopy(inputs[0], o * row, y, at, row);
            at += row;
            Arrays.fill(y, at, at + after * loop.inner(), 0);
            at += after * loop.inner();
        }
    }
}
