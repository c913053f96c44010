package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Steps with their kernels and arrays: what is left to do when a program runs. */
final class BoundSteps {
    private final List<Step> steps;
    private final Kernel[] kernels;
    private final double[][][] inputs;
    private final double[][][] outputs;
    private final Rounding[] rounding;

    /**
     * Binds steps.
     *
     * @param arrays  by root
     * @param events  the length of the event axis
     * @param rounded the outputs to be rounded to their type here; others are rounded by the caller
     */
    BoundSteps(List<Step> steps, Kernels finder, double[][] arrays, int events, Predicate<Slot> rounded) {
        int count = steps.size();
        this.steps = steps;
        this.kernels = new Kernel[count];
        this.inputs = new double[count][][];
        this.outputs = new double[count][][];
        this.rounding = new Rounding[count];
        for (int i = 0; i < count; i++) {
            Step step = steps.get(i);
            kernels[i] = finder.of(step, events);
            inputs[i] = Step.arrays(step.inputs(), arrays);
            outputs[i] = Step.arrays(step.outputs(), arrays);
            rounding[i] = Rounding.of(step, events, rounded);
        }
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
            watch.look(steps.get(i), inputs[i], outputs[i]);
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
