package dev.limen.autodiff.internal.plain;

import dev.limen.autodiff.Backend;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Optional;

/** Plain Java: a kernel for every primitive but implicit ones, which have solvers, and fused ones without their own. */
public final class PlainBackend implements Backend {

    /** What it is called. */
    public static final String NAME = "plain";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String unavailable() {
        return "";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<Kernel> kernel(Primitive primitive, List<Shape> inputs, List<Shape> outputs, DType dtype) {
        return primitive.accept(new KernelChoice(inputs, outputs));
    }

    /** As {@link #kernel}, for fused primitives only: whether one is there without an expansion. */
    static Optional<Kernel> ofFused(Primitive primitive, List<Shape> inputs) {
        return primitive instanceof FusedKernel fused ? fused.plainKernel(inputs) : Optional.empty();
    }
}
