package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.Identities;
import java.util.BitSet;
import java.util.List;

/** One thread's arrays and kernels for a sweep over blocks of one length. */
final class BlockWorker {
    private final Sweep sweep;
    private final int length;
    private final double[][] arrays;
    private final BoundSteps invariant;
    private final BoundSteps steps;
    private final EventColumn[] readLayout;
    private final EventColumn[] writeLayout;
    private long ready = -1;

    /** Arrays for a sweep over blocks of {@code length} events; {@code small} holds the slots without event axis. */
    BlockWorker(Sweep sweep, Kernels kernels, double[][] small, int length) {
        this.sweep = sweep;
        this.length = length;
        this.arrays = small.clone();
        BitSet pinned = new BitSet();
        // Partial results never go into the arrays of the complete ones.
        sweep.steps().forEach(step -> step.outputs().forEach(slot -> arrays[slot.root()] = null));
        Allocation allocation = new Allocation(arrays, length);
        sweep.invariant().forEach(step -> step.outputs().forEach(allocation::own));
        sweep.writes().forEach(slot -> pinned.set(slot.root()));
        sweep.reductions().forEach(allocation::own);
        allocation.share(sweep.reads(), sweep.steps(), pinned);
        BitSet reduced = new BitSet();
        sweep.reductions().forEach(slot -> reduced.set(slot.root()));
        this.invariant = new BoundSteps(sweep.invariant(), kernels, arrays, length, slot -> true);
        this.steps = new BoundSteps(sweep.steps(), kernels, arrays, length, slot -> !reduced.get(slot.root()));
        this.readLayout = layouts(sweep.reads());
        this.writeLayout = layouts(sweep.writes());
    }

    private static EventColumn[] layouts(List<Slot> slots) {
        return slots.stream().map(slot -> EventColumn.of(slot.shape())).toArray(EventColumn[]::new);
    }

    /**
     * Computes one block.
     *
     * @param run     the number of the program's run: what depends on no event is computed once in each
     * @param first   its first event
     * @param whole   the event columns
     * @param partial where this block's part of the reductions is added
     */
    void run(long run, int first, WholeColumns whole, double[][] partial, NanWatch watch) {
        if (ready != run) {
            invariant.run(watch);
            ready = run;
        }
        for (int k = 0; k < readLayout.length; k++) {
            Slot slot = sweep.reads().get(k);
            readLayout[k].read(whole.get(slot), whole.events(), first, length, arrays[slot.root()]);
        }
        steps.run(watch);
        for (int k = 0; k < partial.length; k++) {
            combine(sweep.combined().get(k), partial[k], arrays[sweep.reductions().get(k).root()]);
        }
        for (int k = 0; k < writeLayout.length; k++) {
            Slot slot = sweep.writes().get(k);
            writeLayout[k].write(arrays[slot.root()], first, length, whole.target(slot), whole.events());
        }
    }

    static void combine(Reduce.Op op, double[] into, double[] part) {
        if (op == Reduce.Op.SUM) {
            for (int i = 0; i < into.length; i++) {
                into[i] += part[i];
            }
        } else {
            for (int i = 0; i < into.length; i++) {
                into[i] = Identities.combine(op, into[i], part[i]);
            }
        }
    }
}
