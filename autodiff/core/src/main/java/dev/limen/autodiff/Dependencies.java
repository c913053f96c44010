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
                BitSet all = null;
                for (Slot input : step.inputs()) {
                    BitSet one = bySlot[input.root()];
                    if (one != null) {
                        all = all == null ? (BitSet) one.clone() : all;
                        all.or(one);
                    }
                }
                if (numbers.containsKey(step)) {
                    all = all == null ? new BitSet() : all;
                    all.set(numbers.get(step));
                }
                for (Slot output : step.outputs()) {
                    bySlot[output.root()] = all;
                }
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
