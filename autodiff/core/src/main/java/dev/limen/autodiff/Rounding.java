package dev.limen.autodiff;

import java.util.function.Predicate;

/** Rounds a step's outputs to their types: FLOAT32 to float, INT32 by dropping the fraction. */
final class Rounding {
    static final Rounding NONE = new Rounding(new DType[0], new int[0]);

    private final DType[] types;
    private final int[] sizes;

    private Rounding(DType[] types, int[] sizes) {
        this.types = types;
        this.sizes = sizes;
    }

    static Rounding of(Step step, Lengths lengths, Predicate<Slot> rounded) {
        boolean none = true;
        for (Slot slot : step.outputs()) {
            none &= slot.dtype() == DType.FLOAT64 || slot.dtype() == DType.BOOL;
        }
        if (none) {
            return NONE;
        }
        int count = step.outputs().size();
        DType[] types = new DType[count];
        int[] sizes = new int[count];
        for (int k = 0; k < count; k++) {
            Slot slot = step.outputs().get(k);
            boolean done = slot.isOpen() && step.primitive() instanceof Fused fused && fused.roundsEvents();
            types[k] = rounded.test(slot) && !done ? slot.dtype() : DType.FLOAT64;
            sizes[k] = slot.bound(lengths).size();
        }
        return new Rounding(types, sizes);
    }

    void apply(double[][] outputs) {
        for (int k = 0; k < types.length; k++) {
            apply(types[k], outputs[k], sizes[k]);
        }
    }

    static void apply(DType type, double[] values, int size) {
        if (type == DType.FLOAT32) {
            for (int i = 0; i < size; i++) {
                values[i] = (float) values[i];
            }
        } else if (type == DType.INT32) {
            for (int i = 0; i < size; i++) {
                values[i] = (int) values[i];
            }
        }
    }
}
