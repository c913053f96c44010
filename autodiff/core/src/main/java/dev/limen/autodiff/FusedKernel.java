package dev.limen.autodiff;

import java.util.List;
import java.util.Optional;

/** A fused primitive that brings its own plain-Java kernel. */
public interface FusedKernel extends Fused {

    /** A kernel for inputs of these shapes (event axis bound); empty where the expansion serves. */
    Optional<Kernel> plainKernel(List<Shape> inputs);

    /** Whether {@link #plainKernel} gives one. */
    default boolean hasPlainKernel(List<Shape> inputs) {
        return plainKernel(inputs).isPresent();
    }
}
