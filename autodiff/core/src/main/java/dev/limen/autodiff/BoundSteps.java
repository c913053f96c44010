package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.Identities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Steps with their kernels and arrays: what is left to do when a program runs. */
final class BoundSteps {
    private static final Kernel NOTHING = (inputs, outputs) -> {};

    private final List<Step> steps;
    private final Kernels finder;
    private final Predicate<Slot> rounded;
    private final Kernel[] kernels;
    private final double[][][] inputs;
    private final double[][][] outputs;
    private final Rounding[] rounding;
    private Lengths lengths;

    /**
     * Binds steps.
     *
     * @param arrays  by root
     * @param lengths those of open axes
     * @param rounded the outputs to be rounded to their type here; others are rounded by the caller
     */
    BoundSteps(List<Step> steps, Kernels finder, double[][] arrays, Lengths lengths, Predicate<Slot> rounded) {
        int count = steps.size();
        this.steps = steps;
        this.finder = finder;
        this.rounded = rounded;
        this.kernels = new Kernel[count];
        this.inputs = new double[count][][];
        this.outputs = new double[count][][];
        this.rounding = new Rounding[count];
        this.lengths = lengths;
        for (int i = 0; i < count; i++) {
            inputs[i] = Step.arrays(steps.get(i).inputs(), arrays);
            outputs[i] = Step.arrays(steps.get(i).outputs(), arrays);
            bind(i);
        }
    }

    /** The kernels of steps on objects for other numbers of these; the arrays must have room for them. */
    void rebind(Lengths changed) {
        lengths = changed;
        for (int i = 0; i < kernels.length; i++) {
            if (steps.get(i).touchesObjects()) {
                bind(i);
            }
        }
    }

    private void bind(int i) {
        Step step = steps.get(i);
        kernels[i] = step.touchesOpen() && !(step.primitive() instanceof Implicit) && isEmpty(step)
                ? ofNothing(step)
                : finder.of(step, lengths);
        rounding[i] = Rounding.of(step, lengths, rounded);
    }

    /** Whether there are no events or objects to work on, which kernels need not understand. */
    private boolean isEmpty(Step step) {
        List<Slot> slots = EventRole.of(step) == EventRole.REDUCE ? step.inputs() : step.outputs();
        for (Slot slot : slots) {
            if (slot.isOpen() && lengths.of(slot.shape().dim(slot.shape().openAxis())) > 0) {
                return false;
            }
        }
        return true;
    }

    private Kernel ofNothing(Step step) {
        if (EventRole.of(step) != EventRole.REDUCE) {
            return NOTHING;
        }
        double identity = Identities.of(EventRole.combination(step));
        int[] sizes = step.outputs().stream()
                .mapToInt(slot -> slot.bound(lengths).size())
                .toArray();
        return (in, out) -> {
            for (int k = 0; k < sizes.length; k++) {
                Arrays.fill(out[k], 0, sizes[k], identity);
            }
        };
    }

    void run() {
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].run(inputs[i], outputs[i]);
            if (rounding[i] != Rounding.NONE) {
                rounding[i].apply(outputs[i]);
            }
        }
    }

    /** As {@link #run}, and tells a watch of each step. */
    void run(NanWatch watch) {
        if (watch == NanWatch.OFF) {
            run();
            return;
        }
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].run(inputs[i], outputs[i]);
            rounding[i].apply(outputs[i]);
            watch.look(steps.get(i), lengths, inputs[i], outputs[i]);
        }
    }

    /** The certificates of the latest run, by step. */
    List<Certified> certificates() {
        List<Certified> all = new ArrayList<>();
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i] instanceof CertifiedKernel certified) {
                all.add(new Certified(steps.get(i), List.copyOf(certified.certificates())));
            }
        }
        return all;
    }
}
