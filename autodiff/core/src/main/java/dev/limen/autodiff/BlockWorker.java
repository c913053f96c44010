package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.Identities;
import java.util.BitSet;
import java.util.List;

/** One thread's arrays and kernels for a sweep over blocks of so many events. */
final class BlockWorker {
    private final Sweep sweep;
    private final Lengths room;
    private final double[][] arrays;
    private final BoundSteps invariant;
    private final BoundSteps steps;
    private final OpenColumn[] readLayout;
    private final OpenColumn[] writeLayout;
    private int[] bound;
    private long ready = -1;
    private boolean linked;

    /**
     * Arrays and kernels.
     *
     * @param small the slots without open axis
     * @param room  the lengths for which arrays are made
     * @param first those of the first block to be run
     */
    BlockWorker(Sweep sweep, Kernels kernels, double[][] small, Lengths room, Lengths first) {
        this.sweep = sweep;
        this.room = room;
        this.arrays = small.clone();
        BitSet pinned = new BitSet();
        // Partial results never go into the arrays of the complete ones.
        sweep.steps().forEach(step -> step.outputs().forEach(slot -> arrays[slot.root()] = null));
        Allocation allocation = new Allocation(arrays, room);
        sweep.invariant().forEach(step -> step.outputs().forEach(allocation::own));
        sweep.writes().forEach(slot -> pinned.set(slot.root()));
        sweep.reductions().forEach(allocation::own);
        allocation.share(sweep.reads(), sweep.steps(), pinned);
        BitSet reduced = new BitSet();
        sweep.reductions().forEach(slot -> reduced.set(slot.root()));
        this.invariant = new BoundSteps(sweep.invariant(), kernels, arrays, first, slot -> true);
        this.steps = new BoundSteps(sweep.steps(), kernels, arrays, first, slot -> !reduced.get(slot.root()));
        this.bound = objects(first);
        this.readLayout = layouts(sweep.reads());
        this.writeLayout = layouts(sweep.writes());
    }

    private static OpenColumn[] layouts(List<Slot> slots) {
        return slots.stream().map(slot -> OpenColumn.of(slot.shape())).toArray(OpenColumn[]::new);
    }

    /** Lets kernels read from each other what would go through arrays; a watch would not see it. */
    void link() {
        linked = true;
        BitSet wanted = new BitSet();
        sweep.writes().forEach(slot -> wanted.set(slot.root()));
        sweep.reductions().forEach(slot -> wanted.set(slot.root()));
        steps.link(wanted);
    }

    private int[] objects(Lengths lengths) {
        return sweep.collections().stream().mapToInt(lengths::of).toArray();
    }

    /** Whether its arrays suffice for a run. */
    boolean hasRoomFor(Lengths wanted) {
        return sweep.collections().stream().allMatch(axis -> wanted.of(axis) <= room.of(axis));
    }

    /**
     * Computes one block.
     *
     * @param run     the number of the program's run: what depends on no event is computed once in each
     * @param block   which
     * @param whole   the event and object columns
     * @param partial where this block's part of the reductions is added
     */
    void run(long run, int block, WholeColumns whole, double[][] partial, NanWatch watch) {
        Blocks blocks = whole.blocks();
        rebind(blocks.of(block));
        if (ready != run) {
            invariant.run(watch);
            steps.begin();
            ready = run;
        }
        for (int k = 0; k < readLayout.length; k++) {
            Slot slot = sweep.reads().get(k);
            readLayout[k].read(whole.get(slot), blocks, block, arrays[slot.root()]);
        }
        steps.run(watch);
        for (int k = 0; k < partial.length; k++) {
            combine(
                    sweep.combined().get(k),
                    partial[k],
                    arrays[sweep.reductions().get(k).root()]);
        }
        for (int k = 0; k < writeLayout.length; k++) {
            Slot slot = sweep.writes().get(k);
            writeLayout[k].write(arrays[slot.root()], blocks, block, whole.target(slot));
        }
    }

    private void rebind(Lengths lengths) {
        int[] wanted = objects(lengths);
        if (!java.util.Arrays.equals(wanted, bound)) {
            steps.rebind(lengths);
            bound = wanted;
            if (linked) {
                link();
            }
            steps.begin();
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
