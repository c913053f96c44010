package dev.limen.autodiff.fused;

/**
 * The loops over events of {@link KernelSum}, which a back end writes for its instructions.
 *
 * <p>All see the same {@link KernelWindows}: edges, weights by edge and sums by edge are arrays of {@link KernelWindows#padded()} elements.
 */
public interface KernelSumLoops {

    /** How many edges one step of a loop takes. */
    int lanes();

    /**
     * Adds to {@code sums[k]} the terms {@code w_i K_order((e_k - x_i) / h)} within the windows of events {@code [from, from + n)}, and, for order 0,
     * to {@code behind[k]} the weights of the events whose window ends before edge k.
     */
    void sum(
            int order,
            KernelWindows windows,
            double[] x,
            int xFrom,
            double[] w,
            int wFrom,
            int n,
            double[] sums,
            double[] behind);

    /**
     * Sets {@code out[outFrom + i]} to {@code sum_k c_k K_order((e_k - x_i) / h)}; {@code behind[k]} is the sum of {@code c} from k on.
     */
    void gather(
            int order,
            KernelWindows windows,
            double[] x,
            int xFrom,
            double[] c,
            double[] behind,
            int n,
            double[] out,
            int outFrom);

    /** {@link #gather} for orders 0 and 1 at once. */
    void gatherWithSlope(
            KernelWindows windows,
            double[] x,
            int xFrom,
            double[] c,
            double[] behind,
            int n,
            double[] out,
            double[] slope,
            int outFrom);
}
