package dev.limen.autodiff;

import java.util.List;

/** A kernel that solves something and says how well. */
public interface CertifiedKernel extends Kernel {

    /**
     * As {@link #run(double[][], double[][])}, with new numbers in the first {@code changed} inputs only: the others are
     * those of the call before.
     */
    default void run(double[][] inputs, double[][] outputs, int changed) {
        run(inputs, outputs);
    }

    /** The certificates of the latest run, one for each batch lane. */
    List<Certificate> certificates();
}
