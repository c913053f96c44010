package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which implicit steps each output of a program depends on. */
record Dependencies(List<BitSet> byOutput, Map<Step, Integer> numbers) {

    /** Never changed. */
    private static final BitSet NONE = new BitSet();

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
                BitSet all = ofInputs(step, bySlot);
                if (numbers.containsKey(step)) {
                    all = (BitSet) all.clone();
                    all.set(numbers.get(step));
                }
                for (Slot slot : step.outputs()) {
                    bySlot[slot.root()] = all;
                }
            }
        }
        List<BitSet> byOutput = new ArrayList<>();
        for (Slot output : lowered.outputs()) {
            BitSet set = bySlot[output.root()];
            byOutput.add(set == null ? NONE : set);
        }
        return new Dependencies(byOutput, numbers);
    }

    private static BitSet ofInputs(Step step, BitSet[] bySlot) {
        BitSet all = NONE;
        for (Slot slot : step.inputs()) {
            BitSet one = bySlot[slot.root()];
            if (one != null && !one.equals(all) && !one.isEmpty()) {
                BitSet both = (BitSet) all.clone();
                both.or(one);
                all = both;
            }
        }
        return all;
    }

    boolean needs(int output, Step step) {
        return byOutput.get(output).get(numbers.get(step));
    }
}
