package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Backend;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.MemoryLimitException;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Take;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kernels on ND4J, for functions and matrix products of many elements; the rest stays with plain Java: small work,
 * arithmetic, whose copies would take longer than itself, and what ND4J has not or not as exactly.
 *
 * <p>Never preferred by itself: name it ({@code Execution.on("nd4j")}, {@code -Dlimen.backend=nd4j}). What ran where is
 * in {@link dev.limen.autodiff.Program#listing}. Sums that ND4J would take in an order that depends on its number of
 * threads are taken by plain Java, so results have the same bits for any number of threads here, too.
 */
public final class Nd4jBackend implements Backend {

    /** Elements from which ND4J computes: those of a full block of events. */
    public static final int SMALLEST = 4096;

    private final Placement placement;

    /** A back end that computes what is worth a call of ND4J. */
    public Nd4jBackend() {
        this(Placement.byCost(SMALLEST));
    }

    Nd4jBackend(Placement placement) {
        this.placement = placement;
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
     * @throws MemoryLimitException if the memory for its arrays is not there
     */
    @Override
    public Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        boolean empty = Stream.concat(inputs.stream(), outputs.stream()).anyMatch(shape -> shape.size() == 0);
        if (empty || !placement.isWorthACall(primitive, inputs, outputs)) {
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
}
