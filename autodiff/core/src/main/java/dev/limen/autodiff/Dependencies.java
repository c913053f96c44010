package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which implicit steps each output of a program depends on. */
record Dependencies(List<BitSet> byOutput, Map<Step, Integer> numbers) {

    static Dependencies of(Lowering.Lowered lowered) {
        Map<Step, Integer> numbers = new IdentityHashMap<>();
        for (Step step : lowered.steps()) {
            if (step.primitive() instanceof Implicit) {
                numbers.put(step, numbers.size());
            }
        }
        BitSet[] bySlot = new BitSet[lowered.slots()];
        if (!numbers.isEmpty()) {
            for (Step step : lowered.steps()) {
                BitSet all = new BitSet();
                step.inputs().stream().map(slot -> bySlot[slot.root()]).filter(set -> set != null).forEach(all::or);
                if (numbers.containsKey(step)) {
                    all.set(numbers.get(step));
                }
                step.outputs().forEach(slot -> bySlot[slot.root()] = all);
            }
        }
        List<BitSet> byOutput = new ArrayList<>();
        for (Slot output : lowered.outputs()) {
            BitSet set = bySlot[output.root()];
            byOutput.add(set == null ? new BitSet() : set);
        }
        return new Dependencies(byOutput, numbers);
    }

    boolean needs(int output, Step step) {
        return byOutput.get(output).get(numbers.get(step));
    }
}
