package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.Identities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
        follow();
    }

    /** Offers kernels what earlier ones have made of the same inputs; none of those that are bound again. */
    private void follow() {
        List<Integer> following = new ArrayList<>();
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i] instanceof FollowingKernel later && !steps.get(i).touchesOpen()) {
                for (int p : following) {
                    later.follow(kernels[p], sharedInputs(steps.get(p), steps.get(i)));
                }
                following.add(i);
            }
        }
    }

    private static int sharedInputs(Step earlier, Step later) {
        int most = Math.min(earlier.inputs().size(), later.inputs().size());
        int k = 0;
        while (k < most
                && earlier.inputs().get(k).root() == later.inputs().get(k).root()) {
            k++;
        }
        return k;
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

    /** Says that what has no event axis stays as it is until the next call. */
    void begin() {
        for (Kernel kernel : kernels) {
            if (kernel instanceof SweepKernel inSweep) {
                inSweep.begin();
            }
        }
    }

    /**
     * Lets kernels read from each other what would go through arrays.
     *
     * @param wanted roots of slots that are read elsewhere, too
     */
    void link(BitSet wanted) {
        BitSet[] direct = new BitSet[kernels.length];
        for (int i = 0; i < kernels.length; i++) {
            direct[i] = new BitSet();
            for (int p = 0; p < i; p++) {
                if (kernels[i] instanceof SweepKernel reader && kernels[p] instanceof SweepKernel) {
                    int[] shared = shared(steps.get(p).outputs(), steps.get(i).inputs());
                    if (Arrays.stream(shared).anyMatch(output -> output >= 0)) {
                        direct[i].or(reader.readsFrom(kernels[p], shared));
                    }
                }
            }
        }
        BitSet read = (BitSet) wanted.clone();
        BitSet passed = new BitSet();
        for (int i = 0; i < kernels.length; i++) {
            for (int k = 0; k < inputs[i].length; k++) {
                (direct[i].get(k) ? passed : read)
                        .set(steps.get(i).inputs().get(k).root());
            }
        }
        passed.andNot(read);
        for (int i = 0; i < kernels.length; i++) {
            for (int k = 0; k < outputs[i].length; k++) {
                if (kernels[i] instanceof SweepKernel writer
                        && passed.get(steps.get(i).outputs().get(k).root())) {
                    writer.omit(k);
                }
            }
        }
    }

    /** For each input the output that it is, or -1. */
    private static int[] shared(List<Slot> outputs, List<Slot> inputs) {
        int[] shared = new int[inputs.size()];
        for (int n = 0; n < shared.length; n++) {
            shared[n] = -1;
            for (int k = 0; k < outputs.size(); k++) {
                if (outputs.get(k).root() == inputs.get(n).root()) {
                    shared[n] = k;
                }
            }
        }
        return shared;
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
