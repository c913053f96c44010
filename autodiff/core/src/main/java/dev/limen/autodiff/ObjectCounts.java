package dev.limen.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which inputs of a program are the numbers of objects of each event, by the axis of the collection. */
record ObjectCounts(Map<Integer, Integer> inputs) {

    /**
     * Those of a program.
     *
     * @throws IllegalArgumentException if a collection has two, or one that is no input
     */
    static ObjectCounts of(Lowering.Lowered lowered) {
        Map<Integer, Integer> inputs = new HashMap<>();
        for (Step step : lowered.steps()) {
            if (!(step.primitive() instanceof Segmented segmented)
                    || !segmented.objects().isOpen()) {
                continue;
            }
            int input =
                    indexOf(lowered.inputs(), step.inputs().get(step.inputs().size() - 1));
            if (input < 0) {
                throw new IllegalArgumentException("program: the counts of " + segmented.objects()
                        + " are no variable; expected an input of INT32[events]");
            }
            Integer known = inputs.putIfAbsent(segmented.objects().dim(0), input);
            if (known != null && known != input) {
                throw new IllegalArgumentException("program: " + segmented.objects()
                        + " has two variables with its counts; use one for all columns of a collection,"
                        + " and another name for another collection");
            }
        }
        return new ObjectCounts(inputs);
    }

    private static int indexOf(List<Slot> inputs, Slot slot) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).root() == slot.root()) {
                return i;
            }
        }
        return -1;
    }

    /** Their values in a run. */
    Map<Integer, Tensor> values(List<Tensor> values) {
        Map<Integer, Tensor> counts = new HashMap<>();
        inputs.forEach((axis, input) -> counts.put(axis, values.get(input)));
        return counts;
    }
}
