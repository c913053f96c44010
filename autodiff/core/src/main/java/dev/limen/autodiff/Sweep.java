package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One pass over blocks of events.
 *
 * @param reads      event-shaped slots copied in from their whole arrays
 * @param invariant  steps that depend on no event: run once for each thread and block length
 * @param steps      steps run for each block
 * @param reductions slots without event axis, put together over blocks
 * @param combined   how, for each of them
 * @param writes     event-shaped slots copied out to whole arrays
 * @param collections the axes of objects that occur
 */
record Sweep(
        List<Slot> reads,
        List<Step> invariant,
        List<Step> steps,
        List<Slot> reductions,
        List<Reduce.Op> combined,
        List<Slot> writes,
        List<Integer> collections) {

    boolean isEmpty() {
        return reductions.isEmpty() && writes.isEmpty();
    }

    /** The sweep that computes these reductions and writes, from a program's steps in order. */
    static Sweep of(List<Step> order, List<Step> reductions, List<Slot> writes, List<Slot> inputs, BitSet whole) {
        Set<Step> reducing = Collections.newSetFromMap(new IdentityHashMap<>());
        reducing.addAll(reductions);
        BitSet written = new BitSet();
        BitSet needed = new BitSet();
        writes.forEach(slot -> written.set(slot.root()));
        needed.or(written);
        List<Step> steps = new ArrayList<>();
        List<Slot> reads = new ArrayList<>();
        BitSet read = new BitSet();
        for (int i = order.size() - 1; i >= 0; i--) {
            Step step = order.get(i);
            EventRole role = EventRole.of(step);
            boolean wanted = reducing.contains(step)
                    || (role == EventRole.MAP || role == EventRole.REDUCE)
                            && step.outputs().stream().anyMatch(slot -> slot.isOpen() && needed.get(slot.root()));
            if (!wanted) {
                continue;
            }
            steps.add(step);
            for (Slot slot : step.inputs()) {
                if (!slot.isOpen()) {
                    continue;
                }
                boolean available = whole.get(slot.root()) && !written.get(slot.root());
                if (available && !read.get(slot.root())) {
                    read.set(slot.root());
                    reads.add(slot);
                } else if (!available) {
                    needed.set(slot.root());
                }
            }
        }
        Collections.reverse(steps);
        return split(steps, reads, reductions, reducing, writes);
    }

    private static List<Integer> collections(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> Stream.concat(step.inputs().stream(), step.outputs().stream()))
                .filter(slot -> slot.isOpen() && !slot.shape().hasEvents())
                .map(slot -> slot.shape().dim(slot.shape().openAxis()))
                .distinct()
                .toList();
    }

    private static Sweep split(
            List<Step> all, List<Slot> reads, List<Step> ordered, Set<Step> reducing, List<Slot> writes) {
        BitSet varying = new BitSet();
        reads.forEach(slot -> varying.set(slot.root()));
        List<Step> invariant = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Step step : all) {
            // The number of objects varies from block to block.
            boolean varies = reducing.contains(step)
                    || step.touchesObjects()
                    || step.inputs().stream().anyMatch(slot -> slot.isOpen() && varying.get(slot.root()));
            (varies ? steps : invariant).add(step);
            if (varies) {
                step.outputs().forEach(slot -> varying.set(slot.root()));
            }
        }
        List<Slot> reductions = new ArrayList<>();
        List<Reduce.Op> combined = new ArrayList<>();
        for (Step step : ordered) {
            for (Slot slot : step.outputs()) {
                if (!slot.isOpen()) {
                    reductions.add(slot);
                    combined.add(EventRole.combination(step));
                }
            }
        }
        return new Sweep(
                List.copyOf(reads),
                List.copyOf(invariant),
                List.copyOf(steps),
                List.copyOf(reductions),
                List.copyOf(combined),
                List.copyOf(writes),
                collections(steps));
    }
}
