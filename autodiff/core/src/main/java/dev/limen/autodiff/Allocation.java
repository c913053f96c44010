package dev.limen.autodiff;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the slots of a run of steps arrays, those of slots no longer used to later ones. */
final class Allocation {
    private final double[][] arrays;
    private final Lengths lengths;
    private final Map<Integer, Deque<double[]>> free = new HashMap<>();

    /**
     * An allocation into a table.
     *
     * @param arrays by root; entries present are left alone
     * @param lengths those of open axes
     */
    Allocation(double[][] arrays, Lengths lengths) {
        this.arrays = arrays;
        this.lengths = lengths;
    }

    /** An array of its own for a slot. */
    void own(Slot slot) {
        if (arrays[slot.root()] == null) {
            arrays[slot.root()] = new double[slot.bound(lengths).size()];
        }
    }

    /**
     * Arrays for what the steps compute.
     *
     * @param ready  slots that are filled before the first step
     * @param pinned roots whose arrays must keep their values to the end
     */
    void share(List<Slot> ready, List<Step> steps, BitSet pinned) {
        int[] lastUse = new int[arrays.length];
        Arrays.fill(lastUse, -1);
        for (int i = 0; i < steps.size(); i++) {
            for (Slot slot : steps.get(i).inputs()) {
                lastUse[slot.root()] = i;
            }
        }
        BitSet shared = new BitSet();
        ready.forEach(slot -> take(slot, shared));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            step.outputs().forEach(slot -> take(slot, shared));
            for (Slot slot : step.inputs()) {
                give(slot, i, lastUse, shared, pinned);
            }
            for (Slot slot : step.outputs()) {
                give(slot, i, lastUse, shared, pinned);
            }
        }
    }

    private void take(Slot slot, BitSet shared) {
        if (arrays[slot.root()] != null) {
            return;
        }
        int size = slot.bound(lengths).size();
        Deque<double[]> idle = free.get(size);
        arrays[slot.root()] = idle == null || idle.isEmpty() ? new double[size] : idle.pop();
        shared.set(slot.root());
    }

    private void give(Slot slot, int step, int[] lastUse, BitSet shared, BitSet pinned) {
        if (lastUse[slot.root()] <= step && shared.get(slot.root()) && !pinned.get(slot.root())) {
            shared.clear(slot.root());
            double[] array = arrays[slot.root()];
            free.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
        }
    }
}
