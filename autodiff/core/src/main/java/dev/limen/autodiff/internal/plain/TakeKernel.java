package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Kernel;

/** Elements picked along an axis at {@code count} positions. */
record TakeKernel(AxisLoop loop, int count) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        double[] x = inputs[0];
        double[] y = outputs[0];
        int inner = loop.inner();
        for (int k = 0; k < count; k++) {
            int position = loop.position("take", inputs[1][k], loop.length());
            for (int o = 0; o < loop.outer(); o++) {
                System.arraycopy(x, (o * loop.length() + position) * inner, y, (o * count + k) * inner, inner);
            }
        }
    }
}
