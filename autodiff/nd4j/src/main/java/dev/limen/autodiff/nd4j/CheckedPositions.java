package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Kernel;

/**
 * A kernel whose second input gives positions on an axis, which are checked first: ND4J would read whatever lies there.
 *
 * @param count number of positions
 * @param limit length of the axis
 */
record CheckedPositions(Kernel kernel, String operation, int count, int limit) implements Kernel {
    @Override
    public void run(double[][] inputs, double[][] outputs) {
        for (int i = 0; i < count; i++) {
            int position = (int) inputs[1][i];
            if (position < 0 || position >= limit) {
                throw new IndexOutOfBoundsException(
                        operation + ": position " + position + " is outside the axis of length " + limit);
            }
        }
        kernel.run(inputs, outputs);
    }
}
