package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Backend;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Take;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kernels on ND4J, for applications large enough; the others stay with plain Java, and so do those that ND4J has not or
 * not as exactly.
 *
 * <p>Never preferred by itself: name it ({@code Execution.on("nd4j")}, {@code -Dlimen.backend=nd4j}). What ran where is
 * in {@link dev.limen.autodiff.Program#listing}. Sums that ND4J would take in an order that depends on its number of
 * threads are taken by plain Java, so results have the same bits for any number of threads here, too.
 */
public final class Nd4jBackend implements Backend {

    /**
     * Elements from which ND4J computes. A call costs 3 to 5 microseconds whatever its size, an element 0.4 (a sum) to
     * 30 ns (erfc): here the call is a tenth of an exponential's time. Full blocks of events are as large.
     */
    public static final int SMALLEST = 4096;

    private final int smallest;

    /** With {@link #SMALLEST}. */
    public Nd4jBackend() {
        this(SMALLEST);
    }

    /**
     * A back end that computes from so many elements of the largest array on.
     *
     * @param smallest elements, 0 or more
     */
    public Nd4jBackend(int smallest) {
        if (smallest < 0) {
            throw new IllegalArgumentException("nd4j: from " + smallest + " elements; expected 0 or more");
        }
        this.smallest = smallest;
    }

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public boolean isAvailable() {
        return unavailable().isEmpty();
    }

    @Override
    public String unavailable() {
        return Nd4jDevice.get().unavailable();
    }

    @Override
    public int priority() {
        return -1;
    }

    /**
     * As declared.
     *
     * @throws OffHeapMemoryException if the memory for its arrays is not there
     */
    @Override
    public Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        int largest = sizes(inputs, outputs).max(Integer::compare).orElse(0);
        boolean empty = sizes(inputs, outputs).anyMatch(size -> size == 0);
        if (empty || largest < smallest) {
            return Optional.empty();
        }
        return primitive.accept(new Assemblies(inputs, outputs)).map(assembly -> {
            Kernel kernel = new ArrayKernel(assembly, inputs, outputs);
            return primitive instanceof Take take
                    ? new CheckedPositions(
                            kernel,
                            take.name(),
                            inputs.get(1).size(),
                            inputs.get(0).dim(take.axis()))
                    : kernel;
        });
    }

    private static Stream<Integer> sizes(List<Shape> inputs, List<Shape> outputs) {
        return Stream.concat(inputs.stream(), outputs.stream()).map(Shape::size);
    }
}
