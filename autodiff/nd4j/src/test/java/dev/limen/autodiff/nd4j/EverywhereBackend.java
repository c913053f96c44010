package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Backend;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Optional;

/** ND4J for arrays of any size, so that its kernels are what is tested; by name, for processes that tests start. */
public final class EverywhereBackend implements Backend {
    private final Nd4jBackend nd4j = new Nd4jBackend(Placement.everywhere());

    @Override
    public String name() {
        return "nd4j-everywhere";
    }

    @Override
    public boolean isAvailable() {
        return nd4j.isAvailable();
    }

    @Override
    public String unavailable() {
        return nd4j.unavailable();
    }

    @Override
    public int priority() {
        return nd4j.priority();
    }

    @Override
    public Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        return nd4j.kernel(primitive, inputs, outputs, dtype);
    }
}
