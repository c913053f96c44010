package dev.limen.autodiff;

import java.util.List;
import java.util.Optional;

/**
 * Where numbers happen: kernels for primitives.
 *
 * <p>Found by {@link java.util.ServiceLoader}. A node without a kernel is expanded if it is {@link Fused}, else run
 * by the plain-Java back end, which has a kernel for every primitive but fused ones with an expansion.
 */
public interface Backend {

    /** The name by which users choose it: {@code plain}, {@code vector}, {@code nd4j}. */
    String name();

    /** Whether it can run here; where it cannot, {@link #unavailable} says why and what to do. */
    boolean isAvailable();

    /** Why it cannot run here and what would enable it; empty if it can. */
    String unavailable();

    /**
     * Of the available back ends the one with the highest number is preferred; plain Java has 0. One below 0 is taken
     * only where it is named.
     */
    int priority();

    /**
     * A kernel for one application, with all lengths known; it is used by one thread at a time and may own scratch.
     *
     * @param primitive what is computed
     * @param inputs    shapes of the inputs, without event axis
     * @param outputs   shapes of the outputs, without event axis
     * @param dtype     type of the first output
     * @return empty if this back end leaves the primitive to others
     */
    Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype);
}
